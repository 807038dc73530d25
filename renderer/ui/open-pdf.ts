import { createPdfLibrary, type PdfLibrary } from './pdf-library.ts';

type PdfDocument = Awaited<ReturnType<PdfLibrary['open']>['promise']>;

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
  const library = createPdfLibrary();
  try {
    const document = await library.open(new Uint8Array(await file.arrayBuffer())).promise;
    return await openFirstPage(document, () => library.close());
  } catch (error) {
    library.close();
    throw error;
  }
}

async function openFirstPage(document: PdfDocument, close: () => void): Promise<OpenPdf> {
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
