import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { SignedInCaller } from '../caller.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { Refusal } from '../refusal.ts';
import type { ImportBatches, StoredBatch } from './import-batches.store.ts';
import type { ImportTurn } from './import-turn.ts';
import type { ImportBatch } from './imports.contract.ts';
import { runUndo } from './run-import.ts';

type Parts = {
  readonly config: CertConfig;
  readonly databasePath: string;
  readonly batches: ImportBatches;
  readonly jobs: Jobs;
  readonly turn: ImportTurn;
  readonly clock: Clock;
  /** After a list was taken back. */
  readonly onWritten: () => void;
};

const undoDays = 30;

export type WrittenLists = ReturnType<typeof createWrittenLists>;

/** Lists that were written, and the way back. */
export function createWrittenLists({ config, databasePath, batches, jobs, turn, clock, onWritten }: Parts) {
  /** Newest first, the last hundred. */
  function list(): ImportBatch[] {
    return batches.list().map((batch) => ({ ...listed(batch), can_undo: canUndo(batch) }));
  }

  /** Starts to take a list back. Refuses `import.unknown-batch`, `import.undone`, `import.too-old`, `import.busy`. */
  function undo(id: number, { actor: { userId, email } }: SignedInCaller): JobState {
    const batch = batches.find(id);
    if (!batch) throw new Refusal('not-found', 'import.unknown-batch', 'no such import');
    if (batch.undone_at !== null) throw new Refusal('invalid', 'import.undone', 'this list is undone already');
    if (!canUndo(batch)) {
      throw new Refusal('invalid', 'import.too-old', `an import can be undone for ${undoDays} days`, {
        days: undoDays,
      });
    }
    turn.take(`batch-${id}`);
    const job = { config, databasePath, batch: id, actor: { userId, email } };
    const total = batch.added + batch.changed;
    return jobs.start({
      ...{ kind: 'import.undo', label: batch.file_name, subject: String(id), total },
      run: async ({ signal, progress }) => {
        try {
          await runUndo(job, { clock, signal, onProgress: progress });
          onWritten();
        } finally {
          turn.end();
        }
      },
    });
  }

  function canUndo({ committed_at: at, undone_at: undone }: StoredBatch): boolean {
    return undone === null && at >= toInstant(clock.now() - undoDays * 86_400_000);
  }

  return { list, undo };
}

function listed(batch: StoredBatch) {
  const { id, round_id, file_name, user_email, committed_at, added, changed, rejected, undone_at } = batch;
  return { id, round_id, file_name, user_email, committed_at, added, changed, rejected, undone_at };
}
