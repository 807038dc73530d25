import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { aTemplate } from '../../test/support/certificate-builder.ts';
import { aConfig } from '../../test/support/config-builder.ts';
import { aClock, aLog } from '../../test/support/scratch.ts';
import { hasTools, textOf, wordsOf } from '../../test/support/tools.ts';
import { drawByLibrary } from './library-drawing.ts';
import { createOverlay } from './overlay.ts';
import { createPageDrawing, type Drawing } from './page-drawing.ts';
import { createQrEncoder } from './qr-matrix.ts';
import { openTemplate, takeApart } from './template-parts.ts';
import { createTypefaces } from './typefaces.ts';

const demoFonts = 'resources/demo/assets/fonts';
const config = aConfig({
  fonts: { regular: `${demoFonts}/NotoSerif-Regular.ttf`, bold: `${demoFonts}/NotoSerif-Bold.ttf` },
  layout: {
    page_size: [842, 595],
    fields: {
      name: { x: 421, y: 300, font: 'bold', size: 30, color: '#1f3', align: 'center' },
      school: { x: 421, y: 240, font: 'regular', size: 14, align: 'center', wrap: 20, color: '#1f386480' },
      dob: { x: 120, y: 180, font: 'regular', size: 12, align: 'left' },
      ward: { x: 720, y: 180, font: 'regular', size: 12, align: 'right' },
    },
  },
});
const row = {
  full_name: 'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy',
  school: 'Trường Trung học cơ sở Phan-Châu-Trinh, thành phố Vũng Tàu',
  dob: '02-01-2010',
  ward: 'AVATAR Tp. Wv',
};
const root = join(import.meta.dirname, '..', '..');
const typefaces = createTypefaces({ config, root, clock: aClock(), log: aLog() }).require(['regular', 'bold']);
const bitmap = createQrEncoder().encode('https://cert.example/certificate-checker?blob=abc.def');
const drawing: Drawing = {
  lines: createOverlay(config).place(row, typefaces),
  qr: bitmap && { bitmap, x: 40, y: 40, side: 100 },
  title: 'Toán · Giải Nhất · Nguyễn Thị Đào',
  author: 'Kỳ thi thử',
  created: 1_700_000_000,
};

async function drawFast(template: Uint8Array, page = 1): Promise<Buffer> {
  const parts = takeApart(await openTemplate(template), page, 'vi');
  return Buffer.concat([parts.prefix, createPageDrawing().draw(parts, drawing, typefaces)]);
}
async function drawSlowly(template: Uint8Array, page = 1): Promise<Uint8Array> {
  const fonts = new Map([...typefaces].map(([key, { font }]) => [key, font.content]));
  return drawByLibrary({ template, page, language: 'vi', drawing, fonts });
}

const templates: [string, () => Promise<Uint8Array>][] = [
  ['a plain page', () => aTemplate(1)],
  ['a turned page', () => aTemplate(1, (pdf) => pdf.getPage(0).setRotation(degrees(90)))],
  ['a page whose corner is not at zero', () => aTemplate(1, (pdf) => pdf.getPage(0).setMediaBox(-30, 50, 842, 595))],
  ['a page that inherits size and resources', inheriting],
  ['a page that is locked against changes', () => locked({ ownerPassword: 'x' })],
  ['a certificate of ours', async () => drawFast(await aTemplate(1))],
];

describe.runIf(hasTools('pdftotext', 'pdfinfo'))('both ways of drawing', { timeout: 30_000 }, () => {
  it.each(templates)('put the text at the same places on %s', async (_, make) => {
    const template = await make();
    const [fast, slow] = [wordsOf(await drawFast(template)), wordsOf(await drawSlowly(template))];
    expect(fast.map(({ text }) => text)).toEqual(slow.map(({ text }) => text));
    expect(fast.length).toBeGreaterThan(15);
    fast.forEach(({ text, corners }, index) => {
      corners.forEach((corner, at) => expect(corner, text).toBeCloseTo(slow[index]?.corners[at] ?? NaN, 1));
    });
  });

  it('tell title, author and date, and keep the page as the template has it', async () => {
    const template = await aTemplate(1, (pdf) => pdf.getPage(0).setRotation(degrees(90)));
    for (const bytes of [await drawFast(template), await drawSlowly(template)]) {
      const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
      expect(pdf.getTitle()).toBe('Toán · Giải Nhất · Nguyễn Thị Đào');
      expect(pdf.getAuthor()).toBe('Kỳ thi thử');
      expect(pdf.getCreationDate()).toEqual(new Date(1_700_000_000_000));
      expect(pdf.getLanguage()).toBe('vi');
      expect(pdf.getPageCount()).toBe(1);
      expect(pdf.getPage(0).getRotation().angle).toBe(90);
    }
  });
});

