import { createDecoder } from './decoder.ts';
import { startsWith } from './image-size.ts';
import type { PdfLibrary } from '../ui/pdf-library.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { readPdf } from './read-pdf.ts';
import { readPicture } from './read-picture.ts';

/** A PDF may begin a little late. Source: ISO 32000-1, annex H, implementation note 13. */
const pdfHeadBytes = 1024;

export type QrReader = ReturnType<typeof createQrReader>;

/** Reads codes from photos and PDF files on this device: nothing is sent anywhere. */
export function createQrReader() {
  const decoder = createDecoder();
  let library: Promise<PdfLibrary> | null = null;

  async function read(file: Blob): Promise<ReadOutcome> {
    try {
      return (await isPdf(file)) ? await readPdf(file, decoder, await loadLibrary()) : await readPicture(file, decoder);
    } catch {
      // The decoder or pdf.js did not load, or gave up: the same to the reader, who can still paste the link.
      return { ok: false, problem: 'no-reader' };
    }
  }

  async function loadLibrary(): Promise<PdfLibrary> {
    library ??= import('../ui/pdf-library.ts').then(({ createPdfLibrary }) => createPdfLibrary());
    try {
      return await library;
    } catch (error) {
      library = null;
      throw error;
    }
  }

  /** Fetches what reading needs, so that it works when the server is gone. */
  async function warmUp(): Promise<void> {
    decoder.warmUp();
    try {
      await loadLibrary();
    } catch {
      // Fetched again when it is needed.
    }
  }

  return { read, decode: decoder.decode, warmUp, stop: decoder.stop };
}

async function isPdf(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, pdfHeadBytes).arrayBuffer());
  return head.some((byte, at) => byte === 0x25 && startsWith(head.subarray(at), '%PDF-'));
}
