import { create as readFontFile } from 'fontkit';
import { PDFDocument } from 'pdf-lib';
import { toBuffer as toQrPng } from 'qrcode';
import type { PlacedLine } from '../../server/certificates/overlay.ts';

export type NaiveJob = {
  readonly template: Uint8Array;
  readonly page: number;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
  readonly lines: readonly PlacedLine[];
  readonly qrText: string;
};

/** What the obvious code does per request: load the template, embed the fonts as subsets, draw, QR as a PNG, save. */
export async function drawNaively({ template, page, fonts, lines, qrText }: NaiveJob): Promise<Uint8Array> {
  const source = await PDFDocument.load(template);
  const pdf = await PDFDocument.create();
  pdf.registerFontkit({ create: readFontFile });
  const [copied] = await pdf.copyPages(source, [page - 1]);
  if (!copied) throw new Error('no such page');
  pdf.addPage(copied);
  const embedded = new Map<string, Awaited<ReturnType<PDFDocument['embedFont']>>>();
  for (const [key, content] of fonts) embedded.set(key, await pdf.embedFont(content, { subset: true }));
  for (const { text, x, y, style } of lines) {
    const font = embedded.get(style.font);
    copied.drawText(text, { x, y, size: style.size, ...(font && { font }) });
  }
  const image = await pdf.embedPng(await toQrPng(qrText, { errorCorrectionLevel: 'M', margin: 4 }));
  copied.drawImage(image, { x: 76, y: 74, width: 90, height: 90 });
  return pdf.save();
}
