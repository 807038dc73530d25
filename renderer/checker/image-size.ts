export type ImageSize = { readonly width: number; readonly height: number };

const jpegFrames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

type Reader = (head: Uint8Array, view: DataView) => ImageSize | null;
type Format = { readonly start: string; readonly minBytes: number; readonly read: Reader };

const formats: readonly Format[] = [
  { start: '\x89PNG', minBytes: 24, read: (_, view) => ({ width: view.getUint32(16), height: view.getUint32(20) }) },
  {
    start: 'GIF8',
    minBytes: 10,
    read: (_, view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  },
  {
    start: 'BM',
    minBytes: 26,
    read: (_, view) => ({ width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }),
  },
  { start: 'RIFF', minBytes: 30, read: readWebp },
  { start: '\xff\xd8', minBytes: 11, read: readJpeg },
];

/**
 * Width and height that the head of a PNG, JPEG, GIF, BMP or WebP claims, so that a small file of a huge picture is
 * refused before it is unpacked. Null for other formats, or where the head does not say.
 */
export function readImageSize(head: Uint8Array): ImageSize | null {
  const format = formats.find(({ start, minBytes }) => head.length >= minBytes && startsWith(head, start));
  return format?.read(head, new DataView(head.buffer, head.byteOffset, head.byteLength)) ?? null;
}

/** Whether the bytes begin so; `start` in Latin-1. */
export function startsWith(bytes: Uint8Array, start: string): boolean {
  return bytes.length >= start.length && Array.from(start).every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/** Walks the segments to the frame header. Source: ITU-T T.81 annex B. */
function readJpeg(head: Uint8Array, view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (jpegFrames.has(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A run of 0xff is padding, one byte long each.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Source: RFC 9649 sections 2.5 to 2.7. */
function readWebp(head: Uint8Array, view: DataView): ImageSize | null {
  if (!startsWith(head.subarray(8), 'WEBP')) return null;
  const kind = head.subarray(12);
  if (startsWith(kind, 'VP8X')) {
    return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
  }
  if (startsWith(kind, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (startsWith(kind, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  return null;
}
