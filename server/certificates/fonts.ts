import { readCmap, type GlyphOf } from './font-cmap.ts';
import { createOutlines, type Outlines } from './font-outlines.ts';
import { FontProblem, readTables, requireTable, toBytes, type FontBytes } from './sfnt.ts';

/** A font taken apart once. Measures are in thousandths of the type size, as PDF has them. */
export type Font = {
  /** PostScript name, of characters that a PDF name may hold. */
  readonly name: string;
  readonly glyphOf: GlyphOf;
  readonly advanceOf: (glyph: number) => number;
  readonly metrics: FontMetrics;
  /** Null where the outlines are not TrueType's (CFF): such a font goes the library's way. */
  readonly outlines: Outlines | null;
  readonly tables: SubsetTables;
  readonly content: Uint8Array;
};

export type FontMetrics = {
  readonly bbox: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
};

/** Tables that a subset carries over, and the side bearings it needs. */
export type SubsetTables = {
  readonly head: Uint8Array;
  readonly hhea: Uint8Array;
  readonly maxp: Uint8Array;
  /** Advance and left side bearing in font units, as the table hmtx has them: four bytes. */
  readonly metricOf: (glyph: number) => number;
};

/** Reads a TrueType or OpenType font. Throws `FontProblem` where it is of no use. Source: OpenType 1.9.1. */
export function readFont(content: Uint8Array, fallbackName: string): Font {
  try {
    return read(content, fallbackName);
  } catch (error) {
    throw error instanceof RangeError ? new FontProblem('is cut short or broken') : error;
  }
}

function read(content: Uint8Array, fallbackName: string): Font {
  const tables = readTables(content);
  const [head, hhea, maxp] = [requireTable(tables, 'head'), requireTable(tables, 'hhea'), requireTable(tables, 'maxp')];
  const unitsPerEm = head.getUint16(18);
  if (unitsPerEm < 16 || unitsPerEm > 16_384) throw new FontProblem('has a broken size of its grid');
  const toThousandths = (units: number) => Math.round((units * 1_000_000) / unitsPerEm) / 1000;
  const metricOf = readMetrics(requireTable(tables, 'hmtx'), hhea.getUint16(34));
  return {
    name: readName(tables.get('name')) ?? fallbackName.replace(/[^A-Za-z0-9-]/g, ''),
    glyphOf: readCmap(requireTable(tables, 'cmap')),
    advanceOf: (glyph) => toThousandths(metricOf(glyph) >>> 16),
    metrics: {
      bbox: [36, 38, 40, 42].map((at) => toThousandths(head.getInt16(at))) as [number, number, number, number],
      ascent: toThousandths(hhea.getInt16(4)),
      descent: toThousandths(hhea.getInt16(6)),
      capHeight: toThousandths(capHeightOf(tables.get('OS/2')) ?? hhea.getInt16(4) * 0.7),
      italicAngle: italicAngleOf(tables.get('post')),
    },
    outlines: readOutlines(tables, head.getInt16(50) === 1, maxp.getUint16(4)),
    tables: { head: toBytes(head), hhea: toBytes(hhea), maxp: toBytes(maxp), metricOf },
    content,
  };
}

function readOutlines(
  tables: ReadonlyMap<string, FontBytes>,
  isLongLoca: boolean,
  glyphCount: number,
): Outlines | null {
  const [glyf, loca] = [tables.get('glyf'), tables.get('loca')];
  if (glyf && loca) return createOutlines({ glyf, loca, isLongLoca, glyphCount });
  if (!tables.has('CFF ')) throw new FontProblem('has no outlines (a bitmap font?)');
  return null;
}

function readMetrics(hmtx: FontBytes, longCount: number): (glyph: number) => number {
  if (longCount === 0 || hmtx.byteLength < longCount * 4) throw new FontProblem('has a broken table of widths');
  return (glyph) => {
    if (glyph < longCount) return hmtx.getUint32(glyph * 4);
    const bearingAt = longCount * 4 + (glyph - longCount) * 2;
    const bearing = bearingAt + 2 <= hmtx.byteLength ? hmtx.getUint16(bearingAt) : 0;
    return ((hmtx.getUint16((longCount - 1) * 4) << 16) | bearing) >>> 0;
  };
}

function capHeightOf(os2: FontBytes | undefined): number | undefined {
  return os2 && os2.byteLength >= 90 && os2.getUint16(0) >= 2 ? os2.getInt16(88) : undefined;
}

function italicAngleOf(post: FontBytes | undefined): number {
  return post ? post.getInt32(4) / 65_536 : 0;
}

const postScriptName = 6;

function readName(name: FontBytes | undefined): string | undefined {
  if (!name) return undefined;
  const [count, storage] = [name.getUint16(2), name.getUint16(4)];
  for (let index = 0; index < count; index += 1) {
    const at = 6 + index * 12;
    if (name.getUint16(at + 6) !== postScriptName) continue;
    const text = Buffer.from(toBytes(name)).subarray(storage + name.getUint16(at + 10));
    const bare = text
      .subarray(0, name.getUint16(at + 8))
      .toString('latin1')
      .replace(/[^A-Za-z0-9-]/g, '');
    if (bare) return bare.slice(0, 60);
  }
  return undefined;
}
