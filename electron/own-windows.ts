import { type BrowserWindow, clipboard } from 'electron';
import type { LocalView, Press } from './bridge.contract.ts';
import type { LocalPages } from './local-pages.ts';
import type { Words } from './notices.ts';
import type { Windows } from './windows.ts';

type Parts = {
  readonly makeWindow: Windows['makeWindow'];
  readonly pages: LocalPages;
  readonly words: () => Words;
};
type Name = 'address' | 'about' | 'backup' | 'restore';

export type OwnWindows = ReturnType<typeof createOwnWindows>;

/** Small windows with a page of the program's own, one of each name. Their button `close` closes them. */
export function createOwnWindows({ makeWindow, pages, words }: Parts) {
  const opened = new Map<Name, { readonly window: BrowserWindow; onClosed: () => void }>();

  /** Shows the view; over the one before, where the window is there already. */
  function open(name: Name, view: LocalView, onPress: (press: Press) => void, onClosed = () => {}): void {
    const there = opened.get(name);
    const shown = there ?? { window: make(name), onClosed };
    shown.onClosed = onClosed;
    opened.set(name, shown);
    pages.show(shown.window, view, (press) => {
      if (press.id === 'close') close(name);
      else onPress(press);
    });
    if (there) there.window.focus();
  }

  function make(name: Name): BrowserWindow {
    const window = makeWindow({ width: 620, height: 640, minWidth: 360, minHeight: 320, fullscreenable: false });
    window.setMenu(null);
    window.on('closed', () => {
      const closed = opened.get(name);
      opened.delete(name);
      closed?.onClosed();
    });
    return window;
  }

  function close(name: Name): void {
    opened.get(name)?.window.close();
  }

  function closeButton() {
    return { id: 'close', label: words().t('desktop.close'), isPrimary: false };
  }

  return { open, close, closeButton, copy: (text: string) => void clipboard.writeText(text) };
}
