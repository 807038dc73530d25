import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { aTemplate } from '../../test/support/certificate-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { readFont } from './fonts.ts';
import { createPreparation } from './preparation.ts';
import { FontProblem } from './sfnt.ts';

const preparation = createPreparation({ deadlineMs: 8000 });
const loops = setInterval(() => (turns += 1), 10).unref();
let turns = 0;
afterAll(() => clearInterval(loops));

async function prepare(template: Uint8Array, change: (path: string) => void = () => undefined) {
  const path = join(aFolder(), 'template.pdf');
  writeFileSync(path, template);
  change(path);
  return preparation.preparePage({ path, stamp: path, page: 1, language: 'vi' });
}

describe('a hostile template', { timeout: 30_000 }, () => {
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp, ((path: string) => void)?]>([
    ['empty', () => new Uint8Array(0), /no PDF that can be read/],
    ['no PDF', () => Buffer.from('hello'.repeat(1000)), /no PDF that can be read/],
    ['cut short', async () => (await aTemplate()).subarray(0, 60), /no PDF that can be read/],
    ['a page tree that leads into itself', endlessTree, /no PDF that can be read/],
    ['201 pages', () => aTemplate(201), /has 201 pages, more than 200/],
    ['larger than 50 MiB', () => aTemplate(), /larger than 50 MiB/, (path) => truncateSync(path, 50 * 1024 * 1024 + 1)],
    ['locked with a password', lockedTemplate, /locked with a password/],
    ['a page without a size', sizeless, /without a size/],
    ['a bomb of objects', bomb, /GiB of memory|cannot be read within|no PDF that can be read|cannot be prepared/],
    ['lists in lists in lists', nested, /no PDF that can be read/],
  ])('that is %s is refused, and the program goes on meanwhile', async (_, make, problem, change) => {
    const template = await make();
    const before = turns;
    await expect(prepare(template, change)).rejects.toThrow(problem);
    expect(turns).toBeGreaterThanOrEqual(before);
    expect(await prepare(await aTemplate())).toMatchObject({ way: 'fast' });
  });
});

describe('a hostile font', () => {
  const whole = readFileSync('resources/demo/assets/fonts/NotoSerif-Regular.ttf');

  it('is refused or has no letters, wherever it is cut', () => {
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 200)) {
      const cut = whole.subarray(0, length);
      expect(() => readFont(cut, 'cut'), `${length} bytes`).toThrow(FontProblem);
    }
  });

  it('does no harm with any byte of its tables turned over', () => {
    for (let at = 0; at < 4000; at += 7) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0xff;
      try {
        const font = readFont(altered, 'altered');
        for (const letter of 'Nguyễn Ẵ') font.outlines?.(font.glyphOf(letter.codePointAt(0) ?? 0));
      } catch (error) {
        expect(error).toBeInstanceOf(FontProblem);
      }
    }
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7 '.repeat(100))],
    ['of ten thousand tables', Buffer.from('000100002710'.padEnd(2000, '0'), 'hex')],
  ])('that is %s is refused', (_, content) => {
    expect(() => readFont(content, 'x')).toThrow(FontProblem);
  });

  it('with character ranges that overlap a thousand times is read at once', () => {
    const font = withCmap(overlapping(1000));
    expect(readFont(font, 'x').glyphOf(0x41)).toBe(0x41);
  });

  function withCmap(cmap: Buffer): Buffer {
    const font = Buffer.concat([whole, cmap]);
    for (let entry = 12; ; entry += 16) {
      if (font.toString('latin1', entry, entry + 4) !== 'cmap') continue;
      font.writeUInt32BE(whole.length, entry + 8);
      font.writeUInt32BE(cmap.length, entry + 12);
      return font;
    }
  }
});

/** cmap format 4 whose segments all reach from 0 to U+FFFE. */
function overlapping(segments: number): Buffer {
  const table = Buffer.alloc(12 + 16 + segments * 8);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(1, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(4, 12);
  table.writeUInt16BE(segments * 2, 18);
  for (let segment = 0; segment < segments; segment += 1) table.writeUInt16BE(0xfffe, 12 + 14 + segment * 2);
  return table;
}

async function endlessTree(): Promise<Uint8Array> {
  const text = Buffer.from(await saved(await PDFDocument.load(await aTemplate(1)))).toString('latin1');
  const tree = /\/Kids \[ (\d+ 0 R) \]/;
  const own = /(\d+) 0 obj\n<<\n\/Type \/Pages/.exec(text)?.[1] ?? '';
  return Buffer.from(text.replace(tree, `/Kids [ ${own} 0 R ]`), 'latin1');
}

async function lockedTemplate(): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aTemplate(1));
  pdf.encrypt({ userPassword: 'secret', ownerPassword: 'other' });
  return saved(pdf);
}

async function sizeless(): Promise<Uint8Array> {
  return saved(await PDFDocument.load(await aTemplate(1, (pdf) => pdf.getPage(0).node.delete(PDFName.of('MediaBox')))));
}

/** An object stream of 1.5 GiB of white space. */
function bomb(): Uint8Array {
  const block = deflateSync(Buffer.alloc(300 * 1024 * 1024, 0x20), { level: 1 });
  const stream = (number: number) =>
    Buffer.concat([
      Buffer.from(
        `${number} 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${block.length}>>stream\n`,
        'latin1',
      ),
      block,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...[1, 2, 3, 4, 5].map(stream), Buffer.from('%%EOF\n')]);
}

function nested(): Uint8Array {
  return Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(2_000_000)}\nendobj\n%%EOF\n`);
}

async function saved(pdf: PDFDocument): Promise<Uint8Array> {
  return pdf.save({ useObjectStreams: false });
}
