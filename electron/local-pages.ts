import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { pathToFileURL } from 'node:url';
import { asks, type LocalView, Press, tells } from './bridge.contract.ts';

type Parts = {
  /** The one page that comes with the program. */
  readonly file: string;
  readonly ipcMain: IpcMain;
  /** For windows that listen for themselves in no other way. */
  readonly onPress: (press: Press) => void;
};

type Entry = { readonly view: LocalView; readonly onPress: (press: Press) => void };

export type LocalPages = ReturnType<typeof createLocalPages>;

/** Pages of the shell's own, which need no server; the only ones that main listens to. */
export function createLocalPages({ file, ipcMain, onPress }: Parts) {
  const url = pathToFileURL(file).href;
  const views = new Map<number, Entry>();

  ipcMain.handle(asks.view, (event) => {
    requireOwn(event);
    return views.get(event.sender.id)?.view ?? null;
  });
  ipcMain.handle(asks.press, (event, given: unknown) => {
    requireOwn(event);
    const press = Press.parse(given);
    const entry = views.get(event.sender.id);
    if (!entry?.view.buttons.some(({ id }) => id === press.id)) throw new Error(`no button ${press.id}`);
    entry.onPress(press);
  });

  function requireOwn({ senderFrame, sender }: IpcMainInvokeEvent): void {
    if (senderFrame?.url !== url || !views.has(sender.id)) throw new Error('not a page of the program');
  }

  /** Shows the view in the window, over whatever it showed. */
  function show(window: BrowserWindow, view: LocalView, heard = onPress): void {
    const { webContents } = window;
    const { id } = webContents;
    if (!views.has(id)) webContents.once('destroyed', () => views.delete(id));
    views.set(id, { view, onPress: heard });
    if (webContents.getURL() === url) webContents.send(tells.view, view);
    // A window that was closed meanwhile has nothing to show.
    else window.loadFile(file).catch(() => undefined);
  }

  /** Whether the window shows such a page. */
  function isIn(window: BrowserWindow): boolean {
    return ['', 'about:blank', url].includes(window.webContents.getURL());
  }

  return { show, isIn };
}
