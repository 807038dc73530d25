import type { Database } from './open-database.ts';
import { isFatal, toRefusal } from './sqlite-errors.ts';
import type { WriteLock } from './write-lock.ts';

/** Runs the work as one immediate transaction: all of it is on disk when this returns, or none of it ever. */
export type InTransaction = <T>(work: () => T) => T;

/**
 * The one write path. Refuses `disk.full`, `database.busy` and `database.unwritable`; the work's own refusals pass
 * through. `onFatal` hears of an I/O error or damage, after which the process must end. Another write is waited for by
 * the whole thread; with a `lock`, as long as that says.
 */
export function createTransactions(
  db: Database,
  onFatal: (error: unknown) => void,
  lock?: Pick<WriteLock, 'take'>,
): InTransaction {
  return function inTransaction<T>(work: () => T): T {
    const transact = () => db.transaction(work).immediate();
    try {
      return lock ? lock.take(transact) : transact();
    } catch (error) {
      if (isFatal(error)) onFatal(error);
      throw toRefusal(error);
    }
  };
}
