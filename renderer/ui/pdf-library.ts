import { getDocument, PasswordException, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url';

export type PdfLibrary = ReturnType<typeof createPdfLibrary>;

/** pdf.js with a worker of its own. Loaded on use: it is larger than the rest of the page. */
export function createPdfLibrary() {
  let { port, worker } = startWorker();

  /** Opens a file that a stranger made: no forms, no fetches, no picture beyond 64 million pixels. */
  function open(data: Uint8Array) {
    return getDocument({ data, worker, useWasm: false, maxImageSize: 64_000_000, enableXfa: false, verbosity: 0 });
  }

  /** Ends the worker, whatever it is doing. */
  function close(): void {
    worker.destroy();
    port.terminate();
  }
  /** Ends whatever the worker is doing, be it for ever. */
  function restart(): void {
    close();
    ({ port, worker } = startWorker());
  }

  return { open, close, restart, isLocked: (error: unknown) => error instanceof PasswordException };
}

function startWorker() {
  const port = new Worker(workerUrl, { type: 'module' });
  return { port, worker: PDFWorker.create({ port, verbosity: 0 }) };
}
