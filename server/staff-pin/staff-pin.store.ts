import type { Database } from '../db/open-database.ts';

const pinKey = 'staff-pin';

export type StaffPinStore = ReturnType<typeof createStaffPinStore>;

/** The hash of the staff PIN, in the settings. */
export function createStaffPinStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM settings WHERE key = ?');

  /** Null where no PIN is set. */
  function read(): string | null {
    return select.get(pinKey) ?? null;
  }
  /** Inside the transaction that tells of it in the log. */
  function write(hash: string | null, instant: string): void {
    if (hash === null) remove.run(pinKey);
    else upsert.run(pinKey, hash, instant);
  }

  return { read, write };
}
