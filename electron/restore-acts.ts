import { dialog } from 'electron';
import type { z } from 'zod';
import { menuAnswers } from '../server/desktop/menu.contract.ts';
import { askKeyView, busyView, compareView, restoredView } from './backup-views.ts';
import type { Words } from './notices.ts';
import type { OwnWindows } from './own-windows.ts';
import type { Answered, ServerAsks } from './server-asks.ts';

type Parts = {
  readonly words: () => Words;
  readonly server: ServerAsks;
  readonly ownWindows: OwnWindows;
};
type Opened = z.infer<(typeof menuAnswers)['restore.open']>;

/** A backup put back from the menu: its file, its key, what would change, then the word. */
export function createRestoreActs({ words, server, ownWindows }: Parts) {
  let isRestoring = false;

  async function restoreBackup(): Promise<void> {
    const { t } = words();
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: t('desktop.restore.choose'),
      filters: [{ name: t('desktop.backup.files'), extensions: ['age'] }],
      properties: ['openFile'],
    });
    const [file] = filePaths;
    if (!canceled && file !== undefined && !isRestoring) askKey(file, null);
  }

  function askKey(file: string, refused: Extract<Answered<never>, { ok: false }> | null): void {
    const view = askKeyView(words(), file, refused);
    ownWindows.open('restore', view, ({ value = '' }) => void openBackup(file, value));
  }

  async function openBackup(file: string, identity: string): Promise<void> {
    ownWindows.open('restore', busyView(words(), 'restore.open'), () => undefined);
    const answered = await server.ask({ act: 'restore.open', file, identity }, menuAnswers['restore.open']);
    if (answered.ok) compare(answered.value);
    else askKey(file, answered);
  }

  /** Closing the window leaves all as it is, and what was opened is put away. */
  function compare(opened: Opened): void {
    const leave = () => {
      if (!isRestoring) void server.ask({ act: 'restore.drop' }, menuAnswers['restore.drop']);
    };
    ownWindows.open('restore', compareView(words(), opened), () => void commit(opened), leave);
  }

  async function commit({ id }: Opened): Promise<void> {
    isRestoring = true;
    ownWindows.open('restore', busyView(words(), 'restore.commit'), () => undefined);
    const answered = await server.ask({ act: 'restore.commit', id }, menuAnswers['restore.commit']);
    isRestoring = false;
    ownWindows.open('restore', restoredView(words(), answered), () => undefined);
  }

  return { restoreBackup: () => void restoreBackup() };
}
