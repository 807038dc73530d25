import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { moveIntoPlace } from '../db/move-into-place.ts';
import { replaceFile } from '../files/replace-file.ts';
import { Refusal } from '../refusal.ts';
import { readChunks } from './contents.ts';
import { requireFree } from './make-backup.ts';
import { noteEnding } from './manifest.ts';
import { removeExpired } from './retention.ts';

/** What a worker is told that copies a backup to the second place. */
export type CopyInput = {
  /** The center folder. */
  readonly root: string;
  /** The center's own backups. */
  readonly from: string;
  /** The second place. */
  readonly to: string;
  readonly name: string;
  /** Of the backup, as it was when it was opened and counted. */
  readonly sha256: string;
  readonly databaseId: string;
};

const spareBytes = 16 * 1024 ** 2;

/**
 * A second place is there, on another disk than the center, and can be written to. Refuses `backup.place-missing`,
 * `backup.same-disk`, `backup.place-read-only`, `backup.place-full`, `backup.place-lost`.
 */
export function requirePlace(root: string, folder: string): void {
  if (!isAbsolute(folder) || !existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Refusal('unprocessable', 'backup.place-missing', `there is no folder ${folder}`, { folder });
  }
  if (statSync(folder).dev === statSync(root).dev) {
    const message = `${folder} is on the disk that the center is on: both would be lost together`;
    throw new Refusal('unprocessable', 'backup.same-disk', message, { folder });
  }
  const probe = join(folder, `.lvt-${process.pid}`);
  try {
    replaceFile(probe, 'x');
  } catch (error) {
    throw toPlaceRefusal(error, folder);
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * Copies a backup with its note, reads it back from there and compares it; only then it gets its name. Those that have
 * had their time there go. Refuses as `requirePlace`, and `backup.disk-full`, `backup.damaged`, `backup.not-readable`.
 */
export async function copyBackup(input: CopyInput, progress: (percent: number) => void): Promise<void> {
  const { root, from, to, name, sha256, databaseId } = input;
  requirePlace(root, to);
  const [source, target] = [join(from, name), join(to, name)];
  const part = `${target}.part`;
  try {
    const { size } = statSync(source);
    if (!existsSync(target)) requireFree(to, size + spareBytes);
    const read = createHash('sha256');
    const tell = meter(2 * size, progress);
    const copied = tap(readChunks(source), [(bytes) => read.update(bytes), tell]);
    await pipeline(copied, createWriteStream(part, { mode: 0o600, flush: true }));
    requireHash(read.digest('hex'), sha256, 'backup.damaged');
    const back = createHash('sha256');
    for await (const bytes of tap(readChunks(part), [tell])) back.update(bytes);
    requireHash(back.digest('hex'), sha256, 'backup.not-readable');
    await moveIntoPlace(part, target);
    replaceFile(target + noteEnding, readFileSync(source + noteEnding));
    removeExpired(to, databaseId);
  } catch (error) {
    throw toPlaceRefusal(error, to);
  } finally {
    removeQuietly(part);
  }
}

async function* tap(chunks: AsyncIterable<Uint8Array>, hears: readonly ((bytes: Uint8Array) => void)[]) {
  for await (const bytes of chunks) {
    for (const hear of hears) hear(bytes);
    yield bytes;
  }
}

function meter(total: number, progress: (percent: number) => void): (bytes: Uint8Array) => void {
  let seen = 0;
  return ({ length }) => {
    seen += length;
    progress(Math.min(99, Math.floor((100 * seen) / Math.max(total, 1))));
  };
}

function requireHash(found: string, wanted: string, code: 'backup.damaged' | 'backup.not-readable'): void {
  if (found === wanted) return;
  const why = code === 'backup.damaged' ? 'it is not what was checked when it was made' : 'it was not written as it is';
  throw new Refusal('unprocessable', code, `the backup cannot be copied: ${why}`, { why });
}

function toPlaceRefusal(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof Refusal) return error;
  const code = String(error.code);
  if (/^(ENOSPC|EDQUOT)$/.test(code)) {
    return new Refusal('disk-full', 'backup.place-full', `there is no room left in ${folder}`, { folder });
  }
  if (/^(EROFS|EACCES|EPERM)$/.test(code)) {
    const message = `${folder} cannot be written to: it is read-only, or not for this account`;
    return new Refusal('unavailable', 'backup.place-read-only', message, { folder });
  }
  const facts = { folder, why: code };
  return new Refusal('unavailable', 'backup.place-lost', `${folder} cannot be written to: ${error.message}`, facts);
}

/** A stick that was pulled takes its unfinished file along. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next copy writes over what is left; what ended this one is told already.
  }
}
