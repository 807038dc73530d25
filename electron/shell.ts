import { app, clipboard, dialog, ipcMain, session } from 'electron';
import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { createTranslate } from '../server/i18n/translate.ts';
import { type Asked, serverArguments } from './args.ts';
import { forkServer } from './fork-server.ts';
import { createDownloads } from './downloads.ts';
import { guardPages, guardPermissions } from './guards.ts';
import { createIpc } from './ipc.ts';
import { createKeptState } from './kept-state.ts';
import { createKiosk } from './kiosk.ts';
import { createLocalPages } from './local-pages.ts';
import { createNotices } from './notices.ts';
import { createOwnWindows } from './own-windows.ts';
import { createPower } from './power.ts';
import { createProgramMenu } from './program-menu.ts';
import { createServerAsks } from './server-asks.ts';
import { createServerProcess, type ServerState, type Told } from './server-process.ts';
import { serverView } from './server-view.ts';
import { createStaffCode } from './staff-code.ts';
import { createWindows } from './windows.ts';

type Parts = {
  readonly asked: Asked;
  /** The center's folder. */
  readonly center: string;
  /** dist/. */
  readonly program: string;
  /** Where this shell keeps what is its own. */
  readonly own: string;
  /** Where the shells of all centers keep what they share. */
  readonly shared: string;
};

const portTaken = 4;
const healthMs = 5000;
/** Not kept on disk. */
const kioskPartition = 'kiosk';
/** Clocks are set now and then, so two readings of the same start differ. */
const sameStartSeconds = 120;

export type Shell = ReturnType<typeof createShell>;

