import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Caller } from '../caller.ts';
import { createTranslate, type Locale, type TextKey, type Translate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';
import type { DoorState } from './door.ts';
import { type PageData, readPageTemplate } from './page-template.ts';
import { type Headers, sendText } from './respond.ts';

/** What the pages need of an open center. */
export type PageSource = {
  readonly pageData: (caller: Caller) => PageData;
  /** Refuses the control panel where staff did not switch it on for this network. */
  readonly requirePanel: (caller: Caller) => void;
  /** What this caller is given instead of the page; null for the page itself. */
  readonly detour: (path: string, caller: Caller) => Detour | null;
};

/** To another page of ours, or a plain page that says why there is none. */
export type Detour = { readonly to: '/setup' | '/admin' } | { readonly shut: 'not-set-up' | 'setup-elsewhere' };

type Parts = {
  readonly folder: string;
  readonly locale: Locale;
  readonly state: () => DoorState<PageSource>;
  /** Fresh for each page: 16 random bytes as text. */
  readonly makeNonce: () => string;
};

const fileOf: Readonly<Record<string, string>> = {
  '/': 'kiosk.html',
  '/certificate-checker': 'checker.html',
  '/admin': 'panel.html',
  '/setup': 'setup.html',
  '/manual': 'manual.html',
};

/** The panel finds its own page from the address, so each of them is the same file. */
function fileKey(path: string): string {
  return /^\/admin\/[a-z0-9-]*$/.test(path) ? '/admin' : path;
}

export type Pages = ReturnType<typeof createPages>;

/** The HTML pages. While the center is being opened, or cannot be, a plain page in both languages says so. */
export function createPages({ folder, locale, state, makeNonce }: Parts) {
  const templates = new Map(
    Object.entries(fileOf).map(([path, name]) => [path, readPageTemplate(join(folder, name))] as const),
  );
  const first = createTranslate(locale);
  const second = createTranslate(locale === 'vi' ? 'en' : 'vi');

  function has(path: string): boolean {
    return templates.has(fileKey(path));
  }

  function answer(path: string, caller: Caller, response: ServerResponse, headers: Headers): void {
    const now = state();
    // What the manual says of trouble must be there while there is some.
    if (path === '/manual') {
      sendPage(path, {}, response, headers);
      return;
    }
    if (now.is !== 'open') {
      sendPlain(response, 503, plainOf(now, caller), { ...headers, 'Retry-After': '2' });
      return;
    }
    const key = fileKey(path);
    const detour = now.center.detour(key, caller);
    if (detour) {
      sendElsewhere(response, detour, headers);
      return;
    }
    if (key === '/admin' && !isPanelOpen(now.center, caller)) {
      sendPlain(response, 403, { title: 'page.no-panel.title', text: 'page.no-panel.text' }, headers);
      return;
    }
    sendPage(path, now.center.pageData(caller), response, headers);
  }

  function sendPage(path: string, data: PageData, response: ServerResponse, headers: Headers): void {
    const template = templates.get(fileKey(path));
    if (!template) {
      sendPlain(response, 503, { title: 'page.not-built.title', text: 'page.not-built.text' }, headers);
      return;
    }
    const nonce = makeNonce();
    const page = template.render(nonce, data);
    sendHtml(response, 200, page, { ...headers, 'Content-Security-Policy': policy(nonce, path) });
  }

  function sendElsewhere(response: ServerResponse, detour: Detour, headers: Headers): void {
    if ('to' in detour) {
      const text = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
      sendText(response, 302, '', { ...headers, ...text, Location: detour.to });
      return;
    }
    const said = { title: `page.${detour.shut}.title`, text: `page.${detour.shut}.text` } as const;
    sendPlain(response, detour.shut === 'not-set-up' ? 503 : 403, said, headers);
  }

  function notFound(response: ServerResponse, headers: Headers): void {
    sendPlain(response, 404, { title: 'page.not-found.title', text: 'page.not-found.text' }, headers);
  }

  function sendPlain(response: ServerResponse, status: number, said: Plain, headers: Headers): void {
    const page = plainPage(said, [first, second]);
    sendHtml(response, status, page, { ...headers, 'Content-Security-Policy': policy(makeNonce(), '/') });
  }

  return { has, answer, notFound };
}

function isPanelOpen({ requirePanel }: PageSource, caller: Caller): boolean {
  try {
    requirePanel(caller);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

type Plain = {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly reloadSeconds?: number;
  /** Rows worked through so far; shown while the center is being opened. */
  readonly rows?: number;
};

/** The problem names paths, so only the PC itself is told it. */
function plainOf(state: Exclude<DoorState<PageSource>, { is: 'open' }>, { isThisPc }: Caller): Plain {
  if (state.is === 'damaged') {
    const text = isThisPc ? 'page.damaged.text' : 'page.damaged.elsewhere';
    return { title: 'page.damaged.title', text, facts: { message: state.problem.message }, reloadSeconds: 30 };
  }
  const { rows } = state.progress;
  return { title: 'page.preparing.title', text: 'page.preparing.text', reloadSeconds: 2, rows };
}

/** No script, nothing loaded: it must work when everything else does not. */
function plainPage({ title, text, facts, reloadSeconds, rows }: Plain, languages: readonly Translate[]): string {
  const reload = reloadSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${reloadSeconds}">`;
  const bar = rows === undefined ? '' : '<progress></progress>';
  const sections = languages.map((t) => {
    const done = rows ? ` ${t('page.preparing.rows', { rows })}` : '';
    return `<h1>${escapeHtml(t(title))}</h1><p>${escapeHtml(t(text, facts) + done)}</p>`;
  });
  const heading = escapeHtml(languages[0]?.(title) ?? '');
  return (
    `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${reload}` +
    `<title>${heading}</title><style>${plainStyle}</style></head><body><main>${bar}${sections.join('')}</main></body></html>`
  );
}

const plainStyle =
  'body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;background:#f6f7f9;color:#1d2733}' +
  'main{max-width:40rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.5rem;margin:2rem 0 .5rem}' +
  'p{margin:0;overflow-wrap:anywhere;white-space:pre-line}progress{width:100%}';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function sendHtml(response: ServerResponse, status: number, html: string, headers: Headers): void {
  sendText(response, status, html, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
}

/** Stricter than upstream's in all but what the pages need: blob: previews, and wasm on the checker. */
function policy(nonce: string, path: string): string {
  const wasm = path === '/certificate-checker' ? " 'wasm-unsafe-eval'" : '';
  return (
    `default-src 'self'; script-src 'self' 'nonce-${nonce}'${wasm}; style-src 'self' 'unsafe-inline'; ` +
    "img-src 'self' data: https: blob:; media-src 'self' blob:; frame-src 'self' blob:; connect-src 'self' blob:; " +
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  );
}
