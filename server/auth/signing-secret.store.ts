import type { Database } from '../db/open-database.ts';

const setting = 'auth.secret-generation';

/** Counts the signing secrets of this center, so that a running server sees that another process made a new one. */
export function createSecretGeneration(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const write = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  function current(): number {
    return Number(select.get(setting) ?? '0');
  }
  /** `now` is an instant. */
  function next(now: string): void {
    write.run(setting, String(current() + 1), now);
  }

  return { current, next };
}

export type SecretGeneration = ReturnType<typeof createSecretGeneration>;
