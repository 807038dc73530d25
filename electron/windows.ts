import { BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import type { LocalView } from './bridge.contract.ts';
import type { KeptState } from './kept-state.ts';
import type { LocalPages } from './local-pages.ts';
import { clampPlace } from './place.ts';

type Parts = {
  readonly preload: string;
  readonly name: string;
  readonly pages: LocalPages;
  readonly kept: KeptState;
  /** Whether closing the panel only hides it, because the program stays reachable. */
  readonly staysWhenClosed: () => boolean;
  /** Whether anyone may look into the pages. */
  readonly mayInspect: boolean;
};

/** Where the panel is to be: at the server, or at a page of our own. */
export type Shown = { readonly origin: string } | { readonly view: LocalView };

export type Windows = ReturnType<typeof createWindows>;

/** The panel's window, and the page over it while the server is away. */
export function createWindows({ preload, name, pages, kept, staysWhenClosed, mayInspect }: Parts) {
  let panel: BrowserWindow | null = null;
  let cover: BrowserWindow | null = null;
  let shown: Shown | null = null;
  let origin = '';

  /** The one place where windows are made. */
  function makeWindow(options: BrowserWindowConstructorOptions, partition = ''): BrowserWindow {
    const webPreferences = {
      preload,
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: mayInspect,
    };
    return new BrowserWindow({ title: name, backgroundColor: '#ffffff', ...options, webPreferences });
  }

  function openPanel(): void {
    if (panel) {
      if (panel.isMinimized()) panel.restore();
      panel.show();
      panel.focus();
      return;
    }
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const { isMaximized, ...place } = clampPlace(kept.get().panel, areas);
    const window = makeWindow({ ...place, minWidth: 360, minHeight: 480 });
    if (isMaximized) window.maximize();
    panel = window;
    window.on('close', (event) => {
      kept.change({ panel: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } });
      if (!staysWhenClosed()) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      panel = null;
    });
    if (shown) show(shown);
  }

  /** What was typed at the server's page stays there, under a cover, until the server is back. */
  function show(next: Shown): void {
    shown = next;
    if (!panel) return;
    if ('view' in next) {
      if (pages.isIn(panel)) pages.show(panel, next.view);
      else pages.show(openCover(panel), next.view);
      return;
    }
    cover?.destroy();
    if (pages.isIn(panel) || origin !== next.origin) open(panel, `${next.origin}/admin`);
    origin = next.origin;
  }

  function openCover(over: BrowserWindow): BrowserWindow {
    if (cover) return cover;
    const window = makeWindow({ ...over.getBounds(), parent: over, modal: true, frame: false, resizable: false });
    window.on('closed', () => {
      cover = null;
    });
    cover = window;
    return window;
  }

  /** Goes to another page of the panel. */
  function openPage(path: string): void {
    openPanel();
    if (panel && origin !== '' && !pages.isIn(panel)) open(panel, `${origin}${path}`);
  }

  return { openPanel, openPage, show, makeWindow };
}

/** What fails to load is shown by the state of the server, which is on its way. */
function open(window: BrowserWindow, url: string): void {
  window.loadURL(url).catch(() => undefined);
}
