import { app, BrowserWindow, dialog, type DownloadItem, type Session } from 'electron';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import type { Translate } from '../server/i18n/translate.ts';
import { mayDownload } from './navigation.ts';

type Parts = {
  /** The shell's own folder, where a file waits until the person has said where it goes. */
  readonly folder: string;
  readonly origin: () => string | null;
  readonly t: () => Translate;
};

/**
 * Files leave a page by our dialog alone. The kiosk has none, because it would show students the disk: where the center
 * lets it download, the file goes to the folder for downloads.
 */
export function createDownloads({ folder, origin, t }: Parts) {
  // What a start that ended in between left there may be somebody's certificate.
  rmSync(folder, { recursive: true, force: true });

  function guard(of: Session, isKiosk: boolean): void {
    of.on('will-download', (event, item, contents) => {
      if (!mayDownload(item.getURL(), origin())) {
        event.preventDefault();
        return;
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const part = join(folder, randomUUID());
      item.setSavePath(part);
      const name = basename(item.getFilename());
      if (isKiosk) mkdirSync(app.getPath('downloads'), { recursive: true });
      const place = isKiosk ? Promise.resolve(freePath(app.getPath('downloads'), name)) : ask(contents, name);
      void keep({ item, part, name, place });
    });
  }

  async function ask(contents: unknown, name: string): Promise<string | null> {
    const options = { title: t()('desktop.download.title'), defaultPath: join(app.getPath('downloads'), name) };
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents === contents);
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return canceled || filePath === '' ? null : filePath;
  }

  type Wanted = {
    readonly item: DownloadItem;
    readonly part: string;
    readonly name: string;
    readonly place: Promise<string | null>;
  };

  async function keep({ item, part, name, place }: Wanted): Promise<void> {
    const ended = new Promise<string>((resolve) => item.once('done', (_event, state) => resolve(state)));
    try {
      const path = await place;
      if (path === null) item.cancel();
      const state = await ended;
      if (path === null) return;
      if (state !== 'completed') throw new Error(state);
      move(part, path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const [message, close] = [t()('desktop.download.failed', { name }), t()('desktop.close')];
      await dialog.showMessageBox({ type: 'error', message, detail: why, buttons: [close] });
    } finally {
      rmSync(part, { force: true });
    }
  }

  return { guard };
}

/** Another disk takes a copy only. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** `name.pdf`, or `name (2).pdf` where that is taken. */
function freePath(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!existsSync(path)) return path;
  }
}
