import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { openSecrets } from '../config/env.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { backupTasks } from './backup-tasks.ts';
import { databaseName } from './contents.ts';
import type { Manifest } from './manifest.ts';
import { mergeForward } from './merge.store.ts';
import { readIdentity } from './recipients.ts';

type Parts = {
  /** An absolute path. */
  readonly path: string;
  /** As it was typed. */
  readonly identity: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Hears of hundredths. */
  readonly progress: (percent: number) => void;
  /** Asked once the backup is open, proved and counted; what it throws leaves everything as it was. */
  readonly confirm: (manifest: Manifest) => Promise<void>;
};

/**
 * Makes a center of a backup in `folder`, which is missing or empty, or leaves it as it was: beside it everything is
 * taken out, proved and counted, and moved into place when that was confirmed. Refuses `backup.missing`,
 * `backup.no-identity`, and as `takeOutBackup`.
 */
export async function restoreIntoNew(folder: string, parts: Parts): Promise<void> {
  const { path, clock, log, signal, progress, confirm } = parts;
  if (!isAbsolute(path) || !existsSync(path)) {
    throw new Refusal('not-found', 'backup.missing', `there is no backup at ${path}`, { path });
  }
  const identity = readIdentity(parts.identity);
  await makeFolder(folder, configFileName, async (into) => {
    const manifest = await backupTasks.takeOut({ path, identity, into }, { signal, progress });
    await confirm(manifest);
    const config = loadConfig(join(into, configFileName));
    mergeForward({ staged: join(into, databaseName), config, present: null, manifest, by: {}, clock, log });
    openSecrets(into, {}).jwt.replace();
  });
}
