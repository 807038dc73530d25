import { dialog } from 'electron';
import { menuAnswers } from '../server/desktop/menu.contract.ts';
import type { Notices, Words } from './notices.ts';
import type { ServerAsks } from './server-asks.ts';

type Parts = {
  readonly words: () => Words;
  readonly notices: Notices;
  readonly server: ServerAsks;
  readonly openPage: (path: string) => void;
};

const extensions = ['xlsx', 'xlsm', 'xls', 'csv', 'txt', 'json', 'htm', 'html'];

/** A list chosen here is taken by the import page, as who is signed in there. */
export function createListActs({ words, notices, server, openPage }: Parts) {
  async function importList(): Promise<void> {
    const { t } = words();
    const title = t('desktop.import.choose');
    const filters = [{ name: t('desktop.import.lists'), extensions }];
    const { canceled, filePaths } = await dialog.showOpenDialog({ title, filters, properties: ['openFile'] });
    const [path] = filePaths;
    if (canceled || path === undefined) return;
    const answered = await server.ask({ act: 'import.offer', path }, menuAnswers['import.offer']);
    if (answered.ok) openPage(`/admin/import?offered=${answered.value.id}`);
    else await notices.refuse(t('desktop.import.failed'), answered);
  }

  return { importList: () => void importList() };
}
