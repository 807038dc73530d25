import { slice, toBytes, type FontBytes } from './sfnt.ts';

/** One glyph without its hinting program. A composite names the glyphs it is made of. */
export type Glyph = {
  readonly bytes: Uint8Array;
  readonly components: readonly { readonly at: number; readonly glyph: number }[];
};

/** Null where the glyph is broken. An empty glyph (a space) has no bytes. */
export type Outlines = (glyph: number) => Glyph | null;

type Parts = {
  readonly glyf: FontBytes;
  readonly loca: FontBytes;
  readonly isLongLoca: boolean;
  readonly glyphCount: number;
};

const empty: Glyph = { bytes: new Uint8Array(0), components: [] };
/** Nobody's letters need more; a font that asks for more is not to be trusted. */
const cacheMaxBytes = 4 * 1024 * 1024;

/** Cuts glyphs out of a font on first use and keeps them. Source: OpenType 1.9.1, loca, glyf. */
export function createOutlines({ glyf, loca, isLongLoca, glyphCount }: Parts): Outlines {
  const cache = new Map<number, Glyph | null>();
  let cachedBytes = 0;

  const offsetOf = (glyph: number) => (isLongLoca ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);

  function cut(glyph: number): Glyph | null {
    if (glyph >= glyphCount) return null;
    try {
      const [start, end] = [offsetOf(glyph), offsetOf(glyph + 1)];
      if (start === end) return empty;
      const whole = slice(glyf, start, end - start);
      return whole.getInt16(0) >= 0 ? withoutProgram(whole) : composite(whole);
    } catch {
      // Offsets that lead out of the font: this glyph is broken, the others may be whole.
      return null;
    }
  }

  return (glyph) => {
    const cached = cache.get(glyph);
    if (cached !== undefined) return cached;
    const fresh = cut(glyph);
    if (cachedBytes > cacheMaxBytes) {
      cache.clear();
      cachedBytes = 0;
    }
    cachedBytes += fresh?.bytes.length ?? 0;
    cache.set(glyph, fresh);
    return fresh;
  };
}

function withoutProgram(glyph: FontBytes): Glyph {
  const lengthAt = 10 + 2 * glyph.getInt16(0);
  const pointsAt = lengthAt + 2 + glyph.getUint16(lengthAt);
  const head = slice(glyph, 0, lengthAt);
  const points = slice(glyph, pointsAt, glyph.byteLength - pointsAt);
  const bytes = new Uint8Array(evenly(lengthAt + 2 + points.byteLength));
  bytes.set(toBytes(head));
  bytes.set(toBytes(points), lengthAt + 2);
  return { bytes, components: [] };
}

const flag = { wordArguments: 0x1, scale: 0x8, more: 0x20, xyScale: 0x40, matrix: 0x80, program: 0x100 };

function composite(glyph: FontBytes): Glyph {
  const components: { at: number; glyph: number }[] = [];
  let at = 10;
  let flags = flag.more;
  while (flags & flag.more) {
    flags = glyph.getUint16(at);
    components.push({ at: at + 2, glyph: glyph.getUint16(at + 2) });
    at += 4 + (flags & flag.wordArguments ? 4 : 2) + transformBytes(flags);
  }
  const bytes = new Uint8Array(evenly(at));
  bytes.set(toBytes(slice(glyph, 0, at)));
  for (const component of components) {
    const high = component.at - 2;
    bytes[high] = (bytes[high] ?? 0) & ~(flag.program >> 8);
  }
  return { bytes, components };
}

function transformBytes(flags: number): number {
  if (flags & flag.scale) return 2;
  if (flags & flag.xyScale) return 4;
  return flags & flag.matrix ? 8 : 0;
}

function evenly(length: number): number {
  return length + (length & 1);
}
