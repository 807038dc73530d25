import { openDatabase } from '../../server/db/open-database.ts';
import { importList } from '../../server/ingest/import-list.ts';
import { systemClock } from '../../server/clock.ts';
import { createLog } from '../../server/log.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import { aConfig } from '../support/config-builder.ts';

const quiet = createLog(() => undefined, systemClock.now);

const options = {
  roundId: 'main',
  sheet: null,
  duplicates: 'warn' as const,
  encoding: null,
  dateOrder: null,
  shortYears: false,
  acceptProposals: false,
  mapResults: [],
  columns: [],
  ignored: [],
  cures: [],
  keepsUnbrought: false,
  commit: true,
};

export type ImportedOnce = {
  readonly added: number;
  readonly cpuMs: number;
  /** What it takes afterwards to put what was committed into the main file. */
  readonly checkpointMs: number;
};

/** One import from file to commit, on a database of its own; how many rows it added, and what that took of the processor. */
export function importOnce(listPath: string, databasePath: string): ImportedOnce {
  const config = aConfig();
  const db = openDatabase(databasePath);
  try {
    prepareSchema(db, config);
    const parts = { db, config, clock: systemClock, log: quiet, onProgress: () => undefined };
    const cpu = startCpu();
    const { counts } = importList(parts, {
      path: listPath,
      fileName: 'list',
      rejectedPath: null,
      reviewPath: null,
      options,
      actor: null,
    });
    const cpuMs = cpu();
    const afterwards = startCpu();
    db.pragma('wal_checkpoint(PASSIVE)');
    return { added: counts.added, cpuMs, checkpointMs: afterwards() };
  } finally {
    db.close();
  }
}

/** Milliseconds of the processor that this process has used since, all of its threads together. */
export function startCpu(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
}

// As a program of its own: prints the peak of its resident memory in MiB.
const [, program, listPath, databasePath] = process.argv;
if (program === import.meta.filename && listPath !== undefined && databasePath !== undefined) {
  importOnce(listPath, databasePath);
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}
