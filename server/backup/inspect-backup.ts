import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { allMigrations } from '../db/migrations/all-migrations.ts';
import { Refusal } from '../refusal.ts';
import { openBackup } from './archive.ts';
import { databaseName } from './contents.ts';
import { checkCopy } from './copy.store.ts';
import { requireFree } from './make-backup.ts';
import type { Manifest } from './manifest.ts';

type Parts = {
  readonly path: string;
  readonly identity: string;
  /** Missing; made, and left with everything in it. */
  readonly into: string;
  readonly progress: (percent: number) => void;
};

/**
 * Takes a backup out into a folder and proves it: every hash, every index, every count, the config. What is not whole
 * leaves nothing there. Refuses as `openBackup`, and `backup.disk-full`.
 */
export async function takeOutBackup({ path, identity, into, progress }: Parts): Promise<Manifest> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true, mode: 0o700 });
  try {
    let [total, seen] = [statSync(path, { throwIfNoEntry: false })?.size ?? 0, 0];
    const { manifest } = await openBackup({
      ...{ path, identity, into, knownVersion: allMigrations.length },
      onManifest: ({ files }) => {
        total = files.reduce((sum, { size }) => sum + size, 0);
        requireFree(into, total + 16 * 1024 ** 2);
      },
      onBytes: (bytes) => {
        seen += bytes;
        progress(Math.floor((90 * seen) / Math.max(total, 1)));
      },
    });
    const counted = checkCopy(join(into, databaseName), loadConfig(join(into, configFileName)));
    const isSame =
      isDeepStrictEqual(counted.tables, manifest.tables) &&
      counted.user_version === manifest.user_version &&
      counted.database.id === manifest.database.id;
    if (!isSame) {
      const why = 'its records are not those it names';
      throw new Refusal('unprocessable', 'backup.damaged', `the backup is damaged: ${why}`, { why });
    }
    return manifest;
  } catch (error) {
    rmSync(into, { recursive: true, force: true });
    throw error;
  }
}

/** As `takeOutBackup`, of which nothing stays. */
export async function proveBackup(parts: Parts): Promise<Manifest> {
  const manifest = await takeOutBackup(parts);
  rmSync(parts.into, { recursive: true, force: true });
  return manifest;
}
