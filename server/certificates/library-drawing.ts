import { create as readFontFile } from 'fontkit';
import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setFillingGrayscaleColor,
  type PDFFont,
  type PDFPage,
} from 'pdf-lib';
import type { Drawing } from './page-drawing.ts';
import { insideQuietZone, type PlacedQr } from './qr-drawing.ts';
import { openTemplate, requirePage } from './template-parts.ts';

export type LibraryJob = {
  readonly template: Uint8Array;
  /** From 1. */
  readonly page: number;
  readonly language: string;
  readonly drawing: Drawing;
  /** Font files by their keys. */
  readonly fonts: ReadonlyMap<string, Uint8Array>;
};

/**
 * Draws one certificate by the library: for fonts without TrueType outlines and templates that cannot be taken apart.
 * Slower by a hundred times, the text at the same places.
 */
export async function drawByLibrary(job: LibraryJob): Promise<Uint8Array> {
  const template = await openTemplate(job.template);
  requirePage(template, job.page);
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const [page] = await pdf.copyPages(template, [job.page - 1]);
  if (!page) throw new Error('the library copied no page');
  pdf.addPage(page);
  pdf.registerFontkit({ create: readFontFile });
  await drawLines(pdf, page, job);
  if (job.drawing.qr) drawQr(pdf, page, job.drawing.qr);

  pdf.setTitle(job.drawing.title, { showInWindowTitleBar: true });
  pdf.setAuthor(job.drawing.author);
  pdf.setCreationDate(new Date(job.drawing.created * 1000));
  pdf.setLanguage(job.language);
  return pdf.save({ useObjectStreams: false, addDefaultPage: false });
}

async function drawLines(pdf: PDFDocument, page: PDFPage, { drawing, fonts }: LibraryJob): Promise<void> {
  const embedded = new Map<string, PDFFont>();
  const { x: left, y: bottom } = page.getMediaBox();
  for (const { text, x, y, style } of drawing.lines) {
    const content = fonts.get(style.font);
    if (!content) throw new Error(`no font '${style.font}'`);
    const font = embedded.get(style.font) ?? (await pdf.embedFont(withoutLayout(content), { subset: true }));
    embedded.set(style.font, font);
    const { red, green, blue, alpha } = style.color;
    const color = { color: rgb(red, green, blue), ...(alpha !== 1 && { opacity: alpha }) };
    page.drawText(text, { x: left + x, y: bottom + y, font, size: style.size, ...color });
  }
}

/** Tables that move or join letters. AAT's can send the font library round for ever. */
const layoutTables = new Set(['GSUB', 'GPOS', 'kern', 'kerx', 'morx', 'mort', 'feat', 'trak']);

/** A copy of the font whose layout tables have names that nobody reads: no kerning, no ligatures. */
function withoutLayout(content: Uint8Array): Uint8Array {
  const font = Buffer.from(content);
  const tables = font.readUInt16BE(4);
  for (let at = 12; at < 12 + tables * 16; at += 16) {
    if (layoutTables.has(font.toString('latin1', at, at + 4))) font.write(`zz${at}`.slice(0, 4), at, 'latin1');
  }
  return font;
}

function drawQr(pdf: PDFDocument, page: PDFPage, qr: PlacedQr): void {
  const { x: left, y: bottom } = page.getMediaBox();
  const inside = insideQuietZone({ ...qr, x: left + qr.x, y: bottom + qr.y });
  const white = { width: qr.side, height: qr.side, color: rgb(1, 1, 1) };
  page.drawRectangle({ x: left + qr.x, y: bottom + qr.y, ...white });
  const image = pdf.context.stream(qr.bitmap.bytes, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: qr.bitmap.size,
    Height: qr.bitmap.size,
    ImageMask: true,
    BitsPerComponent: 1,
    Decode: [1, 0],
    Interpolate: false,
  });
  page.pushOperators(
    pushGraphicsState(),
    setFillingGrayscaleColor(0),
    concatTransformationMatrix(inside.side, 0, 0, inside.side, inside.x, inside.y),
    drawObject(page.node.newXObject('LvtQ', pdf.context.register(image))),
    popGraphicsState(),
  );
}
