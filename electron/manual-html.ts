import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import { isTextKey, type Locale, createTranslate } from '../server/i18n/translate.ts';

/** In the order in which they are read. */
export const manualPages = ['first-day', 'exam-day', 'trouble', 'it'] as const;
const locales: readonly Locale[] = ['vi', 'en'];

export type ManualHeading = { readonly id: string; readonly title: string };
export type ManualPage = {
  readonly locale: Locale;
  readonly name: string;
  readonly title: string;
  readonly headings: readonly ManualHeading[];
  /** Names of pictures, shown from `pictures/<locale>/<name>.png`. */
  readonly pictures: readonly string[];
  /** What the text points to, such as `?page=it#backup`. */
  readonly links: readonly string[];
  readonly html: string;
};

/**
 * The manual's pages from `<folder>/<locale>/<name>.md`. Beyond Markdown: `{{catalog.key}}` is what a button or a page
 * is called (`:plain` for a whole sentence), so that no label can fall behind the program; `{#id}` ends a heading.
 * Throws where a label is in no catalog.
 */
export function readManual(folder: string): ManualPage[] {
  return locales.flatMap((locale) => manualPages.map((name) => readPage(folder, locale, name)));
}

function readPage(folder: string, locale: Locale, name: string): ManualPage {
  const path = join(folder, locale, `${name}.md`);
  const headings: ManualHeading[] = [];
  const pictures: string[] = [];
  const links: string[] = [];
  let title = '';
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const words = this.parser.parseInline(tokens);
        if (depth === 1) {
          title = text;
          return `<h2>${words}</h2>`;
        }
        const [, id = ''] = /\{#([a-z-]+)\}$/.exec(text) ?? [];
        const shown = words.replace(/\s*\{#[a-z-]+\}$/, '');
        headings.push({ id, title: shown });
        return `<h3 id="${locale}-${name}-${id}">${shown}</h3>`;
      },
      image({ href, text }) {
        pictures.push(href);
        return `<img src="../resources/manual/pictures/${locale}/${href}.png" alt="${text}" width="1280" height="720" loading="lazy" />`;
      },
      link({ href, tokens }) {
        links.push(href);
        return `<a href="${href}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  const html = marked.parse(putLabels(readFileSync(path, 'utf8'), locale, path), { async: false });
  return { locale, name, title, headings, pictures, links, html: html.replaceAll('<table>', '<table tabindex="-1">') };
}

function putLabels(text: string, locale: Locale, path: string): string {
  const t = createTranslate(locale);
  return text.replace(/\{\{([a-z0-9.-]+)(:plain)?\}\}/g, (_, key: string, plain?: string) => {
    if (!isTextKey(key)) throw new Error(`${path}: {{${key}}} is no text of the catalogs`);
    return plain ? t(key) : `**${t(key)}**`;
  });
}

/** All pages in both languages as they stand in the manual's HTML: a list of what there is, then the pages. */
export function manualHtml(pages: readonly ManualPage[]): string {
  return locales
    .map((locale) => {
      const own = pages.filter((page) => page.locale === locale);
      return `<div lang="${locale}" class="language" data-locale="${locale}">${navigation(own)}<main>${own.map(article).join('')}</main></div>`;
    })
    .join('');
}

function navigation(pages: readonly ManualPage[]): string {
  const [first] = pages;
  if (!first) return '';
  const t = createTranslate(first.locale);
  const items = pages.map(({ locale, name, title, headings }) => {
    const parts = headings.map(
      ({ id, title: words }) => `<li><a href="?page=${name}#${locale}-${name}-${id}">${words}</a></li>`,
    );
    return `<li data-page="${name}"><a href="?page=${name}">${title}</a><ul>${parts.join('')}</ul></li>`;
  });
  return (
    `<header><p class="program">LUONVUITUOI-CERT</p><h1>${t('manual.title')}</h1>` +
    `<p class="tools"><a href="?" class="other" lang="${first.locale === 'vi' ? 'en' : 'vi'}">${t('manual.other')}</a>` +
    `<button type="button" class="print">${t('manual.print')}</button></p>` +
    `<nav aria-label="${t('manual.pages')}"><ul>${items.join('')}</ul></nav></header>`
  );
}

function article({ name, html }: ManualPage): string {
  return `<article data-page="${name}">${html}</article>`;
}
