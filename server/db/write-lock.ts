import type { Database } from './open-database.ts';
import { isBusy } from './sqlite-errors.ts';

/**
 * One write of our own processes, such as the index of lists makes beside everything else: on a busy machine they have
 * the least priority, and come to their end while this thread waits.
 */
const shortWaitMs = 1_000;
const usualWaitMs = 5_000;

export type WriteLock = ReturnType<typeof createWriteLock>;

/**
 * The write lock of a database as the thread that answers kiosks takes it: SQLite waits for it by holding up the thread,
 * so it waits briefly, and not at all while a wait before was in vain, as it is while a list is written.
 */
export function createWriteLock(db: Database) {
  let isHeld = false;

  /** Runs what begins with taking the lock. */
  function take<T>(work: () => T): T {
    db.pragma(`busy_timeout = ${isHeld ? 0 : shortWaitMs}`);
    try {
      const result = work();
      isHeld = false;
      return result;
    } catch (error) {
      isHeld = isBusy(error);
      throw error;
    } finally {
      db.pragma(`busy_timeout = ${usualWaitMs}`);
    }
  }

  /** Whether a write would be begun at once. Other trouble of the disk is for the write itself to tell. */
  function isFree(): boolean {
    db.pragma('busy_timeout = 0');
    try {
      db.exec('BEGIN IMMEDIATE');
      db.exec('ROLLBACK');
      isHeld = false;
    } catch (error) {
      isHeld = isBusy(error);
    } finally {
      db.pragma(`busy_timeout = ${usualWaitMs}`);
    }
    return !isHeld;
  }

  return { take, isFree };
}
