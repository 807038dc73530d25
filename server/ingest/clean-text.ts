import { unguardFormula } from '../values/formula-guard.ts';
import type { FindingCode, NameCure } from './ingest.contract.ts';
import { limits, type Cell } from './rows.ts';

const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/**
 * A cell's text as it is stored: the `'` that guarded a formula taken off, NFC, no invisible characters, runs of space
 * of any kind as one. Only for text whose old letters are decoded: U+00AD is a letter in TCVN3.
 */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return unguardFormula(text).normalize('NFC').replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** Most cells are: letters of Vietnamese names in NFC, single spaces between, no `'` in front. */
function isClean(text: string): boolean {
  let wasSpace = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 32) {
      if (wasSpace) return false;
      wasSpace = true;
    } else {
      if (!isPlainCode(code)) return false;
      wasSpace = false;
    }
  }
  return text === '' || (!wasSpace && text.charCodeAt(0) !== 39);
}

/** Visible ASCII, letters of Latin-1 and its extensions, Vietnamese letters: none has a shorter or longer form in NFC. */
function isPlainCode(code: number): boolean {
  return (code > 32 && code < 127) || (code >= 0xc0 && code < 0x250) || (code >= 0x1ea0 && code <= 0x1ef9);
}

/** Why a cell cannot be taken, or null. */
export function faultOf(cell: Cell | undefined): 'cell.error' | 'cell.too-long' | null {
  if (cell === undefined) return null;
  if (typeof cell !== 'string' && cell.kind === 'error') return 'cell.error';
  const text = typeof cell === 'string' ? cell : cell.text;
  if (text.length > limits.cellCharacters) return 'cell.too-long';
  return text.charCodeAt(0) === 35 && errorForm.test(text) ? 'cell.error' : null;
}

const errorForm = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/** A name with the Icelandic Ð that keyboards give for Đ put right; the rest as `cleanText`. */
export function cleanName(text: string): string {
  const clean = cleanText(text);
  return /[\u00d0\u00f0]/.test(clean) ? clean.replaceAll('\u00d0', 'Đ').replaceAll('\u00f0', 'đ') : clean;
}

/** Nothing to clean or look at: two words or more of letters, one of them small, between single spaces. */
export function isOrdinaryName(text: string): boolean {
  let spaces = 0;
  let hasSmall = false;
  let wasSpace = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isSpace = code === 32;
    if (isSpace ? wasSpace : !isNameLetter(code)) return false;
    if (isSpace) spaces += 1;
    else if (code >= 97 && code <= 122) hasSmall = true;
    wasSpace = isSpace;
  }
  return spaces > 0 && hasSmall && !wasSpace;
}

/** Ð and ð are none: they stand for Đ and đ. */
function isNameLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return (code >= 0xc0 && code < 0x250 && code !== 0xd0 && code !== 0xf0) || (code >= 0x1ea0 && code <= 0x1ef9);
}

/** A large number as a spreadsheet rounded it: 9.12E+08. */
export function isRounded(text: string): boolean {
  return /[Ee]/.test(text) && /^\d([.,]\d+)?E\+?\d+$/i.test(text);
}

/** The name with what a person said is to be mended. */
export function mendName(name: string, cures: readonly NameCure[]): string {
  let mended = name;
  if (cures.includes('name.apostrophe')) mended = mended.replace(/['’ʼ`‘´]/g, '’');
  if (cures.includes('name.capitals') && mended === mended.toUpperCase() && mended.includes(' ')) {
    mended = mended.toLowerCase().replace(/(^|[\s'’ʼ`‘´-])(\p{L})/gu, (_, before: string, letter: string) => {
      return before + letter.toUpperCase();
    });
  }
  return mended;
}

type NameDoubt = Extract<FindingCode, `name.${string}`>;

/** What a person may want to look at in a name; nothing of it is changed. `source` is the text before cleaning. */
export function nameDoubts(name: string, source: string): readonly NameDoubt[] {
  if (name === source && isOrdinaryName(name)) return [];
  const doubts: NameDoubt[] = [];
  if (name === '') return ['name.empty'];
  if (/\S\s{2,}\S/.test(source)) doubts.push('name.double-space');
  if (!name.includes(' ')) doubts.push('name.one-syllable');
  else if (name === name.toUpperCase() && name !== name.toLowerCase()) doubts.push('name.capitals');
  if (/[’ʼ`‘´]/.test(name)) doubts.push('name.apostrophe');
  if (/[\d_@#$%^*=<>\\/|]/.test(name)) doubts.push('name.odd-character');
  return doubts;
}

/** A phone of nine digits lost its 0 to a number cell; null where nothing was lost. */
export function restorePhone(phone: string): string | null {
  if (phone.charCodeAt(0) === 48) return null;
  const digits = phone.replace(/\D/g, '');
  return digits.length === 9 && digits.charAt(0) !== '0' && /^[\d\s.()-]+$/.test(phone) ? `0${phone}` : null;
}
