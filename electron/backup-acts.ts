import { dialog, shell } from 'electron';
import { menuAnswers } from '../server/desktop/menu.contract.ts';
import { busyView, exportedView } from './backup-views.ts';
import type { Notices, Words } from './notices.ts';
import type { OwnWindows } from './own-windows.ts';
import type { ServerAsks } from './server-asks.ts';

type Parts = {
  readonly words: () => Words;
  readonly notices: Notices;
  readonly server: ServerAsks;
  readonly ownWindows: OwnWindows;
  /** Begins the name of the file. */
  readonly slug: () => string;
  /** As `2026-11-24`, where the PC is. */
  readonly today: () => string;
  readonly openPage: (path: string) => void;
};

/** A backup to a place that is chosen here, such as a USB stick. */
export function createBackupActs({ words, notices, server, ownWindows, slug, today, openPage }: Parts) {
  async function exportBackup(): Promise<void> {
    const { t } = words();
    const { canceled, filePath } = await dialog.showSaveDialog({
      title: t('desktop.backup.choose'),
      defaultPath: `${slug()}-${today()}.tar.gz.age`,
      filters: [{ name: t('desktop.backup.files'), extensions: ['age'] }],
    });
    if (canceled || filePath === '') return;
    ownWindows.open('backup', busyView(words(), 'backup'), () => undefined);
    const answered = await server.ask({ act: 'backup.export', path: filePath }, menuAnswers['backup.export']);
    if (answered.ok) {
      ownWindows.open('backup', exportedView(words(), answered.value), () => shell.showItemInFolder(filePath));
      return;
    }
    ownWindows.close('backup');
    if (answered.code === 'backup.no-recipient') await offerSheet();
    else await notices.refuse(t('desktop.backup.failed'), answered);
  }

  /** Without its key nobody could open a backup. */
  async function offerSheet(): Promise<void> {
    const { t } = words();
    const asked = { title: t('desktop.backup.no-sheet'), text: t('desktop.backup.no-sheet.text') };
    if (await notices.confirm({ ...asked, yes: t('desktop.backup.to-page') })) openPage('/admin/backup');
  }

  return { exportBackup: () => void exportBackup() };
}
