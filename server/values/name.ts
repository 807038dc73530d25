/** A name in the form used to compare: no accents, đ as D, upper case, single spaces. Never shown. */
export type NameKey = string & { readonly __brand: 'NameKey' };

const apostrophes = /[’ʼ`‘´]/g;
const invisible = /[\p{Mn}\u200B-\u200D\u2060\uFEFF\u00AD]/gu;

const space = 32;
const apostrophe = 39;
/** Longer texts are no names: they go the full way, which takes any length. */
const longestFast = 200;
const asciiFold = makeAsciiFold();

/**
 * Total: every text has a key, and equal keys mean the same name. An empty key means "no name" and matches nothing.
 * Source: upstream api/search.py; folding of white space, zero-width characters and apostrophes is ours.
 */
export function toNameKey(name: string): NameKey {
  return (foldFast(name) ?? foldFully(name)) as NameKey;
}

function foldFully(name: string): string {
  const bare = name.normalize('NFD').replace(invisible, '').replace(/[đĐ]/g, 'd').replace(apostrophes, "'");
  return bare.replace(/\s+/g, ' ').trim().toUpperCase().normalize('NFD').replace(invisible, '');
}

/** Per-character table for what Vietnamese names are made of (NFC); null sends anything else the full way. */
function foldFast(name: string): string | null {
  const codes: number[] = [];
  let pendingSpace = false;
  for (let index = 0; index < name.length; index += 1) {
    const folded = asciiFold[name.charCodeAt(index)] ?? 0;
    if (folded === 0) return null;
    if (folded === space) {
      pendingSpace = codes.length > 0;
    } else {
      if (pendingSpace) codes.push(space);
      codes.push(folded);
      pendingSpace = false;
    }
    if (codes.length > longestFast) return null;
  }
  return String.fromCharCode(...codes);
}

/** By the code of a character its folded one; 0 where the table does not tell. */
function makeAsciiFold(): Uint8Array {
  const table = new Uint8Array(0x2100);
  for (let code = 0; code < 0x1f00; code += 1) {
    const isCovered = code < 0x250 || code >= 0x1e00;
    if (!isCovered) continue;
    const character = String.fromCharCode(code);
    if (/\s/.test(character)) table[code] = space;
    else {
      const folded = foldFully(character);
      if (folded.length === 1 && folded.charCodeAt(0) < 0x80) table[code] = folded.charCodeAt(0);
    }
  }
  table[0x2019] = apostrophe;
  table[0x2bc] = apostrophe;
  return table;
}
