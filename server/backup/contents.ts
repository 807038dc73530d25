import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName } from '../config/load-config.ts';
import { Refusal } from '../refusal.ts';

/** A file of a backup: `path` as it stands in the center folder, with `/`. */
export type BackupFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** Where the records lie, in the folder and in the archive. */
export const databaseName = 'data/portal.db';
/** Folders that a backup never touches: they are no part of what the center is. */
const ownFolders: readonly string[] = ['data', 'backups', 'logs', 'exports'];
const maxFiles = 10_000;
const maxFileBytes = 2 * 1024 ** 3;
const maxBytes = 4 * 1024 ** 3;

/**
 * The entries of a center folder, beside its data, that are in a backup and are put back from one: config, secrets,
 * templates, fonts, keys, and where the config names others, those.
 */
export function topEntries(config: CertConfig): string[] {
  const { private_key_path: privateKey, public_key_path: publicKey } = config.features.qr_verify;
  const named = [...config.rounds.map(({ pdf }) => pdf), ...Object.values(config.fonts), privateKey, publicKey];
  const tops = named.flatMap((path) =>
    path
      .split(/[\\/]/)
      .filter((part) => part !== '' && part !== '.')
      .slice(0, 1),
  );
  const all = new Set([configFileName, '.env', 'templates', 'assets', 'keys', ...tops]);
  return [...all].filter((name) => !ownFolders.includes(name));
}

/** Every file of those entries, in order. Links are left out: a backup holds what lies in the folder itself. */
export function listFiles(root: string, config: CertConfig): string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    const kind = lstatSync(join(root, path));
    if (kind.isFile() && !path.endsWith('.part')) found.push(path);
    if (!kind.isDirectory()) return;
    for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
  };
  for (const name of topEntries(config)) if (existsSync(join(root, name))) visit(name);
  return found;
}

/** The bytes of a file, as a stream gives them. */
export function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1024 ** 2 });
}

/** Size and hash of a file as it is now. */
export async function describeFile(path: string, name: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const bytes of readChunks(path)) {
    size += bytes.length;
    hash.update(bytes);
  }
  return { path: name, size, sha256: hash.digest('hex') };
}

/** Refuses `backup.damaged` for a list of files that no backup of ours has: names are built by us, never by the file. */
export function requireSafeFiles(files: readonly BackupFile[]): void {
  const seen = new Set<string>();
  let bytes = 0;
  for (const { path, size } of files) {
    bytes += size;
    const name = path.toLowerCase();
    const isSafe = isSafePath(path) && !seen.has(name) && size <= maxFileBytes && bytes <= maxBytes;
    if (!isSafe || seen.size >= maxFiles) {
      throw new Refusal('unprocessable', 'backup.damaged', 'the backup holds files that do not belong there');
    }
    seen.add(name);
  }
  if (!seen.has(databaseName) || !seen.has(configFileName)) {
    throw new Refusal('unprocessable', 'backup.damaged', 'the backup lacks records or config');
  }
}

const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function isSafePath(path: string): boolean {
  if (path === databaseName) return true;
  const parts = path.split('/');
  const isPlain = (part: string) =>
    part !== '' && part !== '.' && part !== '..' && !/[\\:*?"<>|\p{Cc}]|[. ]$/u.test(part) && !deviceName.test(part);
  return parts.every(isPlain) && !ownFolders.includes((parts[0] ?? '').toLowerCase());
}
