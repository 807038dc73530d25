import type { Database } from '../db/open-database.ts';

const markKey = 'clock.mark';

export type TimekeepingStore = ReturnType<typeof createTimekeepingStore>;

/** The latest time seen, as an instant, in the settings. */
export function createTimekeepingStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  /** Unix ms; null where none was stored or what is stored is no time. */
  function readMark(): number | null {
    const ms = Date.parse(select.get(markKey) ?? '');
    return Number.isNaN(ms) ? null : ms;
  }
  function writeMark(instant: string): void {
    upsert.run(markKey, instant, instant);
  }

  return { readMark, writeMark };
}
