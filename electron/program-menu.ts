import { app, Menu, screen, shell } from 'electron';
import { join } from 'node:path';
import type { CenterView } from '../server/desktop/desktop.contract.ts';
import { aboutText, aboutView } from './about.ts';
import { createAutostart } from './autostart.ts';
import { createCenterActs } from './center-acts.ts';
import { createBackupActs } from './backup-acts.ts';
import type { KeptState } from './kept-state.ts';
import type { Kiosk } from './kiosk.ts';
import { chooseDisplay, displayMark } from './kiosk-display.ts';
import { createHelpActs } from './help-acts.ts';
import { createLanActs } from './lan-acts.ts';
import { createListActs } from './list-acts.ts';
import { menuTemplate } from './menu.ts';
import type { MenuActions, MenuState } from './menu-parts.ts';
import type { Notices, Words } from './notices.ts';
import type { OwnWindows } from './own-windows.ts';
import { createRecentCenters } from './recent-centers.ts';
import type { ServerAsks } from './server-asks.ts';
import { createRestoreActs } from './restore-acts.ts';
import { ownCommand, startOther } from './start-other.ts';
import type { Windows } from './windows.ts';

type Parts = {
  /** The center's folder. */
  readonly folder: string;
  /** dist/. */
  readonly program: string;
  /** Where the programs of all folders keep what they share. */
  readonly shared: string;
  readonly words: () => Words;
  readonly notices: Notices;
  readonly server: ServerAsks;
  readonly windows: Windows;
  readonly ownWindows: OwnWindows;
  readonly kiosk: Kiosk;
  readonly kept: KeptState;
  /** Of our server; null before it is ready. */
  readonly origin: () => string | null;
  readonly isReady: () => boolean;
  readonly openKiosk: () => void;
  readonly quit: () => void;
};

export type ProgramMenu = ReturnType<typeof createProgramMenu>;

/** The program's menu over everything that it can do, drawn anew whenever something of it changed. */
export function createProgramMenu(parts: Parts) {
  const { folder, program, words, windows, ownWindows, kiosk, kept } = parts;
  let center: CenterView | null = null;
  const recent = createRecentCenters(join(parts.shared, 'recent.json'));
  const appImage = process.env['APPIMAGE'];
  const { isPackaged } = app;
  const startOn = (other: string) => startOther({ isPackaged, appImage }, ['--data', other]);
  const autostart = createAutostart({ command: ownCommand({ isPackaged, appImage }), folder });
  const help = createHelpActs({ ...parts, autostart, redraw: draw });
  const actions: MenuActions = {
    openPanel: windows.openPanel,
    ...centerActions(),
    ...createListActs({ ...parts, openPage: windows.openPage }),
    ...createBackupActs({ ...parts, openPage: windows.openPage, slug: () => center?.slug ?? '', today }),
    ...createRestoreActs(parts),
    ...createLanActs({ ...parts, windows: ownWindows, url: () => center?.lan.url ?? null, redraw: draw }),
    openLanPage: () => windows.openPage('/admin/lan'),
    openLogs: () => void shell.openPath(join(folder, 'logs')),
    openKiosk: parts.openKiosk,
    closeKiosk: () => kiosk.close(),
    chooseDisplay: (mark) => keep({ kioskDisplay: mark }),
    setKioskAlways: (isOn) => keep({ kioskAlways: isOn }),
    openManual: () => void shell.openExternal(`${parts.origin() ?? ''}/manual`),
    showAbout,
    ...help,
    quit: parts.quit,
  };
  screen.on('display-added', draw);
  screen.on('display-removed', draw);

  function centerActions() {
    const { newCenter, openCenter, openRecent } = createCenterActs({ ...parts, startOn });
    return { newCenter: () => void newCenter(), openCenter: () => void openCenter(), openRecent };
  }

  function keep(change: Parameters<KeptState['change']>[0]): void {
    kept.change(change);
    draw();
  }

  function showAbout(): void {
    const { electron, chrome, node } = process.versions;
    const versions = { program: app.getVersion(), electron, chrome, node };
    const view = aboutView({ words: words(), versions, folder });
    ownWindows.open('about', view, ({ id }) => {
      if (id === 'copy') ownWindows.copy(aboutText(view));
      if (id === 'licences') void shell.openPath(licences());
    });
  }

  /** Plain files beside the archive, or what the build of a checkout gathered. */
  function licences(): string {
    if (!app.isPackaged) return join(program, 'licences.txt');
    return join(process.resourcesPath, 'licences', 'third-party.txt');
  }

  function state(): MenuState {
    const { kioskDisplay, kioskAlways: isKioskAlways } = kept.get();
    const displays = screen.getAllDisplays();
    const chosen = chooseDisplay(displays, kioskDisplay);
    return {
      isReady: parts.isReady(),
      center,
      isKioskOpen: kiosk.isOpen(),
      displays: displays.map((display) => ({
        mark: displayMark(display),
        label: `${display.label} (${display.bounds.width} × ${display.bounds.height})`,
        isChosen: display === chosen,
      })),
      isKioskAlways,
      isAutostart: help.isAutostart(),
      isMissing: help.isMissing(),
      recent: recent.others(folder),
    };
  }

  function draw(): void {
    const template = menuTemplate({ t: words().t, state: state(), actions, isMac: process.platform === 'darwin' });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** Null while none is open. */
  function setCenter(next: CenterView | null): void {
    if (next !== null && next.name !== center?.name) recent.note({ path: folder, name: next.name });
    center = next;
    draw();
  }

  return { draw, setCenter, openLogs: actions.openLogs };
}

/** As `2026-11-24`, where the PC is. */
function today(): string {
  return new Intl.DateTimeFormat('en-CA').format();
}
