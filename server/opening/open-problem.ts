import { sqliteCode } from '../db/sqlite-errors.ts';
import { StartProblem } from '../db/start-problem.ts';
import { damaged } from './inspect-folder.ts';

/** Trouble of disk or rights while a folder is opened, named with what to do; anything else stays what it is. */
export function toStartProblem(error: unknown, path: string): unknown {
  const code = sqliteCode(error) ?? systemCode(error);
  if (code === null || error instanceof StartProblem) return error;
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code)) {
    return new StartProblem(
      'no-room',
      path,
      `the disk of ${path} is full: make room and start again; nothing was lost`,
    );
  }
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS)/.test(code)) {
    return new StartProblem(
      'unwritable',
      path,
      `${path} cannot be written to: give this user the right to, or move it`,
    );
  }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return damaged(path, code);
  return error;
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
