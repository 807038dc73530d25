import { type Clock, toInstant } from '../clock.ts';
import type { Database } from '../db/open-database.ts';

/** What is switched while running, and what the database knows of itself. */
export type SettingKey = 'database.id' | 'database.generation' | 'portal.lan' | 'portal.public-base-url';

export type Settings = ReturnType<typeof createSettings>;

export function createSettings(db: Database, clock: Clock) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  function get(key: SettingKey): string | null {
    return select.get(key) ?? null;
  }
  /** Inside the transaction of the entry that tells of it. */
  function set(key: SettingKey, value: string): void {
    upsert.run(key, value, toInstant(clock.now()));
  }

  return { get, set };
}
