import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { configFileName } from '../config/load-config.ts';
import { Refusal } from '../refusal.ts';
import type { FolderList } from './setup.contract.ts';

const mostShown = 200;

/** The folders and backups in one, by name, hidden ones left out. Refuses a path that is no folder, or one that may not be read. */
export function browseFolders(path: string, homeFolder: string): FolderList {
  const folder = path === '' ? homeFolder : path;
  if (!isAbsolute(folder)) throw invalid('folder-relative', folder);
  const entries = entriesOf(folder);
  const names = namesOf(entries, (entry) => entry.isDirectory() || entry.isSymbolicLink());
  const files = namesOf(entries, (entry) => entry.isFile() && entry.name.endsWith('.age'));
  const parent = dirname(folder);
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    is_center: existsSync(join(folder, configFileName)),
    folders: names.slice(0, mostShown).map((name) => {
      const inner = join(folder, name);
      return { name, path: inner, is_center: existsSync(join(inner, configFileName)) };
    }),
    files: files.slice(-mostShown).map((name) => ({ name, path: join(folder, name) })),
    is_cut: Math.max(names.length, files.length) > mostShown,
  };
}

function namesOf(entries: readonly Dirent[], isMeant: (entry: Dirent) => boolean): string[] {
  return entries
    .filter((entry) => !entry.name.startsWith('.') && isMeant(entry))
    .map(({ name }) => name)
    .sort(new Intl.Collator('vi', { numeric: true }).compare);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const isHere = existsSync(folder);
    const isFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    throw invalid(isHere && !isFile ? 'folder-closed' : 'folder-missing', folder);
  }
}

const invalid = (what: string, folder: string) =>
  new Refusal('invalid', `setup.${what}`, `${folder} cannot be shown`, { folder });
