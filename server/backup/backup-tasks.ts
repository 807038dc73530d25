import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import type { CopyInput } from './copy-backup.ts';
import type { MakeInput } from './make-backup.ts';
import type { BackupNote, Manifest } from './manifest.ts';
import type { Rehearsal } from './rehearse.ts';

type Opening = { readonly path: string; readonly identity: string; readonly into: string };
type Probe = { readonly root: string; readonly folder: string };
export type BackupTask =
  | ({ readonly is: 'make' } & MakeInput)
  | ({ readonly is: 'prove' } & Opening)
  | ({ readonly is: 'take-out' } & Opening)
  | ({ readonly is: 'rehearse' } & Opening)
  | ({ readonly is: 'probe' } & Probe)
  | ({ readonly is: 'copy' } & CopyInput);

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

  /** As `prove`, opened as a start does and every digest compared. */
  async rehearse(opening: Opening, tools: Tools = {}): Promise<Rehearsal> {
    try {
      return (await run({ is: 'rehearse', ...opening }, tools)) as Rehearsal;
    } finally {
      rmSync(opening.into, { recursive: true, force: true });
    }
  },

  /** Whether a second place can be one. Apart from this process, which a dead share would hold up. */
  async probe(probe: Probe, tools: Tools = {}): Promise<void> {
    await run({ is: 'probe', ...probe }, tools);
  },

  async copy(input: CopyInput, tools: Tools = {}): Promise<void> {
    await run({ is: 'copy', ...input }, tools);
  },
};

function run(task: BackupTask, { signal, progress }: Tools): Promise<unknown> {
  return runInWorker(workerUrl(import.meta.url, 'backup'), task, {
    ...(signal && { signal }),
    onProgress: (value) => progress?.(Number(value)),
    mayBeCut: true,
  });
}
