import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import type { MakeInput } from './make-backup.ts';
import type { BackupNote, Manifest } from './manifest.ts';

type Opening = { readonly path: string; readonly identity: string; readonly into: string };
export type BackupTask =
  | ({ readonly is: 'make' } & MakeInput)
  | ({ readonly is: 'prove' } & Opening)
  | ({ readonly is: 'take-out' } & Opening);

type Tools = { readonly signal?: AbortSignal; readonly progress?: (percent: number) => void };

/** The long work, each time in a process of its own where that can be, so that it may be cut at any moment. */
export const backupTasks = {
  async make(input: MakeInput, tools: Tools = {}): Promise<BackupNote> {
    try {
      return (await run({ is: 'make', ...input }, tools)) as BackupNote;
    } finally {
      // A worker that was cut has left them.
      rmSync(join(input.folder, `${input.fileName}.part`), { force: true });
      rmSync(join(input.root, 'backups', `.making-${input.fileName}`), { recursive: true, force: true });
    }
  },

  /** Opens it whole and leaves nothing of it. */
  async prove(opening: Opening, tools: Tools = {}): Promise<Manifest> {
    try {
      return (await run({ is: 'prove', ...opening }, tools)) as Manifest;
    } finally {
      rmSync(opening.into, { recursive: true, force: true });
    }
  },

  /** Opens it whole into the folder, which is gone where that did not succeed. */
  async takeOut(opening: Opening, tools: Tools = {}): Promise<Manifest> {
    try {
      return (await run({ is: 'take-out', ...opening }, tools)) as Manifest;
    } catch (error) {
      rmSync(opening.into, { recursive: true, force: true });
      throw error;
    }
  },
};

function run(task: BackupTask, { signal, progress }: Tools): Promise<unknown> {
  return runInWorker(workerUrl(import.meta.url, 'backup'), task, {
    ...(signal && { signal }),
    onProgress: (value) => progress?.(Number(value)),
    mayBeCut: true,
  });
}
