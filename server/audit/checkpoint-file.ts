import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';

export type CheckpointFile = ReturnType<typeof createCheckpointFile>;

/** `logs/checkpoints.txt`: every checkpoint once more, in plain text that can be carried away. */
export function createCheckpointFile(root: string, log: Log) {
  const folder = join(root, 'logs');
  const path = join(folder, 'checkpoints.txt');

  /** A file that cannot be written ends nothing: the checkpoint stands in the database. */
  function append(note: string): void {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      appendFileSync(path, `${note}\n`, { mode: 0o600, flush: true });
    } catch (error) {
      log.warn('audit.checkpoint-file', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Empty where there is none. */
  function read(): string {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  return { append, read };
}
