import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { JobTools } from '../jobs/jobs.ts';
import { Refusal } from '../refusal.ts';
import { listBackups } from './backup-files.ts';
import { backupTasks } from './backup-tasks.ts';
import type { CareStore } from './care.store.ts';
import { type By, readIdentity } from './recipients.ts';

type Parts = {
  /** The center's own backups. */
  readonly folder: string;
  readonly store: CareStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly begin: (label: string, run: (tools: JobTools) => Promise<void>) => JobState;
  readonly clock: Clock;
};

export type Rehearsals = ReturnType<typeof createRehearsals>;

/** Restores that change nothing: whether the sheet in the safe still opens the newest backup, and what comes out. */
export function createRehearsals({ folder, store, audit, inTransaction, begin, clock }: Parts) {
  const into = join(folder, '.rehearsing');
  // Of a program that died over it.
  rmSync(into, { recursive: true, force: true });

  /** The newest backup with the key of the sheet. Refuses `backup.no-identity`, `backup.none`, `backup.busy`. */
  function rehearse(typed: string, by: By): JobState {
    const identity = readIdentity(typed);
    const [newest] = listBackups(folder);
    if (!newest) throw new Refusal('conflict', 'backup.none', 'there is no backup yet');
    const { name } = newest;
    return begin(name, async (tools) => {
      try {
        const { manifest, records, changed } = await backupTasks.rehearse(
          { path: join(folder, name), identity, into },
          tools,
        );
        const { made_at, counts } = manifest;
        const now = toInstant(clock.now());
        const metadata = { students: counts.students, log: counts.log, records, changed };
        inTransaction(() => {
          store.rehearsed.write({ at: now, made_at, students: counts.students, records }, now);
          audit.append({ ...by, action: 'backup.rehearsed', targetId: name, metadata });
        });
      } catch (error) {
        if (tools.signal.aborted) throw error;
        const code = error instanceof Refusal ? error.code : 'internal';
        await audit.record({ ...by, action: 'backup.rehearsal-failed', targetId: name, metadata: { code } });
        throw error;
      }
    });
  }

  return { rehearse, last: store.rehearsed.read };
}
