import { createHash } from 'node:crypto';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { Jobs, JobTools } from '../jobs/jobs.ts';
import { Refusal } from '../refusal.ts';
import type { StagedRestore } from './backup.contract.ts';
import { readChunks } from './contents.ts';
import type { BackupCounts } from './manifest.ts';
import type { MadeBackup } from './run-backup.ts';

type Parts = {
  readonly jobs: Jobs;
  /** A backup among the others, as a job. */
  readonly make: (run: (tools: JobTools, made: () => Promise<MadeBackup>) => Promise<void>) => JobState;
  readonly stage: (asked: { readonly file: string; readonly identity: string }) => JobState;
  readonly staged: () => StagedRestore | null;
  /** `onEnd` hears null once the backup is in the center's place, else why it is not. */
  readonly putBack: (id: string, onEnd: (problem: unknown) => void) => JobState;
};
export type Exported = { readonly path: string; readonly bytes: number; readonly counts: BackupCounts };

/** Backups for the menu of the program on this PC: each act is done when its promise is. Refuses as the panel's. */
export function createMenuBackups({ jobs, make, stage, staged, putBack }: Parts) {
  /** A backup that is opened and counted among the others first, then copied to `path` and compared there. */
  async function exportTo(path: string): Promise<Exported> {
    const exported = Promise.withResolvers<Exported>();
    const job = make(async (_, made) => {
      const { path: from, note } = await made();
      await copyWhole(from, path, note.sha256);
      exported.resolve({ path, bytes: note.bytes, counts: note.counts });
    });
    await ended(job);
    return exported.promise;
  }

  async function openBackup(file: string, identity: string): Promise<StagedRestore> {
    await ended(stage({ file, identity }));
    const opened = staged();
    if (opened === null) throw new Refusal('conflict', 'backup.not-staged', 'the backup was put away again');
    return opened;
  }

  /** Done when the center is open on what was restored. */
  async function restore(id: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const job = putBack(id, (problem) => {
      if (problem === null) resolve(undefined);
      else reject(problem instanceof Error ? problem : new Error('the restore failed', { cause: problem }));
    });
    await ended(job);
    await promise;
  }

  async function ended({ id }: JobState): Promise<void> {
    const { status, problem } = await jobs.whenEnded(id);
    if (problem) throw new Refusal('conflict', problem.code, problem.error, problem.facts);
    if (status !== 'done') throw new Refusal('conflict', 'backup.cancelled', 'it was stopped; nothing has changed');
  }

  return { exportTo, openBackup, restore };
}

/** Under its own name only once it is there whole. */
async function copyWhole(from: string, to: string, sha256: string): Promise<void> {
  const part = `${to}.part`;
  try {
    await copyFile(from, part);
    const file = await open(part, 'r+');
    await file.sync().finally(() => file.close());
    const hash = createHash('sha256');
    for await (const bytes of readChunks(part)) hash.update(bytes);
    if (hash.digest('hex') !== sha256) {
      const why = 'the copy is not what was written';
      throw new Refusal('unprocessable', 'backup.damaged', `the backup is damaged: ${why}`, { why });
    }
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
