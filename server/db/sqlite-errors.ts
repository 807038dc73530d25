import { Refusal } from '../refusal.ts';

/** SQLite's extended result code, such as `SQLITE_IOERR_FSYNC`; null for anything SQLite did not throw. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('SQLITE_') ? error.code : null;
}

/**
 * After these the page cache is not to be trusted: the process ends (70) and the next start recovers and checks.
 * A failed sync in particular may have dropped what it should have kept.
 */
export function isFatal(error: unknown): boolean {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '');
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? '');
}

/** The database's trouble in the words of the wire, or the error itself where it is a bug. */
export function toRefusal(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  if (code === 'SQLITE_FULL') return new Refusal('disk-full', 'disk.full', 'disk is full');
  if (isBusy(error)) {
    const message = 'the database is busy with another write; try again in a moment';
    return new Refusal('busy', 'database.busy', message, { retry_after: 2 });
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
    return new Refusal('unavailable', 'database.unwritable', 'the center folder cannot be written to');
  }
  return error;
}
