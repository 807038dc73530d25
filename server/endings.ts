import { UsageError } from './arguments.ts';
import { ConfigError, configFileName } from './config/load-config.ts';
import { isFatal } from './db/sqlite-errors.ts';
import { StartProblem } from './db/start-problem.ts';
import { Refusal } from './refusal.ts';

/** 1 refused, 2 usage or config, 3 folder open elsewhere, 4 port taken, 5 newer folder, 70 bug or I/O error. */
export type Ending = { readonly exitCode: 1 | 2 | 3 | 4 | 5 | 70; readonly message: string };

/** How the server ends for what was thrown: its exit code, and the one line on stderr. */
export function toEnding(error: unknown): Ending {
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (error instanceof ConfigError) return fromConfig(error.message);
  if (error instanceof StartProblem) {
    return { exitCode: error.kind === 'in-use' ? 3 : error.kind === 'newer' ? 5 : 1, message: error.message };
  }
  if (error instanceof Refusal) return { exitCode: 1, message: error.message };
  if (isFatal(error)) return { exitCode: 70, message: diskTrouble };
  return fromSystem(error) ?? { exitCode: 70, message: 'unexpected error; details are in the log above' };
}

const diskTrouble =
  'the disk has trouble or the database is damaged: nothing more is written; start again, and if that fails run lvt-cert doctor';

/** A missing config is the plainest case of all: the two ways out are named. Exit code as upstream's `dev`. */
function fromConfig(message: string): Ending {
  if (!message.startsWith('config file not found')) return { exitCode: 2, message };
  const waysOut = 'start with --demo for a demo center, or make your own with: lvt-cert init FOLDER';
  return { exitCode: 1, message: `${message}: ${configFileName} makes a folder a center; ${waysOut}` };
}

const remedies: Readonly<Record<string, Ending>> = {
  EADDRINUSE: { exitCode: 4, message: 'the port is taken by another program: name a free one with --port' },
  EACCES: { exitCode: 1, message: 'this user may not do that there: choose another folder or port, or change rights' },
  EADDRNOTAVAIL: { exitCode: 2, message: '--host is no address of this PC: use 127.0.0.1, 0.0.0.0 or one of its own' },
  ENOTFOUND: { exitCode: 2, message: '--host is no address of this PC: use 127.0.0.1, 0.0.0.0 or one of its own' },
  EROFS: { exitCode: 1, message: 'the disk of the center folder is read-only' },
  ENOSPC: { exitCode: 1, message: 'the disk is full: make room and start again' },
};

function fromSystem(error: unknown): Ending | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const known = remedies[String(error.code)];
  if (known === undefined) return null;
  const port = 'port' in error ? ` (port ${String(error.port)})` : '';
  const path = 'path' in error ? `${String(error.path)}: ` : '';
  return { exitCode: known.exitCode, message: `${path}${known.message}${port}` };
}
