import { getDocument, PasswordException, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type PdfLibrary = ReturnType<typeof createPdfLibrary>;

/** pdf.js with a worker of its own. Loaded on use: it is larger than the rest of the page. */
export function createPdfLibrary() {
  let worker = startWorker();

  function startWorker(): PDFWorker {
    const port = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module' });
    return PDFWorker.create({ port });
  }

  /** Opens a file that a stranger made: no scripts, no forms, no fetches, no picture beyond 64 million pixels. */
  function open(data: Uint8Array) {
    if (worker.destroyed) worker = startWorker();
    return getDocument({ data, worker, useWasm: false, maxImageSize: 64_000_000, enableXfa: false, verbosity: 0 });
  }

  return { open, isLocked: (error: unknown) => error instanceof PasswordException };
}
