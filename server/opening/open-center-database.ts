import type { CertConfig } from '../config/cert-config.ts';
import { closeDatabase, type Database, openDatabase } from '../db/open-database.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import { openKvDatabase } from '../kv/kv-tables.ts';
import type { Log } from '../log.ts';
import { inspectFolder } from './inspect-folder.ts';
import { toStartProblem } from './open-problem.ts';
import type { CenterPaths } from './paths.ts';
import type { PrepareInput, PrepareProgress, PrepareReport } from './prepare-messages.ts';

export type OpenParts = {
  readonly paths: CenterPaths;
  readonly config: CertConfig;
  readonly log: Log;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PrepareProgress) => void;
};

export type CenterDatabase = {
  readonly portalDb: Database;
  readonly kvDb: Database;
  /** Empties the -wal files and closes both. What is still in memory must have been written before. */
  readonly close: () => void;
};

/**
 * Opens the records of a center folder: checks them, makes what is missing, takes over an upstream database, brings
 * an older format up. The long work runs in a worker. The caller holds the instance lock, and has called
 * `inspectFolder` before listening. Refuses `newer`, `damaged`, `foreign`, `unwritable`, `no-room`.
 */
export async function openCenterDatabase(parts: OpenParts): Promise<CenterDatabase> {
  const { paths, config, log, signal, onProgress } = parts;
  const state = inspectFolder(paths);
  await runInWorker(workerUrl(import.meta.url, 'prepare'), { paths, config, state } satisfies PrepareInput, {
    ...(signal && { signal }),
    // What is only checked or brought up is held together by SQLite's own locks; what is made beside it is not.
    mayBeCut: state === 'current',
    onProgress: (value) => {
      const report = value as PrepareReport;
      if ('line' in report) log.info('opening.worker', { line: report.line });
      else onProgress?.(report);
    },
  });
  try {
    const portalDb = openDatabase(paths.portal);
    const kvDb = openKvDatabase(paths.kv, log);
    return { portalDb, kvDb, close: () => [kvDb, portalDb].forEach(closeDatabase) };
  } catch (error) {
    throw toStartProblem(error, paths.data);
  }
}
