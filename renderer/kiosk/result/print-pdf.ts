import { openPdf } from '../../ui/open-pdf.ts';

const pixelsPerPoint = 300 / 72;

/**
 * Prints the page through the browser's own dialog at 300 dpi on a sheet of the certificate's size. A picture and not
 * the PDF itself, because browsers of phones print no PDF that stands inside a page. Resolves when the dialog is gone.
 */
export async function printPdf(file: Blob): Promise<void> {
  const pdf = await openPdf(file);
  const sheet = document.createElement('div');
  const style = new CSSStyleSheet();
  try {
    sheet.append(await toPicture(pdf));
    sheet.className = 'print-sheet';
    style.replaceSync(printStyle(pdf.width, pdf.height));
    document.adoptedStyleSheets.push(style);
    document.body.append(sheet);
    await showDialog();
  } finally {
    sheet.querySelectorAll('img').forEach((picture) => URL.revokeObjectURL(picture.src));
    sheet.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== style);
    pdf.close();
  }
}

async function toPicture({ width, draw }: Awaited<ReturnType<typeof openPdf>>): Promise<HTMLImageElement> {
  const canvas = document.createElement('canvas');
  await draw(canvas, width * pixelsPerPoint);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser gave no picture of the page');
  const picture = new Image();
  picture.src = URL.createObjectURL(blob);
  await picture.decode();
  return picture;
}

/** Phones return from `print` at once, so the sheet stays until the browser says it is done. */
function showDialog(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true });
    window.print();
  });
}

function printStyle(width: number, height: number): string {
  return (
    `@page{size:${width}pt ${height}pt;margin:0}` +
    '.print-sheet{display:none}' +
    '@media print{body>*:not(.print-sheet){display:none!important}body{margin:0;min-width:0}' +
    `.print-sheet{display:block}.print-sheet img{display:block;width:${width}pt;height:${height - 0.5}pt}}`
  );
}
