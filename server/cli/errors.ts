import { CommanderError } from 'commander';
import { ConfigError } from '../config/load-config.ts';
import { Refusal } from '../refusal.ts';

/** 0 done, 1 refused, 2 usage or config, 3 folder open elsewhere, 4 port taken, 5 newer folder, 6 log broken, 70 bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 70;

/** An expected end of a command: `message` is printed as it stands, without a stack. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

/** How a command that threw ends: its exit code, and what is printed on stderr (empty where that was done before). */
export function toEnding(error: unknown): { readonly exitCode: number; readonly message: string } {
  if (error instanceof CommandFailure) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof ConfigError) return { exitCode: 2, message: error.message };
  if (error instanceof Refusal) return { exitCode: 1, message: error.message };
  // Commander has printed its own message; what it calls 1 is a usage error.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, message: '' };
  return fromStartProblem(error) ?? fromSystem(error) ?? { exitCode: 70, message: bug(error) };
}

const startCodes: Readonly<Record<string, ExitCode>> = { 'in-use': 3, newer: 5 };

/** Told by its name and kind, not by its class: a command may meet it from a worker as well. */
function fromStartProblem(error: unknown) {
  if (!(error instanceof Error) || error.name !== 'StartProblem' || !('kind' in error)) return null;
  return { exitCode: startCodes[String(error.kind)] ?? 1, message: error.message };
}

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'this user may not do that there: choose another folder or change its rights',
  EPERM: 'this user may not do that there: choose another folder or change its rights',
  EROFS: 'the disk is read-only: choose another folder',
  ENOSPC: 'the disk is full: make room and try again',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file is in the way, not a folder: choose another name',
  ENOENT: 'no such file or folder',
};

function fromSystem(error: unknown) {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const remedy = remedies[error.code];
  if (remedy === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
  return { exitCode: 1, message: `${path}${remedy}` };
}

function bug(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `unexpected error, please report it with this text:\n${text}`;
}
