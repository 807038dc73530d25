import { FontProblem, slice, type FontBytes } from './sfnt.ts';

/** Glyph number of a code point, 0 where the font has none. */
export type GlyphOf = (codePoint: number) => number;

const lastBmp = 0xffff;
/** Tables that Unicode fonts carry, the best first: platform, encoding. */
const preferred = [
  [3, 10],
  [0, 6],
  [0, 4],
  [3, 1],
  [0, 3],
  [0, 2],
  [0, 1],
  [0, 0],
  [3, 0],
] as const;

/** Expands the best Unicode table into one flat list. Source: OpenType 1.9.1, cmap, formats 4, 6 and 12. */
export function readCmap(cmap: FontBytes): GlyphOf {
  const bmp = new Uint16Array(lastBmp + 1);
  const beyond = new Map<number, number>();
  const put = (codePoint: number, glyph: number) => {
    if (codePoint <= lastBmp) bmp[codePoint] = glyph;
    else beyond.set(codePoint, glyph);
  };
  readSubtable(pickSubtable(cmap), put);
  return (codePoint) => (codePoint <= lastBmp ? (bmp[codePoint] ?? 0) : (beyond.get(codePoint) ?? 0));
}

function pickSubtable(cmap: FontBytes): FontBytes {
  const count = cmap.getUint16(2);
  for (const [platform, encoding] of preferred) {
    for (let index = 0; index < count; index += 1) {
      const at = 4 + index * 8;
      if (cmap.getUint16(at) !== platform || cmap.getUint16(at + 2) !== encoding) continue;
      const offset = cmap.getUint32(at + 4);
      return slice(cmap, offset, cmap.byteLength - offset);
    }
  }
  throw new FontProblem('has no table of Unicode characters');
}

type Put = (codePoint: number, glyph: number) => void;

function readSubtable(table: FontBytes, put: Put): void {
  const format = table.getUint16(0);
  switch (format) {
    case 4:
      readFormat4(table, put);
      break;
    case 6:
      readFormat6(table, put);
      break;
    case 12:
      readFormat12(table, put);
      break;
    default:
      throw new FontProblem(`has its characters in a form that is not read (cmap format ${format})`);
  }
}

function readFormat4(table: FontBytes, put: Put): void {
  const doubled = table.getUint16(6);
  let next = 0;
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = table.getUint16(14 + segment);
    const start = table.getUint16(16 + doubled + segment);
    const delta = table.getUint16(16 + 2 * doubled + segment);
    const rangeAt = 16 + 3 * doubled + segment;
    const range = table.getUint16(rangeAt);
    // Segments stand in order; where they overlap (a lie that could take hours) the first one counts.
    for (let code = Math.max(start, next); code <= end && code < lastBmp; code += 1) {
      next = code + 1;
      const glyph = range === 0 ? code : table.getUint16(rangeAt + range + (code - start) * 2);
      if (range === 0 || glyph !== 0) put(code, (glyph + delta) & 0xffff);
    }
  }
}

function readFormat6(table: FontBytes, put: Put): void {
  const first = table.getUint16(6);
  const count = table.getUint16(8);
  for (let index = 0; index < count; index += 1) put(first + index, table.getUint16(10 + index * 2));
}

function readFormat12(table: FontBytes, put: Put): void {
  const groups = table.getUint32(12);
  let next = 0;
  for (let index = 0; index < groups; index += 1) {
    const at = 16 + index * 12;
    const [start, end, glyph] = [table.getUint32(at), table.getUint32(at + 4), table.getUint32(at + 8)];
    if (start < next || end < start || end > 0x10ffff) throw new FontProblem('has a broken character table');
    next = end + 1;
    for (let code = start; code <= end; code += 1) put(code, (glyph + code - start) & 0xffff);
  }
}
