import type { Database } from '../db/open-database.ts';

/** Whether records changed: what the panel does to one is in the log with it. */
export function createChangesStore(db: Database) {
  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const countSince = db
    .prepare<[number], number>(
      `SELECT count(*) FROM admin_activity
       WHERE seq > ? AND action NOT LIKE 'backup.%' AND action NOT LIKE 'admin.login.%' AND action NOT LIKE 'admin.step-up%'`,
    )
    .pluck();
  const countAll = db.prepare<[], number>('SELECT count(*) FROM admin_activity').pluck();

  /** `entries`: how many the log had at the time. Backups and sign-ins change nothing that a backup is made for. */
  function isAnySince(entries: number): boolean {
    return (countAll.get() ?? 0) < entries || countSince.get(entries) !== 0;
  }

  return { databaseId: () => setting.get('database.id') ?? '', isAnySince };
}
