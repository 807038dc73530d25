// The part of Electron's main-process API that electron/ uses, on plain Node and Chromium. What is missing throws.
import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { chromium } from './browser.ts';
import { seen } from './app.ts';
import { trays } from './menus.ts';
import { strict } from './strict.ts';

export { app } from './app.ts';
export { ipcMain } from './ipc.ts';
export { Menu, MenuItem, Tray } from './menus.ts';
export { utilityProcess } from './processes.ts';
export { session } from './sessions.ts';
export { BrowserWindow } from './windows.ts';

const opened: string[] = [];
const clipboardText = { text: '' };
/** For the tests alone: what Electron does not tell. */
export const double = { endpoint: async () => (await chromium()).endpoint, opened, trays, seen };

const unscripted =
  (name: string) =>
  (...args: unknown[]): Promise<never> =>
    Promise.reject(new Error(`dialog.${name} opened, and the test has no answer: ${JSON.stringify(args.at(-1))}`));

/** A test puts its answer in place of the method, on Electron and on the double alike. */
export const dialog = {
  showOpenDialog: unscripted('showOpenDialog'),
  showSaveDialog: unscripted('showSaveDialog'),
  showMessageBox: unscripted('showMessageBox'),
  showErrorBox: (title: string, text: string) => console.error(`[error box] ${title}: ${text}`),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;

export const shell = strict('shell', {
  openExternal: (url: string) => Promise.resolve(void opened.push(url)),
  openPath: (path: string) => {
    opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => void opened.push(path),
} satisfies Partial<Electron.Shell>);

export const clipboard = strict('clipboard', {
  writeText: (text: string) => {
    clipboardText.text = text;
    return Promise.resolve();
  },
  readText: () => Promise.resolve(clipboardText.text),
} satisfies Partial<Electron.Clipboard>);

/** A PC without a keychain. */
export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: () => 'basic_text' as const,
} satisfies Partial<Electron.SafeStorage>);

let blockers = 0;
const blocking = new Set<number>();
export const powerSaveBlocker = {
  start: () => {
    blocking.add(++blockers);
    return blockers;
  },
  stop: (id: number) => blocking.delete(id),
  isStarted: (id: number) => blocking.has(id),
} satisfies Electron.PowerSaveBlocker;
export const powerMonitor = strict('powerMonitor', new EventEmitter());

type Display = Pick<Electron.Display, 'id' | 'label' | 'bounds' | 'workArea'>;
const area = { x: 0, y: 0, width: 1366, height: 768 };
const displays: Display[] = [{ id: 1, label: 'double', bounds: area, workArea: area }];
export const screen = strict(
  'screen',
  Object.assign(new EventEmitter(), { displays, getAllDisplays: () => displays, getPrimaryDisplay: () => displays[0] }),
);

export const nativeImage = strict('nativeImage', { createFromPath: (path: string) => ({ path }) });
