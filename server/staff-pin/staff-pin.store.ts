import type { Database } from '../db/open-database.ts';

const pinKey = 'staff-pin';
const exitKey = 'staff-pin.exit';

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
  /** The same PIN as the desktop program keeps it. */
  function readExit(): string | null {
    return select.get(exitKey) ?? null;
  }
  /** Inside the transaction that tells of it in the log. */
  function write(hashes: { readonly pin: string; readonly exit: string } | null, instant: string): void {
    for (const key of [pinKey, exitKey]) remove.run(key);
    if (hashes === null) return;
    upsert.run(pinKey, hashes.pin, instant);
    upsert.run(exitKey, hashes.exit, instant);
  }

  return { read, readExit, write };
}
