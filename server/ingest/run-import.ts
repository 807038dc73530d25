import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import { Refusal } from '../refusal.ts';
import type { ImportJob, UndoJob } from './import-job.ts';
import { IngestReport } from './ingest.contract.ts';

/** What an import may cost before it is ended with nothing changed. */
export type ImportCaps = {
  readonly heapMib: number;
  readonly rssGrowthBytes: number;
  readonly idleMs: number;
  readonly totalMs: number;
  /** Room that must be left on the disk before a commit begins. */
  readonly leastFreeBytes: number;
};

export const importCaps: ImportCaps = {
  heapMib: 512,
  rssGrowthBytes: 1024 ** 3,
  idleMs: 30_000,
  totalMs: 600_000,
  leastFreeBytes: 256 * 1024 ** 2,
};

type Parts = {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (rows: number) => void;
  readonly caps?: ImportCaps;
};

/**
 * Runs one import, or its dry run, in a worker of its own under the caps. Throws what the list is refused for, a Refusal
 * where a cap is reached, or the signal's reason; whatever is thrown, the database is as before.
 */
export async function runImport(job: ImportJob, parts: Parts): Promise<IngestReport> {
  if (job.options.commit) requireRoom(job.databasePath, parts.caps ?? importCaps);
  return IngestReport.parse(await runCapped('ingest', job, parts));
}

/** Takes a written list back, as `runImport`. */
export async function runUndo(job: UndoJob, parts: Parts): Promise<void> {
  requireRoom(job.databasePath, parts.caps ?? importCaps);
  await runCapped('undo', job, parts);
}

async function runCapped(
  worker: 'ingest' | 'undo',
  job: ImportJob | UndoJob,
  { clock, signal, onProgress, caps = importCaps }: Parts,
): Promise<unknown> {
  const watch = createWatch(clock, caps);
  const signals = signal === undefined ? [watch.signal] : [watch.signal, signal];
  try {
    return await runInWorker(workerUrl(import.meta.url, worker), job, {
      signal: AbortSignal.any(signals),
      heapMib: caps.heapMib,
      onProgress: (rows) => {
        watch.moved();
        if (typeof rows === 'number') onProgress?.(rows);
      },
    });
  } catch (error) {
    if (isOutOfMemory(error)) throw tooMuchMemory();
    throw isDiskFull(error) ? new Refusal('disk-full', 'disk.full', 'disk is full') : error;
  } finally {
    watch.end();
  }
}

function createWatch(clock: Clock, { rssGrowthBytes, idleMs, totalMs }: ImportCaps) {
  const controller = new AbortController();
  const startRss = process.memoryUsage.rss();
  const startTime = clock.elapsed();
  let lastMove = startTime;
  const timer = setInterval(
    () => {
      const now = clock.elapsed();
      if (process.memoryUsage.rss() - startRss > rssGrowthBytes) controller.abort(tooMuchMemory());
      else if (now - lastMove > idleMs || now - startTime > totalMs) controller.abort(tooMuchTime());
    },
    Math.min(250, idleMs),
  );
  return {
    signal: controller.signal,
    moved: () => {
      lastMove = clock.elapsed();
    },
    end: () => clearInterval(timer),
  };
}

function requireRoom(databasePath: string, { leastFreeBytes }: ImportCaps): void {
  const { bavail, bsize } = statfsSync(dirname(databasePath));
  const free = bavail * bsize;
  if (free >= leastFreeBytes) return;
  const facts = { free_mib: Math.floor(free / 1024 ** 2), needed_mib: Math.ceil(leastFreeBytes / 1024 ** 2) };
  throw new Refusal('disk-full', 'ingest.disk-full', 'disk is full', { ...facts, folder: dirname(databasePath) });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Beside the database, whose own refusal has its name already: the review and the file of rejected rows. */
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC');
}

function tooMuchMemory(): Refusal {
  return new Refusal(
    'too-large',
    'ingest.worker-memory',
    'the list needs too much memory; save it as CSV, or split it',
  );
}

function tooMuchTime(): Refusal {
  return new Refusal('too-large', 'ingest.worker-time', 'reading the list took too long; save it as CSV, or split it');
}
