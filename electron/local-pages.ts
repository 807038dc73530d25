import type { BrowserWindow } from 'electron';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { asks, type LocalView, Press, tells } from './bridge.contract.ts';
import type { Ipc, Sender } from './ipc.ts';

type Parts = {
  /** The one page that comes with the program. */
  readonly file: string;
  readonly ipc: Ipc;
  /** For windows that listen for themselves in no other way. */
  readonly onPress: (press: Press) => void;
};

type Entry = { readonly view: LocalView; readonly onPress: (press: Press) => void };

export type LocalPages = ReturnType<typeof createLocalPages>;

/** Pages of the shell's own, which need no server; the only ones that main listens to. */
export function createLocalPages({ file, ipc, onPress }: Parts) {
  const url = pathToFileURL(file).href;
  const views = new Map<number, Entry>();

  const from = ({ contents, url: shown }: Sender) => shown === url && views.has(contents.id);
  ipc.answer(asks.view, { schema: z.undefined(), from }, (_none, { contents }) => views.get(contents.id)?.view ?? null);
  ipc.answer(asks.press, { schema: Press, from }, (press, { contents }) => {
    const entry = views.get(contents.id);
    if (!entry?.view.buttons.some(({ id }) => id === press.id)) throw new Error(`no button ${press.id}`);
    entry.onPress(press);
  });

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
