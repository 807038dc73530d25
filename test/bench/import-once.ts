import { openDatabase } from '../../server/db/open-database.ts';
import { importList } from '../../server/ingest/import-list.ts';
import { systemClock } from '../../server/clock.ts';
import { createLog } from '../../server/log.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import { aConfig } from '../support/config-builder.ts';

const quiet = createLog(() => undefined, systemClock.now);

/** One import from file to commit, on a database of its own; how many rows it added. */
export function importOnce(listPath: string, databasePath: string): number {
  const config = aConfig();
  const db = openDatabase(databasePath);
  try {
    prepareSchema(db, config);
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
      commit: true,
    };
    const parts = { db, config, clock: systemClock, log: quiet, onProgress: () => undefined };
    return importList(parts, { path: listPath, rejectedPath: null, options, actor: null }).counts.added;
  } finally {
    db.close();
  }
}

// As a program of its own: prints the peak of its resident memory in MiB.
const [, program, listPath, databasePath] = process.argv;
if (program === import.meta.filename && listPath !== undefined && databasePath !== undefined) {
  importOnce(listPath, databasePath);
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}
