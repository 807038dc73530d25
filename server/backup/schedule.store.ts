import type { Database } from '../db/open-database.ts';

const key = 'backup.daily-at';
/** About when centers close. */
const usual = '17:30';
const off = 'off';

export type ScheduleStore = ReturnType<typeof createScheduleStore>;

/** When the daily backup is made: local time `HH:MM`, null for never. */
export function createScheduleStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  function read(): string | null {
    const value = select.get(key) ?? usual;
    return value === off ? null : value;
  }
  /** `now` is an instant. */
  function write(time: string | null, now: string): void {
    upsert.run(key, time ?? off, now);
  }

  return { read, write };
}
