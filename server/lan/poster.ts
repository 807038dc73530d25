import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create as readFontFile } from 'fontkit';
import { PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import { create as makeCode } from 'qrcode';
import { shippedFolder } from '../files/shipped.ts';
import { type Color, readHexColor } from '../values/hex-color.ts';
import { createTranslate, type Locale } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';

export type PosterFacts = {
  readonly locale: Locale;
  /** Name of the Wi-Fi to join first; empty where it needs no telling. */
  readonly wifi: string;
  readonly url: string;
  /** By name, for those whose device finds names; null where there is none. */
  readonly nameUrl: string | null;
  /** RFC 3339. */
  readonly at: string;
  readonly centerName: string;
  /** Hex. */
  readonly brand: string;
};

const fontFolder = join(shippedFolder('demo'), 'assets', 'fonts');

/** A4 upright, in points. */
const [width, height] = [595.28, 841.89];
const margin = 56;
const room = width - 2 * margin;
const bandHeight = 96;
const codeSide = 300;
const ink = rgb(0.09, 0.11, 0.11);
const quiet = rgb(0.36, 0.4, 0.4);

type Faces = { readonly regular: PDFFont; readonly bold: PDFFont };
type Line = { readonly text: string; readonly font: PDFFont; readonly size: number; readonly y: number };

/**
 * A page for the wall: whose it is, what it is for, the way in as code and as words. Refuses (`lan.poster-character`)
 * a text with a character that the font lacks.
 */
export async function drawPoster({
  locale,
  wifi,
  url,
  nameUrl,
  at,
  centerName,
  brand,
}: PosterFacts): Promise<Uint8Array> {
  const t = createTranslate(locale);
  const pdf = await PDFDocument.create();
  pdf.setTitle(t('page.poster.title'));
  pdf.setAuthor(centerName);
  pdf.setLanguage(locale);
  const faces = await embedFaces(pdf, [centerName, wifi]);
  const page = pdf.addPage([width, height]);
  const color = readHexColor(brand);
  page.drawRectangle({
    x: 0,
    y: height - bandHeight,
    width,
    height: bandHeight,
    color: rgb(color.red, color.green, color.blue),
  });
  center(page, { text: centerName, font: faces.bold, size: 26, y: height - bandHeight / 2 - 9 }, onBand(color));
  center(page, { text: t('page.poster.title'), font: faces.bold, size: 34, y: height - 168 });

  const steps = wifi === '' ? [t('page.poster.same-network')] : [t('page.poster.wifi', { wifi })];
  for (const [index, text] of [...steps, t('page.poster.scan')].entries()) {
    center(page, { text: `${index + 1}. ${text}`, font: faces.regular, size: 20, y: height - 222 - index * 32 });
  }
  drawCode(page, url, height - 290 - codeSide);
  center(page, { text: t('page.poster.or-type'), font: faces.regular, size: 18, y: height - 330 - codeSide }, quiet);
  center(page, { text: bare(url), font: faces.bold, size: 34, y: height - 376 - codeSide });
  if (nameUrl !== null) {
    const text = t('page.poster.or-name', { name: bare(nameUrl) });
    center(page, { text, font: faces.regular, size: 18, y: height - 408 - codeSide }, quiet);
  }
  const date = at.slice(0, 10).split('-').reverse().join('/');
  center(page, { text: t('page.poster.foot', { date }), font: faces.regular, size: 11, y: 44 }, quiet);
  return pdf.save();
}

/** As people type it. */
function bare(url: string): string {
  return url.replace(/^http:\/\//, '');
}

async function embedFaces(pdf: PDFDocument, shown: readonly string[]): Promise<Faces> {
  pdf.registerFontkit({ create: readFontFile });
  const read = (name: string) => readFileSync(join(fontFolder, `NotoSerif-${name}.ttf`));
  const regular = await pdf.embedFont(read('Regular'), { subset: true });
  const bold = await pdf.embedFont(read('Bold'), { subset: true });
  const known = new Set(regular.getCharacterSet());
  const missing = Array.from(shown.join('').normalize('NFC')).find(
    (character) => !known.has(character.codePointAt(0) ?? 0),
  );
  if (missing !== undefined) {
    const message = `the poster's font has no character ${JSON.stringify(missing)}`;
    throw new Refusal('invalid', 'lan.poster-character', message, { character: missing });
  }
  return { regular, bold };
}

/** In the middle, smaller where it would not fit. */
function center(page: PDFPage, { text, font, size, y }: Line, color = ink): void {
  const shown = text.normalize('NFC');
  const fitting = Math.min(size, (size * room) / font.widthOfTextAtSize(shown, size));
  page.drawText(shown, { x: (width - font.widthOfTextAtSize(shown, fitting)) / 2, y, size: fitting, font, color });
}

function drawCode(page: PDFPage, text: string, y: number): void {
  const { modules } = makeCode(text, { errorCorrectionLevel: 'M' });
  const cell = codeSide / modules.size;
  const left = (width - codeSide) / 2;
  for (const [index, isDark] of modules.data.entries()) {
    if (isDark === 0) continue;
    const [column, row] = [index % modules.size, Math.floor(index / modules.size)];
    const bottom = y + (modules.size - 1 - row) * cell;
    // A hair larger, so that viewers show no seams between modules.
    page.drawRectangle({ x: left + column * cell, y: bottom, width: cell + 0.1, height: cell + 0.1, color: ink });
  }
}

/** Black or white, whichever reads better on the band. Source: relative luminance of WCAG 2.2. */
function onBand({ red, green, blue }: Color) {
  const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.18 ? ink : rgb(1, 1, 1);
}
