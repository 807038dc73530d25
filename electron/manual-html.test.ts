import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../test/support/scratch.ts';
import { manualPages, readManual } from './manual-html.ts';

const folder = join(import.meta.dirname, '..', 'resources', 'manual');
const pages = readManual(folder);
const inVietnamese = pages.filter(({ locale }) => locale === 'vi');
const inEnglish = pages.filter(({ locale }) => locale === 'en');

describe('the manual', () => {
  it('has the same pages, parts and pictures in both languages', () => {
    const shape = (of: typeof pages) =>
      of.map(({ name, headings, pictures }) => ({ name, parts: headings.map(({ id }) => id), pictures }));
    expect(inVietnamese.map(({ name }) => name)).toEqual(manualPages);
    expect(shape(inEnglish)).toEqual(shape(inVietnamese));
  });

  it('gives every page a title and every part a name that a link can carry', () => {
    for (const { title, headings } of pages) {
      expect(title).not.toBe('');
      expect(headings.map(({ id }) => id)).not.toContain('');
      expect(new Set(headings.map(({ id }) => id)).size).toBe(headings.length);
    }
  });

  it('shows only pictures that were taken', () => {
    const missing = pages
      .flatMap(({ locale, pictures }) => pictures.map((name) => join(folder, 'pictures', locale, `${name}.png`)))
      .filter((path) => !existsSync(path));
    expect(missing).toEqual([]);
  });

  it('is not built with a label that the program does not have', () => {
    const copy = aFolder();
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, 'en', 'it.md'), '# For IT\n\nPress {{panel.no-such-button}}.\n');
    expect(() => readManual(copy)).toThrow(/it\.md: \{\{panel\.no-such-button\}\} is no text/);
  });
});
