import type { ByteWriter } from './byte-writer.ts';
import type { Font } from './fonts.ts';
import type { Glyph, Outlines } from './font-outlines.ts';

const tableTags = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;
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

  const start = writer.length();
  const buffer = writer.reserve(total);
  buffer.fill(0, start, start + total);
  const offsets = writeDirectory(buffer, start, sizes);
  const [glyf = 0, head = 0, hhea = 0, hmtx = 0, loca = 0, maxp = 0] = offsets;

  let at = glyf;
  glyphs.forEach(({ bytes, components }, index) => {
    buffer.writeUInt32BE(at - glyf, loca + index * 4);
    buffer.writeUInt32BE(font.tables.metricOf(sources[index] ?? 0), hmtx + index * 4);
    buffer.set(bytes, at);
    for (const component of components) buffer.writeUInt16BE(numberOf.get(component.glyph) ?? 0, at + component.at);
    at += bytes.length;
  });
  buffer.writeUInt32BE(at - glyf, loca + count * 4);

  buffer.set(font.tables.head.subarray(0, headBytes), head);
  buffer.writeUInt32BE(0, head + 8);
  buffer.writeInt16BE(1, head + 50);
  buffer.set(font.tables.hhea.subarray(0, hheaBytes), hhea);
  buffer.writeUInt16BE(count, hhea + 34);
  buffer.set(font.tables.maxp.subarray(0, maxpBytes), maxp);
  buffer.writeUInt16BE(count, maxp + 4);
  writeChecksums(buffer, start, offsets, sizes);
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
function writeDirectory(buffer: Buffer, start: number, sizes: readonly number[]): number[] {
  buffer.writeUInt32BE(0x00010000, start);
  buffer.writeUInt16BE(sizes.length, start + 4);
  buffer.writeUInt16BE(64, start + 6);
  buffer.writeUInt16BE(2, start + 8);
  buffer.writeUInt16BE(sizes.length * 16 - 64, start + 10);
  let at = start + headerBytes;
  return sizes.map((size, index) => {
    const entry = start + 12 + index * 16;
    buffer.write(tableTags[index] ?? '', entry, 'latin1');
    buffer.writeUInt32BE(at - start, entry + 8);
    buffer.writeUInt32BE(size, entry + 12);
    const offset = at;
    at += padded(size);
    return offset;
  });
}

function writeChecksums(buffer: Buffer, start: number, offsets: readonly number[], sizes: readonly number[]): void {
  offsets.forEach((offset, index) => {
    let sum = 0;
    const end = offset + padded(sizes[index] ?? 0);
    for (let at = offset; at < end; at += 1) sum = (sum + ((buffer[at] ?? 0) << (24 - 8 * ((at - offset) & 3)))) | 0;
    buffer.writeInt32BE(sum, start + 12 + index * 16 + 4);
  });
}

function padded(size: number): number {
  return (size + 3) & ~3;
}
