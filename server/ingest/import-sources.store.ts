import { type Clock, toInstant } from '../clock.ts';
import type { Database } from '../db/open-database.ts';

export type ImportSources = ReturnType<typeof createImportSources>;

/** What staff answered about lists, by the hash of their heads: the next list of that kind is read the same way. */
export function createImportSources(db: Database, clock: Clock) {
  const select = db.prepare<[string], string>('SELECT answers FROM import_source WHERE source = ?').pluck();
  const upsert = db.prepare<[string, string, string]>(
    `INSERT INTO import_source VALUES (?, ?, ?)
       ON CONFLICT (source) DO UPDATE SET answers = excluded.answers, updated_at = excluded.updated_at`,
  );

  /** As JSON; null where there was no such list yet. */
  function find(source: string): string | null {
    return select.get(source) ?? null;
  }

  /** Inside a transaction. */
  function keep(source: string, answers: string): void {
    upsert.run(source, answers, toInstant(clock.now()));
  }

  return { find, keep };
}
