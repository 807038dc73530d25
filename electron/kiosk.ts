import { type BrowserWindow, screen, type Session } from 'electron';
import { z } from 'zod';
import { windowCookie } from '../server/desktop/desktop.contract.ts';
import type { Translate } from '../server/i18n/translate.ts';
import { asks, type LocalView, type Press } from './bridge.contract.ts';
import type { Ipc } from './ipc.ts';
import { chooseDisplay, displayMark } from './kiosk-display.ts';
import { kioskKey } from './kiosk-keys.ts';
import { padView } from './kiosk-views.ts';
import type { LocalPages } from './local-pages.ts';
import type { StaffCode } from './staff-code.ts';
import type { Shown, Windows } from './windows.ts';

type Parts = {
  readonly makeWindow: Windows['makeWindow'];
  readonly pages: LocalPages;
  readonly ipc: Ipc;
  readonly staffCode: StaffCode;
  /** The kiosk's own profile: what staff have open elsewhere is not seen from it. */
  readonly profile: Session;
  readonly partition: string;
  readonly token: string;
  readonly words: () => { readonly t: Translate; readonly locale: 'vi' | 'en' };
  /** The chosen display, by its mark. */
  readonly display: () => string | null;
  readonly onChange: (isOpen: boolean) => void;
  readonly onDisplayGone: () => void;
  readonly elapsed: () => number;
};

const crashWindowMs = 60_000;
const crashesBorne = 3;
const unresponsiveMs = 10_000;

export type Kiosk = ReturnType<typeof createKiosk>;

/** The full-screen window for students: nothing leads out of it but the staff code. */
export function createKiosk(parts: Parts) {
  const { makeWindow, pages, ipc, staffCode, profile, token, words, onChange, elapsed } = parts;
  let window: BrowserWindow | null = null;
  let pad: BrowserWindow | null = null;
  let shown: Shown | null = null;
  let mark = '';
  let isLeaving = false;
  let returnsTo: string | null = null;
  let crashes: readonly number[] = [];
  /** Only what was asked for last is loaded. */
  let turn = 0;

  const fromKiosk = ({ contents, url }: { readonly contents: unknown; readonly url: string }) =>
    contents === window?.webContents && shown !== null && 'origin' in shown && new URL(url).origin === shown.origin;
  ipc.hear(asks.leave, { schema: z.undefined(), from: fromKiosk }, openPad);
  screen.on('display-removed', (_event, gone) => {
    if (!window || displayMark(gone) !== mark) return;
    returnsTo = mark;
    close();
    parts.onDisplayGone();
  });
  screen.on('display-added', (_event, added) => {
    if (displayMark(added) !== returnsTo) return;
    open();
  });

  function open(): void {
    if (window) {
      window.focus();
      return;
    }
    const display = chooseDisplay(screen.getAllDisplays(), returnsTo ?? parts.display());
    if (!display) return;
    mark = displayMark(display);
    returnsTo = null;
    isLeaving = false;
    const made = makeWindow({ ...display.bounds, kiosk: true, skipTaskbar: true, alwaysOnTop: true }, parts.partition);
    made.setAlwaysOnTop(true, 'screen-saver');
    made.setMenu(null);
    window = made;
    watch(made);
    onChange(true);
    if (shown) show(shown);
  }

  function watch(made: BrowserWindow): void {
    const { webContents } = made;
    made.on('close', (event) => {
      if (!isLeaving) event.preventDefault();
    });
    made.on('closed', () => {
      window = null;
      pad = null;
    });
    webContents.on('before-input-event', (event, input) => {
      const does = kioskKey(input);
      if (does !== 'pass') event.preventDefault();
      if (does === 'leave' && input.type === 'keyDown') openPad();
    });
    webContents.on('context-menu', (event) => event.preventDefault());
    webContents.on('render-process-gone', () => recover());
    let hung: NodeJS.Timeout | undefined;
    made.on('unresponsive', () => {
      hung = setTimeout(recover, unresponsiveMs);
    });
    made.on('responsive', () => clearTimeout(hung));
  }

  /** The page died or hangs: loaded anew; the third time in a minute it is staff who are needed. */
  function recover(): void {
    crashes = [...crashes.filter((instant) => elapsed() - instant < crashWindowMs), elapsed()];
    if (!window || !shown) return;
    if (crashes.length < crashesBorne) load(shown);
    else {
      turn += 1;
      pages.show(window, troubleView());
    }
  }

  function troubleView(): LocalView {
    const { t, locale } = words();
    const buttons = [{ id: 'kiosk-staff', label: t('desktop.kiosk.staff'), isPrimary: true }];
    const [title, text] = [t('desktop.kiosk.trouble.title'), t('desktop.kiosk.trouble.text')];
    return { locale, title, text, isBusy: false, line: '', problem: null, buttons, details: null };
  }

  /** Students see that the server is on its way back, and nothing to press. */
  function show(next: Shown): void {
    shown = next;
    if (window) load(next);
  }

  function reload(): void {
    if (window && shown) load(shown);
  }

  function load(next: Shown): void {
    if (!window) return;
    turn += 1;
    if ('view' in next) {
      pages.show(window, { ...next.view, buttons: [], details: null, problem: null });
      return;
    }
    const { origin } = next;
    const into = window;
    const own = turn;
    profile.cookies
      .set({ url: origin, name: windowCookie, value: token, httpOnly: true, sameSite: 'strict' })
      .then(() => (own === turn ? into.loadURL(`${origin}/`) : undefined))
      // The window was left, or the server is gone again, which its state tells.
      .catch(() => undefined);
  }

  function openPad(): void {
    if (!window || pad) return;
    const made = makeWindow({ width: 460, height: 640, parent: window, modal: true, frame: false, alwaysOnTop: true });
    made.setAlwaysOnTop(true, 'screen-saver');
    made.on('closed', () => {
      pad = null;
    });
    pad = made;
    pages.show(made, padView(words(), null));
  }

  async function press({ id, value }: Press): Promise<void> {
    if (id === 'kiosk-staff') openPad();
    if (id === 'pad-cancel') pad?.destroy();
    if (id !== 'pad-leave') return;
    const said = await staffCode.check(value ?? '');
    if (said.verdict === 'right') close();
    else if (pad) pages.show(pad, padView(words(), said));
  }

  /** For staff at the other display, and at the end of the program. */
  function close(): void {
    isLeaving = true;
    window?.close();
    onChange(false);
  }

  return { open, close, show, reload, press, isOpen: () => window !== null };
}
