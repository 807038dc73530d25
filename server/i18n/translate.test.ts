import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../resources/locales/en.json' with { type: 'json' };
import vi from '../../resources/locales/vi.json' with { type: 'json' };
import { createTranslate } from './translate.ts';

const root = join(import.meta.dirname, '../..');
const texts: { vi: Record<string, string>; en: Record<string, string> } = { vi, en };
const placeholders = (text: string) => Array.from(text.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name]) => name).sort();

describe('the catalogs', () => {
  it('hold the same keys, each with a text in both languages', () => {
    expect(Object.keys(texts.vi).sort()).toEqual(Object.keys(texts.en).sort());
    const blank = Object.entries({ ...texts.vi, ...texts.en }).filter(([, text]) => text.trim() === '');
    expect(blank).toEqual([]);
  });

  it('take the same facts in both languages', () => {
    for (const [key, text] of Object.entries(texts.vi)) {
      expect({ key, facts: placeholders(text) }).toEqual({ key, facts: placeholders(texts.en[key] ?? '') });
    }
  });

  it('are NFC, or marks fall out of the font', () => {
    const loose = Object.values(texts.vi).filter((text) => text !== text.normalize('NFC'));
    expect(loose).toEqual([]);
  });

  it('hold no text that nobody uses', () => {
    const sources = globSync('{server,renderer,electron}/**/*.{ts,tsx,mjs}', { cwd: root })
      .filter((path) => !/\.test\.tsx?$/.test(path))
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const prefixes = Array.from(
      sources.matchAll(/[`'"]([a-z][\w-]*(?:\.[\w-]+)*\.)\$\{/g),
      ([, prefix]) => prefix ?? '',
    );
    const unused = Object.keys(texts.vi).filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !sources.includes(`"${key}"`) &&
        !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  }, 30_000);

  it('answer in the language asked for and fill in the facts', () => {
    const [key] = Object.keys(texts.vi);
    expect(createTranslate('vi')(key as never)).toBe(texts.vi[key ?? '']);
    expect(createTranslate('vi')('no.such.key' as never)).toBe('no.such.key');
  });
});
