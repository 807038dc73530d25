import type { Decoder } from './decoder.ts';
import { findBlobs } from './find-blob.ts';
import type { PdfLibrary } from '../ui/pdf-library.ts';
import type { ReadOutcome } from './read-outcome.ts';

const maxBytes = 50 * 1024 * 1024;
const maxPages = 20;
const deadlineMs = 30_000;
/** A4 across at four pixels a point: a code of 60 pt then has three pixels a module. */
const pixelsPerPoint = 4;
const maxPixels = 16_000_000;

type Document = Awaited<ReturnType<PdfLibrary['open']>['promise']>;

/** Draws page after page and looks for codes; ends at the first page that has one of ours, or after 30 s. */
export async function readPdf(file: Blob, decoder: Decoder, library: PdfLibrary): Promise<ReadOutcome> {
  if (file.size > maxBytes) return { ok: false, problem: 'too-large' };
  const data = new Uint8Array(await file.arrayBuffer());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      library.restart();
      reject(new Error('the PDF took too long'));
    }, deadlineMs);
  });
  try {
    return await Promise.race([lookThrough(data, decoder, library), deadline]);
  } catch (error) {
    return { ok: false, problem: library.isLocked(error) ? 'pdf-locked' : 'pdf-broken' };
  } finally {
    clearTimeout(timer);
  }
}

async function lookThrough(data: Uint8Array, decoder: Decoder, library: PdfLibrary): Promise<ReadOutcome> {
  const task = library.open(data);
  try {
    return await lookAtPages(await task.promise, decoder);
  } finally {
    await task.destroy();
  }
}

async function lookAtPages(document: Document, decoder: Decoder): Promise<ReadOutcome> {
  const seen = new Set<string>();
  for (let number = 1; number <= Math.min(document.numPages, maxPages); number += 1) {
    const texts = await decoder.decode(await draw(document, number));
    for (const text of texts) seen.add(text);
    if (texts.some((text) => findBlobs(text).length > 0)) {
      return { ok: true, texts, page: { number, of: document.numPages } };
    }
  }
  return { ok: true, texts: [...seen], page: null };
}

async function draw(pdf: Document, number: number): Promise<ImageData> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(pixelsPerPoint, Math.sqrt(maxPixels / (width * height)));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport, background: '#fff' }).promise;
  page.cleanup();
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
