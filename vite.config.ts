import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Rolldown } from 'vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { manualHtml, readManual } from './electron/manual-html.ts';

/** Each HTML file of renderer/ is a page. */
const pages = Object.fromEntries(
  globSync(`${import.meta.dirname}/renderer/*.html`).map((file) => [basename(file, '.html'), file]),
);

/** Names the static route serves: flat, beginning with a letter or digit. */
function flatName(name: string): string {
  return name.replace(/^[^A-Za-z0-9]+/, '').replace(/[^A-Za-z0-9._-]/g, '-') || 'part';
}

const names: Rolldown.OutputOptions = {
  entryFileNames: ({ name }) => `${flatName(name)}-[hash].js`,
  chunkFileNames: ({ name }) => `${flatName(name)}-[hash].js`,
  assetFileNames: ({ names: [name = 'part'] }) => `${flatName(name.replace(/\.[^.]*$/, ''))}-[hash][extname]`,
};

/** Texts that no page shows: left out of what a phone has to load. */
const serverTexts = /^(audit|cli|desktop|doctor|ingest|launcher|mail|manual|page|start|verifier)\./;
/** Texts that one page alone shows: the others do not load them. */
const ownTexts: Readonly<Record<string, RegExp>> = {
  panel: /^(panel|ingest\.(finding|reason|refusal))\./,
  checker: /^checker\./,
  setup: /^setup\./,
};

/** `vi.json` holds what every page may show, `vi.json?panel` and the like what one page shows beside that. */
function onlyPageTexts(): Plugin {
  return {
    name: 'only-page-texts',
    enforce: 'pre',
    transform(code, id) {
      const catalog = /resources\/locales\/\w+\.json(?:\?(\w+))?$/.exec(id.replaceAll('\\', '/'));
      if (!catalog) return null;
      const own = ownTexts[catalog[1] ?? ''];
      const notShared = [serverTexts, ...Object.values(ownTexts)];
      const isShown = (key: string) => (own ? own.test(key) : !notShared.some((form) => form.test(key)));
      const texts = Object.entries(JSON.parse(code) as Record<string, string>);
      const shown = JSON.stringify(Object.fromEntries(texts.filter(([key]) => isShown(key))));
      return own ? { code: `export default ${shown}`, moduleType: 'js' } : shown;
    },
  };
}

/** The manual is written in Markdown and stands in its page before the page is built. */
function manualPages(): Plugin {
  return {
    name: 'manual-pages',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { filename }) =>
        basename(filename) === 'manual.html'
          ? html.replace(/<!-- manual.*-->/, () => manualHtml(readManual(`${import.meta.dirname}/resources/manual`)))
          : html,
    },
  };
}

export default defineConfig({
  root: `${import.meta.dirname}/renderer`,
  base: '/static/',
  plugins: [react(), manualPages(), process.env.VITEST ? [] : onlyPageTexts()],
  publicDir: false,
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  worker: {
    format: 'es',
    rolldownOptions: { output: names },
  },
  build: {
    outDir: `${import.meta.dirname}/dist/renderer`,
    emptyOutDir: true,
    // The pages' policy allows fonts and scripts from the server alone, so nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    rolldownOptions: {
      input: pages,
      output: names,
    },
  },
  test: {
    root: import.meta.dirname,
    include: ['{server,renderer,electron,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/desktop/*.test.ts', 'test/desktop/packaging/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    // Two on two cores, where the default is one: many of them wait for processes and clocks more than they compute.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
