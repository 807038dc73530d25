import { createByteWriter } from './byte-writer.ts';
import { createFontUse, writeFontObjects, type FontUse } from './font-objects.ts';
import type { PlacedLine, Typefaces } from './overlay.ts';
import { toPdfDate, toPdfNumber, toPdfText } from './pdf-text.ts';
import { toQrOperators, writeQrImage, type PlacedQr } from './qr-drawing.ts';
import type { TemplatePage } from './template-page.ts';
import { toHex4 } from './typeface.ts';

export type Drawing = {
  readonly lines: readonly PlacedLine[];
  readonly qr: PlacedQr | null;
  readonly title: string;
  readonly author: string;
  /** Unix seconds. */
  readonly created: number;
};

/**
 * Writes what one certificate adds to its template, as plain bytes: text, QR code, subsets of the fonts, page, table,
 * trailer. Nothing is compressed: that would cost more than the signature. Source: ISO 32000-1.
 */
export function createPageDrawing() {
  const writer = createByteWriter();
  const uses = new Map<string, FontUse>();

  /** The bytes behind `page.prefix`. The lines must hold only characters that their fonts have. */
  function draw(page: TemplatePage, drawing: Drawing, typefaces: Typefaces): Buffer {
    writer.reset();
    for (const use of uses.values()) use.reset();
    const offsets: number[] = [];
    const begin = (number: number) => {
      offsets[number - page.objects - 1] = page.prefix.length + writer.length();
      writer.text(`${number} 0 obj\n`);
    };
    const pageNumber = page.objects + 1;
    const [contentNumber, infoNumber, qrNumber] = [pageNumber + 1, pageNumber + 2, pageNumber + 3];

    const content = contentOf(page, drawing, typefaces);
    begin(contentNumber);
    writer.text(`<</Length ${content.length}>>stream\n${content}\nendstream\nendobj\n`);
    begin(infoNumber);
    writer.text(infoOf(drawing));
    if (drawing.qr) {
      begin(qrNumber);
      writeQrImage(writer, drawing.qr);
    }
    let next = drawing.qr ? qrNumber + 1 : qrNumber;
    let fonts = '';
    for (const use of uses.values()) {
      if (!use.isUsed()) continue;
      fonts += `/${page.names}F${use.typeface.index} ${next} 0 R`;
      next = writeFontObjects(writer, use, { next, begin });
    }
    begin(pageNumber);
    const xObjects = page.resources.xObjects + (drawing.qr ? `/${page.names}Q ${qrNumber} 0 R` : '');
    const states = page.resources.graphicsStates + statesOf(page, drawing.lines);
    writer.text(
      `${page.pageHead} ${contentNumber} 0 R]/Resources<<${page.resources.others}/Font<<${page.resources.fonts}${fonts}>>` +
        `/XObject<<${xObjects}>>/ExtGState<<${states}>>>>>>\nendobj\n`,
    );
    writeEnd(page, offsets, infoNumber);
    return writer.take();
  }

  function contentOf(page: TemplatePage, { lines, qr }: Drawing, typefaces: Typefaces): string {
    const { x, y } = page.origin;
    let content = x === 0 && y === 0 ? 'q\n' : `q 1 0 0 1 ${toPdfNumber(x)} ${toPdfNumber(y)} cm\n`;
    for (const line of lines) content += lineOf(page, line, typefaces);
    if (qr) content += toQrOperators(qr, `${page.names}Q`);
    return `${content}Q`;
  }

  function lineOf({ names }: TemplatePage, { text, x, y, style }: PlacedLine, typefaces: Typefaces): string {
    const use = useOf(style.font, typefaces);
    if (!use) return '';
    const { red, green, blue, alpha } = style.color;
    const state = alpha === 1 ? '' : `/${names}${stateName(alpha)} gs `;
    return (
      `q ${state}${toPdfNumber(red)} ${toPdfNumber(green)} ${toPdfNumber(blue)} rg BT ` +
      `/${names}F${use.typeface.index} ${toPdfNumber(style.size)} Tf ` +
      `${toPdfNumber(x)} ${toPdfNumber(y)} Td <${use.toHex(text)}> Tj ET Q\n`
    );
  }

  function useOf(key: string, typefaces: Typefaces): FontUse | undefined {
    const typeface = typefaces.get(key);
    const known = uses.get(key);
    if (known && known.typeface === typeface) return known;
    if (!typeface) return undefined;
    const fresh = createFontUse(typeface);
    uses.set(key, fresh);
    return fresh;
  }

  function writeEnd(page: TemplatePage, offsets: readonly number[], info: number): void {
    const start = page.prefix.length + writer.length();
    const size = page.objects + 1 + offsets.length;
    writer.text(`xref\n0 ${size}\n`);
    writer.bytes(page.crossReferences);
    let table = '';
    for (const offset of offsets) table += `${String(offset).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<</Size ${size}/Root ${page.catalog} 0 R/Info ${info} 0 R>>\n`;
    writer.text(`${table}${trailer}startxref\n${start}\n%%EOF\n`);
  }

  return { draw };
}

export type PageDrawing = ReturnType<typeof createPageDrawing>;

function infoOf({ title, author, created }: Drawing): string {
  return `<</Title${toPdfText(title)}/Author${toPdfText(author)}/CreationDate${toPdfDate(created)}>>\nendobj\n`;
}

function statesOf({ names }: TemplatePage, lines: readonly PlacedLine[]): string {
  const alphas = new Set(lines.map(({ style }) => style.color.alpha).filter((alpha) => alpha !== 1));
  let states = '';
  for (const alpha of alphas) states += `/${names}${stateName(alpha)}<</ca ${toPdfNumber(alpha)}>>`;
  return states;
}

function stateName(alpha: number): string {
  return `A${toHex4(Math.round(alpha * 255))}`;
}
