/** Bytes of a font, read big-endian; whatever points outside them throws, so a broken font ends here. */
export type FontBytes = DataView;

/** What makes a font unusable, in words for staff. */
export class FontProblem extends Error {}

const collection = 0x74746366;
const known = new Set([0x00010000, 0x74727565, 0x4f54544f]);

/** The tables of a TrueType or OpenType font; of a collection its first font. Source: OpenType 1.9.1, otff. */
export function readTables(content: Uint8Array): ReadonlyMap<string, FontBytes> {
  const whole = new DataView(content.buffer, content.byteOffset, content.byteLength);
  try {
    const start = whole.getUint32(0) === collection ? whole.getUint32(12) : 0;
    if (!known.has(whole.getUint32(start))) throw new FontProblem('is no TrueType or OpenType font');
    const count = whole.getUint16(start + 4);
    const tables = new Map<string, FontBytes>();
    for (let index = 0; index < count; index += 1) {
      const at = start + 12 + index * 16;
      const tag = String.fromCharCode(...content.subarray(at, at + 4));
      tables.set(tag, slice(whole, whole.getUint32(at + 8), whole.getUint32(at + 12)));
    }
    return tables;
  } catch (error) {
    throw error instanceof FontProblem ? error : new FontProblem('is cut short or broken');
  }
}

export function requireTable(tables: ReadonlyMap<string, FontBytes>, tag: string): FontBytes {
  const table = tables.get(tag);
  if (!table) throw new FontProblem(`has no table '${tag}'`);
  return table;
}

/** Part of a table; throws a RangeError where it is not inside. */
export function slice(bytes: FontBytes, offset: number, length: number): FontBytes {
  if (length < 0 || offset + length > bytes.byteLength) throw new RangeError('outside the font');
  return new DataView(bytes.buffer, bytes.byteOffset + offset, length);
}

export function toBytes(bytes: FontBytes): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
