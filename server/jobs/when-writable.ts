import type { Clock } from '../clock.ts';
import type { WriteLock } from '../db/write-lock.ts';
import { Refusal } from '../refusal.ts';
import type { Jobs } from './jobs.ts';

const stepMs = 25;
const longestMs = 5_000;
const againSeconds = 5;
const writers: readonly string[] = ['import.commit', 'import.undo'];

type Parts = {
  readonly lock: Pick<WriteLock, 'isFree'>;
  readonly jobs: Pick<Jobs, 'list'>;
  readonly clock: Pick<Clock, 'elapsed'>;
};

/** Done when a write can begin. Refuses after five seconds: `import.writing` while a list is written, else `database.busy`. */
export type WhenWritable = () => Promise<void>;

/** A list is one transaction, however long it is: who wants to write meanwhile waits here, where nobody else does. */
export function createWhenWritable({ lock, jobs, clock }: Parts): WhenWritable {
  return async function whenWritable(): Promise<void> {
    const start = clock.elapsed();
    while (!lock.isFree()) {
      if (clock.elapsed() - start >= longestMs) throw refusal();
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  };

  function refusal(): Refusal {
    const facts = { retry_after: againSeconds };
    const isImporting = jobs.list().some(({ kind, status }) => writers.includes(kind) && status === 'running');
    return isImporting
      ? new Refusal('busy', 'import.writing', 'a list is being written; try again in a moment', facts)
      : new Refusal('busy', 'database.busy', 'the database is busy with another write; try again in a moment', facts);
  }
}
