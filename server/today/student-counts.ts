import type { Clock } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { HourCounts, StudentCountStore } from './student-counts.store.ts';

type Parts = {
  readonly store: StudentCountStore;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
};
type Kind = 'looked_up' | 'downloaded' | 'failed';

/** A write for each search would cost more than the search; a crash loses the counts of so long. */
const writeEveryMs = 10_000;

/** Counts what students did, in memory, and writes it down every ten seconds. */
export function createStudentCounts({ store, inTransaction, clock, log }: Parts) {
  let waiting = new Map<string, HourCounts>();
  const timer = setInterval(write, writeEveryMs).unref();

  /** Counts the work when it is done; a search that finds nobody, or a fault of ours, counts as failed. */
  async function count<Result>(kind: Exclude<Kind, 'failed'>, work: Promise<Result>): Promise<Result> {
    try {
      const result = await work;
      note(kind);
      return result;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'search.no-match') note('failed');
      throw error;
    }
  }

  function note(kind: Kind): void {
    const hour = hourOf(clock.now());
    const before = waiting.get(hour) ?? { hour, looked_up: 0, downloaded: 0, failed: 0 };
    waiting.set(hour, { ...before, [kind]: before[kind] + 1 });
  }

  function write(): void {
    if (waiting.size === 0) return;
    const batch = waiting;
    try {
      inTransaction(() => {
        for (const counts of batch.values()) store.addHour(counts);
      });
      waiting = new Map();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.warn('counts.not-written', { reason: error.message });
    }
  }

  /** The hours of the day that it is now, what is still in memory included. */
  function today(): readonly HourCounts[] {
    write();
    return store.readDay(hourOf(clock.now()).slice(0, 10));
  }

  function close(): void {
    clearInterval(timer);
    write();
  }

  return { count, today, close };
}

/** In the time zone of the PC. */
function hourOf(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}`;
}
