import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { CertConfig } from '../config/cert-config.ts';
import { drawTemplate } from './draw-template.ts';
import { demoWording } from './template-wording.ts';

const demo = new URL('../../resources/demo/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, demo));
const config = CertConfig.parse(JSON.parse(read('cert.config.json').toString()));
const fonts = {
  regular: read('assets/fonts/NotoSerif-Regular.ttf'),
  bold: read('assets/fonts/NotoSerif-Bold.ttf'),
  italic: read('assets/fonts/NotoSerif-Italic.ttf'),
};

async function textOfPage(pdf: Uint8Array, number: number): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const content = await (await document.getPage(number)).getTextContent();
  return content.items.map((item) => ('str' in item ? item.str : '')).join('\n');
}

describe('the demo templates', () => {
  it.each(config.rounds)('are what the drawing gives for $label (UPDATE_DEMO=1 writes them)', async (round) => {
    const drawn = await drawTemplate({ config, round, fonts, wording: demoWording(round) });
    if (process.env['UPDATE_DEMO'] === '1') {
      mkdirSync(new URL('templates/', demo), { recursive: true });
      writeFileSync(new URL(round.pdf, demo), drawn);
    }
    expect(Buffer.compare(read(round.pdf), drawn)).toBe(0);
  });

  it('are A4 landscape with one page for every award of every subject', async () => {
    const pdf = await PDFDocument.load(read('templates/chung-ket.pdf'));
    expect(pdf.getPageCount()).toBe(Object.values(config.results).flatMap((pages) => Object.keys(pages)).length);
    for (const page of pdf.getPages()) {
      expect(page.getWidth()).toBeCloseTo(841.89);
      expect(page.getHeight()).toBeCloseTo(595.28);
    }
  });

  it('name on each page the award and the subject that the config gives this page', async () => {
    const pdf = read('templates/so-khao.pdf');
    for (const subject of config.subjects) {
      for (const [award, number] of Object.entries(config.results[subject.code] ?? {})) {
        const text = await textOfPage(pdf, number);
        expect(text).toContain(award);
        expect(text).toContain(`môn ${subject.vi ?? ''}`);
        expect(text.replace(/\s/g, '')).toContain('CHỨNGCHỈ');
      }
    }
  });
});
