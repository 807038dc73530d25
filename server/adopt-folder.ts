import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Clock } from './clock.ts';
import { type RawEnvironment, readEnvironment } from './config/env.ts';
import { configFileName, loadConfig } from './config/load-config.ts';
import { acquireInstanceLock } from './db/instance-lock.ts';
import { kindOfPlace } from './files/folder-kind.ts';
import { createKeptFilesStore } from './kept-files/kept-files.store.ts';
import { requireWholeEnvironment } from './kept-files/kept-files.ts';
import type { Log } from './log.ts';
import { inspectFolder } from './opening/inspect-folder.ts';
import { openCenterDatabase } from './opening/open-center-database.ts';
import { toStartProblem } from './opening/open-problem.ts';
import { requireOwnDisk } from './opening/own-disk.ts';
import { centerPaths } from './opening/paths.ts';
import type { PrepareProgress } from './opening/prepare-messages.ts';
import { Refusal } from './refusal.ts';

type Parts = {
  readonly outside: RawEnvironment;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PrepareProgress) => void;
};

/**
 * Makes sure that a folder can be opened as a center: takes over what an earlier program left there, and closes it again.
 * Refuses what is no folder or has no config (Refusal), a config or environment that cannot be used (ConfigError), and
 * what the opening of a center is refused for (StartProblem): another disk, rights, open elsewhere, newer, damaged.
 */
export async function adoptFolder(folder: string, { outside, clock, log, signal, onProgress }: Parts): Promise<void> {
  requireCenter(folder);
  const config = loadConfig(join(folder, configFileName));
  const environment = readEnvironment(folder, outside);
  requireOwnDisk(kindOfPlace({ folder, platform: process.platform, environment: outside }), folder);
  const paths = centerPaths(folder, config, environment.KV_LOCAL_PATH);
  inspectFolder(paths);
  const lock = claim(folder, paths.data, clock);
  try {
    const database = await openCenterDatabase({ paths, config, log, signal, onProgress });
    try {
      const isSecretGiven = (outside['JWT_SECRET'] ?? '') !== '';
      requireWholeEnvironment(folder, createKeptFilesStore(database.portalDb).list(), isSecretGiven);
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

function requireCenter(folder: string): void {
  if (!isAbsolute(folder)) throw invalid('folder-relative', folder);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw invalid('folder-missing', folder);
  if (!existsSync(join(folder, configFileName))) throw invalid('no-config', folder);
}

/** Refuses a folder that is not ours to write in, or that another program has open. */
function claim(folder: string, data: string, clock: Clock) {
  try {
    accessSync(folder, constants.W_OK);
    return acquireInstanceLock(data, clock);
  } catch (error) {
    throw toStartProblem(error, folder);
  }
}

const invalid = (what: string, folder: string) =>
  new Refusal('invalid', `setup.${what}`, `${folder} is no folder of a center`, { folder });
