import { dialog } from 'electron';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Notices, Words } from './notices.ts';

type Parts = {
  readonly words: () => Words;
  readonly notices: Notices;
  /** Starts the program on another folder, beside this one; the folder that is open there comes to the front. */
  readonly startOn: (folder: string) => void;
};
type Kind = 'center' | 'empty' | 'other' | 'unreadable';

/** Other center folders: each is opened by a program of its own. */
export function createCenterActs({ words, notices, startOn }: Parts) {
  async function newCenter(): Promise<void> {
    const { t } = words();
    const folder = await chooseFolder(t('desktop.center.new.title'), t('desktop.center.new.choose'));
    if (folder === null) return;
    const kind = kindOf(folder);
    if (kind === 'empty') startOn(folder);
    else if (kind === 'center') await offerToOpen(folder);
    else
      await notices.say('warning', {
        title: t('desktop.center.not-empty'),
        text: t('desktop.center.not-empty.text', { folder }),
      });
  }

  async function openCenter(): Promise<void> {
    const { t } = words();
    const folder = await chooseFolder(t('desktop.center.open.title'), t('desktop.center.open.choose'));
    if (folder === null) return;
    if (kindOf(folder) === 'center') startOn(folder);
    else
      await notices.say('warning', {
        title: t('desktop.center.none'),
        text: t('desktop.center.none.text', { folder }),
      });
  }

  async function offerToOpen(folder: string): Promise<void> {
    const { t } = words();
    const asked = { title: t('desktop.center.there'), text: folder, yes: t('desktop.center.open.choose') };
    if (await notices.confirm(asked)) startOn(folder);
  }

  async function chooseFolder(title: string, buttonLabel: string): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title,
      buttonLabel,
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  return { newCenter, openCenter, openRecent: startOn };
}

function kindOf(folder: string): Kind {
  if (existsSync(join(folder, 'cert.config.json'))) return 'center';
  try {
    return readdirSync(folder).length === 0 ? 'empty' : 'other';
  } catch {
    return 'unreadable';
  }
}
