/**
 * A font with PostScript outlines (CFF), made here: each letter is a frame as wide as it should be. Nobody reads it, but
 * its text can be copied. Sources: OpenType 1.9.1; Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings).
 */
export function cffFont(letters: string): Buffer {
  const points = [...new Set(letters)].map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const glyphs = points.length + 1;
  return sfnt({
    'CFF ': cffTable(glyphs),
    'OS/2': os2Table(points),
    cmap: cmapTable(points),
    head: headTable(),
    hhea: hheaTable(glyphs),
    hmtx: Buffer.concat(Array.from({ length: glyphs }, () => words(width, 50))),
    maxp: Buffer.concat([Buffer.from('00005000', 'hex'), words(glyphs)]),
    name: nameTable(fontName),
    post: Buffer.concat([Buffer.from('00030000', 'hex'), Buffer.alloc(28)]),
  });
}

const fontName = 'FrameCff';
const width = 500;

/** 16-bit numbers, signed ones too. */
function words(...numbers: readonly number[]): Buffer {
  return Buffer.from(numbers.flatMap((number) => [(number >> 8) & 255, number & 255]));
}

/** A list of byte strings, each found by its offset. */
function index(items: readonly Buffer[]): Buffer {
  if (items.length === 0) return words(0);
  let at = 1;
  const offsets = [at, ...items.map((item) => (at += item.length))];
  return Buffer.concat([words(items.length), Buffer.from([2]), words(...offsets), ...items]);
}

/** A number of a DICT in five bytes, so that the length does not depend on the value. */
function longNumber(value: number): Buffer {
  const bytes = Buffer.alloc(5, 29);
  bytes.writeInt32BE(value, 1);
  return bytes;
}

/** A number of a charstring or a DICT, from -1131 to 1131. */
function shortNumber(value: number): Buffer {
  if (Math.abs(value) <= 107) return Buffer.from([value + 139]);
  const rest = Math.abs(value) - 108;
  return Buffer.from([(value > 0 ? 247 : 251) + (rest >> 8), rest & 255]);
}

function cffTable(glyphs: number): Buffer {
  const [hlineto, vlineto, rmoveto, endchar] = [6, 7, 21, 14].map((operator) => Buffer.from([operator])) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const n = shortNumber;
  const frame = Buffer.concat([n(50), n(0), rmoveto, n(400), hlineto, n(700), vlineto, n(-400), hlineto, endchar]);
  const charstrings = index(Array.from({ length: glyphs }, () => frame));
  const priv = Buffer.concat([n(width), Buffer.from([20])]);
  const charset = Buffer.concat([Buffer.from([2]), words(1, glyphs - 2)]);
  const head = Buffer.concat([Buffer.from([1, 0, 4, 2]), index([Buffer.from(fontName)])]);
  const top = (charsetAt: number, charstringsAt: number, privateAt: number) =>
    Buffer.concat([
      ...[longNumber(charsetAt), Buffer.from([15]), longNumber(charstringsAt), Buffer.from([17])],
      ...[longNumber(priv.length), longNumber(privateAt), Buffer.from([18])],
    ]);
  const start = head.length + index([top(0, 0, 0)]).length + 2 * index([]).length;
  const charstringsAt = start + charset.length;
  const dict = index([top(start, charstringsAt, charstringsAt + charstrings.length)]);
  return Buffer.concat([head, dict, index([]), index([]), charset, charstrings, priv]);
}

/** Format 4, a segment for each letter. */
function cmapTable(points: readonly number[]): Buffer {
  const ends = [...points, 0xffff];
  const deltas = [...points.map((point, at) => at + 1 - point), 1];
  const twice = ends.length * 2;
  const power = 2 ** Math.floor(Math.log2(ends.length));
  const search = [power * 2, Math.log2(power), twice - power * 2];
  const body = words(twice, ...search, ...ends, 0, ...ends, ...deltas, ...ends.map(() => 0));
  return Buffer.concat([words(0, 1, 3, 1, 0, 12), words(4, body.length + 6, 0), body]);
}

function headTable(): Buffer {
  const begin = Buffer.from('0001000000010000000000005f0f3cf5', 'hex');
  return Buffer.concat([begin, words(3, 1000), Buffer.alloc(16), words(0, -200, width, 800, 0, 8, 2, 0, 0)]);
}

function hheaTable(glyphs: number): Buffer {
  return Buffer.concat([Buffer.from('00010000', 'hex'), words(800, -200, 0, width), Buffer.alloc(22), words(glyphs)]);
}

function os2Table(points: readonly number[]): Buffer {
  const table = Buffer.alloc(96);
  table.writeUInt16BE(4, 0);
  table.writeInt16BE(width, 2);
  table.writeUInt16BE(400, 4);
  table.writeUInt16BE(5, 6);
  table.writeUInt16BE(points[0] ?? 0, 64);
  table.writeUInt16BE(points.at(-1) ?? 0, 66);
  for (const [value, at] of [
    [800, 68],
    [-200, 70],
    [500, 86],
    [700, 88],
  ] as const)
    table.writeInt16BE(value, at);
  return table;
}

/** Family, style, full name and PostScript name, in English for Windows. */
function nameTable(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16();
  const ids = [1, 2, 4, 6];
  const records = ids.map((id) => words(3, 1, 0x409, id, text.length, 0));
  return Buffer.concat([words(0, ids.length, 6 + 12 * ids.length), ...records, text]);
}

/** The tables behind a directory of them, each at a multiple of four. Checksums are left out: no reader here asks. */
function sfnt(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const head = Buffer.concat([Buffer.from('OTTO'), words(entries.length, 128, 3, entries.length * 16 - 128)]);
  let at = head.length + 16 * entries.length;
  const directory: Buffer[] = [];
  const content: Buffer[] = [];
  for (const [tag, bytes] of entries) {
    const place = Buffer.alloc(12);
    place.writeUInt32BE(at, 4);
    place.writeUInt32BE(bytes.length, 8);
    directory.push(Buffer.from(tag, 'latin1'), place);
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    content.push(padded);
    at += padded.length;
  }
  return Buffer.concat([head, ...directory, ...content]);
}
