import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url';

export type OpenPdf = {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Draws the page to fill a canvas of this many device pixels across. */
  readonly draw: (canvas: HTMLCanvasElement, pixelsAcross: number) => Promise<void>;
  readonly close: () => void;
};

/** Opens the first page of a certificate. Throws where it cannot be read. */
export async function openPdf(file: Blob): Promise<OpenPdf> {
  GlobalWorkerOptions.workerSrc = workerUrl;
  const loading = getDocument({ data: await file.arrayBuffer(), enableXfa: false });
  const document = await loading.promise;
  return await openFirstPage(document, () => void loading.destroy());
}

async function openFirstPage(document: PDFDocumentProxy, close: () => void): Promise<OpenPdf> {
  const page = await document.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });

  async function draw(canvas: HTMLCanvasElement, pixelsAcross: number): Promise<void> {
    const viewport = page.getViewport({ scale: pixelsAcross / width });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport }).promise;
  }

  return { width, height, draw, close };
}
