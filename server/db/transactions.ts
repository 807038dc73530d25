import type { Database } from './open-database.ts';
import { isFatal, toRefusal } from './sqlite-errors.ts';

/** Runs the work as one immediate transaction: all of it is on disk when this returns, or none of it ever. */
export type InTransaction = <T>(work: () => T) => T;

/**
 * The one write path. Refuses `disk.full`, `database.busy` and `database.unwritable`; the work's own refusals pass
 * through. `onFatal` hears of an I/O error or damage, after which the process must end.
 */
export function createTransactions(db: Database, onFatal: (error: unknown) => void): InTransaction {
  return function inTransaction<T>(work: () => T): T {
    try {
      return db.transaction(work).immediate();
    } catch (error) {
      if (isFatal(error)) onFatal(error);
      throw toRefusal(error);
    }
  };
}
