import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Sized = { readonly name: string; readonly files: number; readonly bytes: number };

const databases = ['portal.db', 'portal.db-wal', 'kv.db', 'kv.db-wal'].map((name) => join('data', name));
const single = ['cert.config.json', '.env', 'private_key.pem', 'public_key.pem', ...databases];
const folders = ['templates', 'assets', 'keys', 'backups', 'logs', join('data', 'imports'), join('data', 'exports')];

/**
 * What lies in a center folder, in files and bytes, under the names that every center has: the others were chosen by
 * people. Opens nothing, so no lock is lost.
 */
export function sizesOf(root: string): Sized[] {
  const [files, known] = [
    single.map((name) => sizeOfFile(root, name)),
    folders.map((name) => sizeOfFolder(root, name)),
  ];
  return [...files, ...known].filter(({ files: count }) => count > 0);
}

function sizeOfFile(root: string, name: string): Sized {
  const path = join(root, name);
  return existsSync(path) ? { name, files: 1, bytes: statSync(path).size } : { name, files: 0, bytes: 0 };
}

function sizeOfFolder(root: string, name: string): Sized {
  const path = join(root, name);
  if (!existsSync(path)) return { name, files: 0, bytes: 0 };
  const found = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = found.map(
    (entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return { name: `${name}/`, files: found.length, bytes: bytes.reduce((sum, size) => sum + size, 0) };
}