describe('the fast way', { timeout: 30_000 }, () => {
  it('brings none of the other pages along', async () => {
    const one = await drawFast(await aTemplate(1));
    const many = await aTemplate(150, (pdf) => {
      const link = pdf.context.obj({ Type: 'Annot', Subtype: 'Link', Dest: [pdf.getPage(149).ref, 'Fit'] });
      pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(link)]));
    });
    expect((await drawFast(many)).length - one.length).toBeLessThan(200);
  });

  it('keeps stamps visible and takes away what they do', async () => {
    const stamped = await aTemplate(1, (pdf) => {
      const look = pdf.context.register(pdf.context.formXObject([], { BBox: pdf.context.obj([0, 0, 9, 9]) }));
      const stamp = { Type: 'Annot', Subtype: 'Stamp', Rect: [0, 0, 9, 9], AP: { N: look }, A: { S: 'URI' } };
      pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.obj(stamp)]));
    });
    const pdf = await PDFDocument.load(await drawFast(stamped));
    const annots = pdf.getPage(0).node.Annots();
    expect(annots?.toString()).toMatch(/\/Subtype \/Stamp/);
    expect(annots?.toString()).not.toMatch(/URI/);
  });

  it('writes a table that finds every object', async () => {
    const bytes = (await drawFast(await aTemplate(1))).toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes)?.[1]);
    expect(bytes.startsWith('xref\n0 ', start)).toBe(true);
    const [, size] = /xref\n0 (\d+)\n/.exec(bytes.slice(start)) ?? [];
    const lines = bytes
      .slice(start)
      .split('\n')
      .slice(2, 2 + Number(size));
    lines.forEach((line, number) => {
      expect(line).toMatch(/^\d{10} \d{5} [nf] $/);
      if (line.includes('n')) expect(bytes.startsWith(`${number} 0 obj\n`, Number(line.slice(0, 10)))).toBe(true);
    });
  });

  it.runIf(hasTools('pdftotext'))('draws long texts of many letters in one font', async () => {
    const template = await aTemplate(1);
    const letters = Array.from({ length: 600 }, (_, index) => String.fromCodePoint(0x21 + index)).filter(
      (letter) => typefaces.get('regular')?.letterOf(letter.codePointAt(0) ?? 0) && !/\s|\p{Cf}|\p{M}/u.test(letter),
    );
    const school = { x: 60, y: 500, font: 'regular', size: 12, align: 'left', wrap: 50 };
    const wide = { ...config, layout: aConfig({ layout: { page_size: [842, 595], fields: { school } } }).layout };
    const lines = createOverlay(wide).place({ school: letters.join('') }, typefaces);
    const parts = takeApart(await openTemplate(template), 1, 'vi');
    const tail = createPageDrawing().draw(parts, { ...drawing, lines, qr: null }, typefaces);
    const text = textOf(Buffer.concat([parts.prefix, tail])).replace(/\s/g, '');
    expect(letters.length).toBeGreaterThan(300);
    expect(text).toBe(letters.join('').normalize('NFC'));
  });
});

async function inheriting(): Promise<Uint8Array> {
  return aTemplate(1, (pdf) => {
    const page = pdf.getPage(0).node;
    const tree = pdf.catalog.Pages();
    const font = pdf.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: StandardFonts.Helvetica });
    tree.set(PDFName.of('Resources'), pdf.context.obj({ Font: { F1: font } }));
    tree.set(PDFName.of('MediaBox'), pdf.context.obj([10, 20, 852, 615]));
    page.delete(PDFName.of('Resources'));
    page.delete(PDFName.of('MediaBox'));
    const content = pdf.context.stream('BT /F1 12 Tf 100 500 Td (INHERITED) Tj ET');
    page.set(PDFName.of('Contents'), pdf.context.register(content));
  });
}

async function locked(passwords: { ownerPassword: string; userPassword?: string }): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aTemplate(1));
  pdf.encrypt({ userPassword: '', ...passwords });
  return pdf.save({ useObjectStreams: false });
}
