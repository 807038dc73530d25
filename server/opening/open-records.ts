import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { type RawEnvironment, readEnvironment } from '../config/env.ts';
import { acquireInstanceLock, type InstanceLock } from '../db/instance-lock.ts';
import type { Log } from '../log.ts';
import { StartProblem } from '../db/start-problem.ts';
import { inspectFolder } from './inspect-folder.ts';
import { kindOfPlace } from '../files/folder-kind.ts';
import { openCenterDatabase } from './open-center-database.ts';
import { requireOwnDisk } from './own-disk.ts';
import { type CenterPaths, centerPaths } from './paths.ts';

type Parts = {
  readonly environment: RawEnvironment;
  readonly clock: Clock;
  readonly log: Log;
  /** Where a folder lies; the default asks the system. */
  readonly kindOf?: typeof kindOfPlace;
};

/** A portal.db of the newest format that a command may open. `release` when done. */
export type Records = { readonly databasePath: string; readonly release: () => void };

/**
 * Makes, adopts or migrates the records of a center folder under its lock. Where the server has the folder open, it has
 * done so: the command then works beside it. Refuses `network` before it writes a byte, `newer`, `damaged`, `unwritable`, and `in-use` where another
 * program is still at that.
 */
export async function openRecords(folder: string, config: CertConfig, parts: Parts): Promise<Records> {
  const { kindOf = kindOfPlace, environment } = parts;
  requireOwnDisk(kindOf({ folder, platform: process.platform, environment }), folder);
  const paths = centerPaths(folder, config, readEnvironment(folder, parts.environment).KV_LOCAL_PATH);
  const lock = lockUnlessServed(paths, parts);
  if (lock === null) return { databasePath: paths.portal, release: () => undefined };
  try {
    const opened = await openCenterDatabase({ paths, config, log: parts.log });
    opened.close();
    return { databasePath: paths.portal, release: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockUnlessServed(paths: CenterPaths, { clock }: Parts): InstanceLock | null {
  try {
    return acquireInstanceLock(paths.data, clock);
  } catch (error) {
    const isServed = error instanceof StartProblem && error.kind === 'in-use' && inspectFolder(paths) === 'current';
    if (!isServed) throw error;
    return null;
  }
}
