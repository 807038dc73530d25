import { app, clipboard, ipcMain, Menu, session, shell } from 'electron';
import { join } from 'node:path';
import { createTranslate } from '../server/i18n/translate.ts';
import { type Asked, serverArguments } from './args.ts';
import { forkServer } from './fork-server.ts';
import { guardPages, guardPermissions } from './guards.ts';
import { createKeptState } from './kept-state.ts';
import { createLocalPages } from './local-pages.ts';
import { menuTemplate } from './menu.ts';
import { createServerProcess, type ServerState } from './server-process.ts';
import { serverView } from './server-view.ts';
import { createWindows } from './windows.ts';

type Parts = {
  readonly asked: Asked;
  /** The center's folder. */
  readonly center: string;
  /** dist/. */
  readonly program: string;
  /** Where this shell keeps what is its own. */
  readonly own: string;
};

const portTaken = 4;

export type Shell = ReturnType<typeof createShell>;

/** Builds every part once and says what follows on what. */
export function createShell({ asked, center, program, own }: Parts) {
  let locale: 'vi' | 'en' = app.getLocale().startsWith('en') ? 'en' : 'vi';
  let origin: string | null = null;
  let isQuitting = false;

  const kept = createKeptState(join(own, 'windows.json'));
  const pages = createLocalPages({
    file: join(program, 'electron', 'local.html'),
    ipcMain,
    onPress: ({ id }) => presses[id]?.(),
  });
  const windows = createWindows({
    preload: join(program, 'electron', 'preload.cjs'),
    name: app.getName(),
    pages,
    kept,
    staysWhenClosed: () => false,
  });
  const server = createServerProcess({
    fork: (args) => forkServer(join(program, 'server', 'main.js'), args),
    args: serverArguments(center, asked),
    elapsed: () => performance.now(),
    onChange: follow,
  });
  const presses: Readonly<Record<string, () => void>> = {
    retry: () => server.startAgain(),
    'other-port': () => server.startAgain('0'),
    'open-logs': () => void shell.openPath(join(center, 'logs')),
    'copy-details': () => void clipboard.writeText(server.lastLines().join('\n')),
  };

  function start(): void {
    guardPages(() => origin);
    guardPermissions(session.defaultSession, () => origin);
    setMenu();
    server.start();
    if (!asked.hidden) windows.openPanel();
  }

  function follow(state: ServerState): void {
    if (state.is === 'failed' && state.exitCode === portTaken && asked.port === undefined && origin === null) {
      // Nobody asked for a port, so any will do.
      server.startAgain('0');
      return;
    }
    if (state.is !== 'ready') {
      windows.show({ view: serverView({ state, locale, t: createTranslate(locale), lines: server.lastLines() }) });
      return;
    }
    if (origin !== state.origin) process.stdout.write(`ready ${state.origin}\n`);
    origin = state.origin;
    if (locale !== state.locale) {
      locale = state.locale;
      setMenu();
    }
    windows.show({ origin });
  }

  function setMenu(): void {
    const t = createTranslate(locale);
    const isMac = process.platform === 'darwin';
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ t, actions: windows, isMac })));
  }

  /** Another start on the same folder: it asks us to end, or brings the window to the front. */
  function onSecondStart(second: Asked): void {
    if (second.quit) app.quit();
    else windows.openPanel();
  }

  /** The server ends first, with what it writes; then the program. */
  function onQuit(event: { readonly preventDefault: () => void }): void {
    if (isQuitting) return;
    event.preventDefault();
    isQuitting = true;
    void server.stop().then(() => app.quit());
  }

  return { start, onSecondStart, onQuit };
}
