import type { Decoder } from './decoder.ts';
import { findBlobs } from './find-blob.ts';
import { readImageSize } from './image-size.ts';
import type { ReadOutcome } from './read-outcome.ts';

const maxBytes = 60 * 1024 * 1024;
/** Phones take up to 108 million pixels; more is no photo, or more than a page can hold. */
const maxPixels = 110_000_000;
/** Where the head of a photo ends at the latest, its preview and colour profile included. */
const headBytes = 1024 * 1024;
const longestSide = 4200;

/** Longest sides at which a picture is looked at, one after the other: fast, then in full, then small codes enlarged. */
const passes: readonly ((side: number) => number)[] = [
  (side) => Math.min(side, 1600),
  (side) => side,
  (side) => Math.min(side * 2, 3200),
];

/** Looks for codes in a photo, whichever way it is turned. */
export async function readPicture(file: Blob, decoder: Decoder): Promise<ReadOutcome> {
  if (file.size > maxBytes) return { ok: false, problem: 'too-large' };
  const size = readImageSize(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
  if (size && size.width * size.height > maxPixels) return { ok: false, problem: 'too-large' };
  const bitmap = await unpack(file);
  if (!bitmap) return { ok: false, problem: 'no-picture' };
  try {
    return await look(bitmap, decoder);
  } finally {
    bitmap.close();
  }
}

/** The pixels of a picture, scaled. */
export function toPixels(picture: CanvasImageSource, width: number, height: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser draws no canvas');
  // What is see-through in a PNG is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

async function look(bitmap: ImageBitmap, decoder: Decoder): Promise<ReadOutcome> {
  const side = Math.max(bitmap.width, bitmap.height);
  const sides = passes.map((pass) => pass(side)).filter((wanted, at, all) => all.indexOf(wanted) === at);
  const seen = new Set<string>();
  for (const wanted of sides) {
    const scale = wanted / side;
    const texts = await decoder.decode(toPixels(bitmap, bitmap.width * scale, bitmap.height * scale));
    for (const text of texts) seen.add(text);
    if (texts.some((text) => findBlobs(text).length > 0)) break;
  }
  return { ok: true, texts: [...seen], page: null };
}

async function unpack(file: Blob): Promise<ImageBitmap | null> {
  try {
    // A code reads the same whichever way up it is, so the turn a phone notes in the file is left alone.
    const bitmap = await createImageBitmap(file, { imageOrientation: 'none' });
    const scale = longestSide / Math.max(bitmap.width, bitmap.height);
    if (scale >= 1) return bitmap;
    const resizeWidth = Math.max(1, Math.round(bitmap.width * scale));
    const scaled = await createImageBitmap(bitmap, { resizeWidth, resizeQuality: 'high' });
    bitmap.close();
    return scaled;
  } catch {
    // Not a picture, a kind this browser does not know (HEIC), or broken: the reader is told which kinds work.
    return null;
  }
}