/** Builds every part once and says what follows on what. */
export function createShell({ asked, center, program, own, shared }: Parts) {
  let locale: 'vi' | 'en' = app.getLocale().startsWith('en') ? 'en' : 'vi';
  let origin: string | null = null;
  let isQuitting = false;
  const elapsed = () => performance.now();
  const token = randomBytes(32).toString('base64url');
  const startedAt = Math.round(Date.now() / 1000 - uptime());

  const kept = createKeptState(join(own, 'windows.json'));
  const kioskProfile = session.fromPartition(kioskPartition);
  const ipc = createIpc(ipcMain);
  const pages = createLocalPages({
    file: join(program, 'electron', 'local.html'),
    ipc,
    onPress: (press) => {
      presses[press.id]?.();
      void kiosk.press(press);
    },
  });
  const windows = createWindows({
    preload: join(program, 'electron', 'preload.cjs'),
    name: app.getName(),
    pages,
    kept,
    staysWhenClosed: () => false,
    mayInspect: asked.devtools,
  });
  const server = createServerProcess({
    fork: (args) => forkServer(join(program, 'server', 'main.js'), args),
    args: serverArguments(center, asked),
    elapsed,
    onChange: follow,
    onTold: hear,
    first: { type: 'window', token },
  });
  const asks = createServerAsks({ tell: server.tell });
  const staffCode = createStaffCode({ tell: server.tell, keptHash: () => kept.get().staffHash, elapsed });
  const power = createPower({ onResume: () => void freshAfterSleep() });
  const kiosk = createKiosk({
    makeWindow: windows.makeWindow,
    pages,
    ipc,
    staffCode,
    profile: kioskProfile,
    partition: kioskPartition,
    token,
    words,
    display: () => kept.get().kioskDisplay,
    onChange: followKiosk,
    onDisplayGone: () => void tellDisplayGone(),
    elapsed,
  });
  const notices = createNotices({ words });
  const ownWindows = createOwnWindows({ makeWindow: windows.makeWindow, pages, words });
  const menu = createProgramMenu({
    ...{ folder: center, program, shared, words, notices, windows, ownWindows, kiosk, kept },
    server: asks,
    origin: () => origin,
    isReady: () => server.state().is === 'ready',
    openKiosk: () => void openKiosk(),
    quit: () => app.quit(),
  });
  const presses: Readonly<Record<string, () => void>> = {
    retry: () => server.startAgain(),
    'other-port': () => server.startAgain('0'),
    'open-logs': menu.openLogs,
    'copy-details': () => void clipboard.writeText(server.lastLines().join('\n')),
  };

  function start(): void {
    const guarding = { origin: () => origin, kiosk: kioskProfile };
    const downloads = createDownloads({ ...guarding, folder: join(own, 'downloads'), t: () => words().t });
    guardPages(guarding);
    for (const profile of [session.defaultSession, kioskProfile]) {
      guardPermissions(profile, guarding);
      downloads.guard(profile, profile === kioskProfile);
    }
    menu.draw();
    server.start();
    if (!asked.hidden) windows.openPanel();
    // A crash of the program leaves it open; a restart of the PC does not bring it back by itself.
    const { kioskSince, kioskAlways, staffHash } = kept.get();
    const wasOpen = kioskSince !== null && Math.abs(kioskSince - startedAt) < sameStartSeconds;
    if ((asked.kiosk || kioskAlways || wasOpen) && staffHash !== null) kiosk.open();
  }

  function follow(state: ServerState): void {
    if (state.is === 'failed' && state.exitCode === portTaken && asked.port === undefined && origin === null) {
      // Nobody asked for a port, so any will do.
      server.startAgain('0');
      return;
    }
    if (state.is === 'ready') {
      if (origin !== state.origin) process.stdout.write(`ready ${state.origin}\n`);
      ({ origin, locale } = state);
      show({ origin });
    } else {
      staffCode.giveUp();
      asks.giveUp();
      menu.setCenter(null);
      show({ view: serverView({ state, ...words(), lines: server.lastLines() }) });
    }
    menu.draw();
  }

  function show(shown: Parameters<typeof windows.show>[0]): void {
    windows.show(shown);
    kiosk.show(shown);
  }

  function hear(told: Told): void {
    if (told.type === 'code-checked') staffCode.answer(told);
    else if (told.type === 'center') menu.setCenter(told.center);
    else if (told.type !== 'staff-code') asks.answer(told);
    // A PIN that was taken away still leads out of a kiosk that was opened with it.
    else if (told.hash !== null || !kiosk.isOpen()) kept.change({ staffHash: told.hash });
  }

  function followKiosk(isOpen: boolean): void {
    kept.change({ kioskSince: isOpen ? startedAt : null });
    power.keepAwake(isOpen);
    menu.draw();
    if (!isOpen && !isQuitting) windows.openPanel();
  }

  /** Only where a PIN leads out again. */
  async function openKiosk(): Promise<void> {
    if (kept.get().staffHash !== null) {
      kiosk.open();
      return;
    }
    const { t } = words();
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: t('desktop.kiosk.no-pin.title'),
      detail: t('desktop.kiosk.no-pin.text'),
      buttons: [t('desktop.kiosk.no-pin.set'), t('desktop.close')],
      cancelId: 1,
    });
    if (response === 0) windows.openPage('/admin/gates');
  }

  async function tellDisplayGone(): Promise<void> {
    const { t } = words();
    const [message, detail] = [t('desktop.kiosk.gone.title'), t('desktop.kiosk.gone.text')];
    await dialog.showMessageBox({ type: 'warning', message, detail, buttons: [t('desktop.close')] });
  }

  /** What stood on the kiosk before the PC slept is nobody's any more; the panel comes back by itself. */
  async function freshAfterSleep(): Promise<void> {
    server.tell({ type: 'woke' });
    try {
      await fetch(`${origin ?? ''}/health`, { signal: AbortSignal.timeout(healthMs) });
      kiosk.reload();
    } catch {
      // No server answers: its state is on the screen already, or will be.
    }
  }

  function words() {
    return { locale, t: createTranslate(locale) };
  }

  /** Another start on the same folder: it asks us to end, or brings the window to the front. */
  function onSecondStart(second: Asked): void {
    if (second.quit) app.quit();
    else if (second.kiosk) void openKiosk();
    else windows.openPanel();
  }

  /** The server ends first, with what it writes; then the program. */
  function onQuit(event: { readonly preventDefault: () => void }): void {
    if (isQuitting) return;
    event.preventDefault();
    isQuitting = true;
    void server.stop().then(() => {
      kiosk.close();
      app.quit();
    });
  }

  return { start, onSecondStart, onQuit };
}
