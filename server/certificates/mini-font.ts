import type { ByteWriter } from './byte-writer.ts';
import type { Font } from './fonts.ts';
import type { Glyph, Outlines } from './font-outlines.ts';

/** glyf, head, hhea, hmtx, loca, maxp. */
const tableTags = [0x676c7966, 0x68656164, 0x68686561, 0x686d7478, 0x6c6f6361, 0x6d617870];
const headerBytes = 12 + 16 * tableTags.length;
const headBytes = 54;
const hheaBytes = 36;
const maxpBytes = 32;

/** Glyphs of a font under new numbers, with the parts that composites need behind them. */
type Subset = { readonly sources: readonly number[]; readonly glyphs: readonly Glyph[]; readonly glyfBytes: number };

/**
 * Writes a TrueType font of only these glyphs, numbered in their order, and says how many bytes it took. Unhinted, and
 * without the tables that a PDF reader does not ask for. Source: ISO 32000-1 section 9.9, OpenType 1.9.1.
 */
export function writeMiniFont(
  writer: ByteWriter,
  font: Font & { readonly outlines: Outlines },
  used: readonly number[],
) {
  const numberOf = new Map(used.map((glyph, index) => [glyph, index]));
  const { sources, glyphs, glyfBytes } = collect(font.outlines, used, numberOf);
  const count = glyphs.length;
  const sizes = [glyfBytes, headBytes, hheaBytes, 4 * count, 4 * (count + 1), maxpBytes];
  const total = sizes.reduce((sum, size) => sum + padded(size), headerBytes);

  const buffer = writer.reserve(total);
  const file = buffer.subarray(writer.position(), writer.position() + total).fill(0);
  const view = new DataView(file.buffer, file.byteOffset, total);
  const offsets = writeDirectory(view, sizes);
  const [glyf = 0, head = 0, hhea = 0, hmtx = 0, loca = 0, maxp = 0] = offsets;

  let at = glyf;
  glyphs.forEach(({ bytes, components }, index) => {
    view.setUint32(loca + index * 4, at - glyf);
    view.setUint32(hmtx + index * 4, font.tables.metricOf(sources[index] ?? 0));
    file.set(bytes, at);
    for (const component of components) view.setUint16(at + component.at, numberOf.get(component.glyph) ?? 0);
    at += bytes.length;
  });
  view.setUint32(loca + count * 4, at - glyf);

  file.set(font.tables.head.subarray(0, headBytes), head);
  view.setUint32(head + 8, 0);
  view.setInt16(head + 50, 1);
  file.set(font.tables.hhea.subarray(0, hheaBytes), hhea);
  view.setUint16(hhea + 34, count);
  file.set(font.tables.maxp.subarray(0, maxpBytes), maxp);
  view.setUint16(maxp + 4, count);
  writeChecksums(view, offsets, sizes);
  writer.advance(total);
  return total;
}

/** Parts of composites get numbers behind the glyphs that were asked for; a broken glyph stays empty. */
function collect(outlines: Outlines, used: readonly number[], numberOf: Map<number, number>): Subset {
  const sources = [...used];
  const glyphs: Glyph[] = [];
  let glyfBytes = 0;
  for (let index = 0; index < sources.length; index += 1) {
    const glyph = outlines(sources[index] ?? 0) ?? nothing;
    glyphs.push(glyph);
    glyfBytes += glyph.bytes.length;
    for (const component of glyph.components) {
      if (numberOf.has(component.glyph)) continue;
      numberOf.set(component.glyph, sources.length);
      sources.push(component.glyph);
    }
  }
  return { sources, glyphs, glyfBytes };
}

const nothing: Glyph = { bytes: new Uint8Array(0), components: [] };

/** Source: OpenType 1.9.1, table directory; six tables round down to four. */
function writeDirectory(view: DataView, sizes: readonly number[]): number[] {
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sizes.length);
  view.setUint16(6, 64);
  view.setUint16(8, 2);
  view.setUint16(10, sizes.length * 16 - 64);
  let at = headerBytes;
  return sizes.map((size, index) => {
    const entry = 12 + index * 16;
    view.setUint32(entry, tableTags[index] ?? 0);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, size);
    const offset = at;
    at += padded(size);
    return offset;
  });
}

function writeChecksums(view: DataView, offsets: readonly number[], sizes: readonly number[]): void {
  offsets.forEach((offset, index) => {
    let sum = 0;
    const end = offset + padded(sizes[index] ?? 0);
    for (let at = offset; at < end; at += 4) sum = (sum + view.getInt32(at)) | 0;
    view.setInt32(12 + index * 16 + 4, sum);
  });
}

function padded(size: number): number {
  return (size + 3) & ~3;
}
