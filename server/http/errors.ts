import { isFatal } from '../db/sqlite-errors.ts';
import type { Log } from '../log.ts';
import { Refusal, type RefusalKind } from '../refusal.ts';
import type { ProblemBody } from './endpoint.contract.ts';

/** The one table from refusal to status. */
const statusOf: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  method: 405,
  timeout: 408,
  conflict: 409,
  'too-large': 413,
  'uri-too-long': 414,
  misdirected: 421,
  unprocessable: 422,
  'too-many': 429,
  'headers-too-large': 431,
  'not-configured': 501,
  closed: 503,
  busy: 503,
  preparing: 503,
  unavailable: 503,
  'disk-full': 507,
};

export type Problem = {
  readonly status: number;
  readonly body: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;
};

type Parts = {
  readonly log: Log;
  /** A fresh id by which staff find a bug in the log. */
  readonly makeId: () => string;
  /** Hears of an I/O error or a damaged page found by reading; writes tell of theirs themselves. */
  readonly onFatal: (error: unknown) => void;
};

export type Problems = ReturnType<typeof createProblems>;

/** Turns whatever was thrown into an answer. What is no refusal is a bug: a neutral text with an id, the rest logged. */
export function createProblems({ log, makeId, onFatal }: Parts) {
  function of(error: unknown, statuses: Readonly<Record<string, number>> = {}): Problem {
    if (error instanceof Refusal) return refused(error, statuses);
    if (isDiskFull(error)) return refused(new Refusal('disk-full', 'disk-full', 'disk is full'), statuses);
    if (isFatal(error)) onFatal(error);
    const id = makeId();
    log.error('http.bug', { id, ...traceOf(error) });
    return { status: 500, body: { error: 'internal error', code: 'internal', id }, headers: {} };
  }

  return { of };
}

function refused({ kind, code, message, facts }: Refusal, statuses: Readonly<Record<string, number>>): Problem {
  const retryAfter = facts['retry_after'];
  return {
    status: statuses[code] ?? statuses[kind] ?? statusOf[kind],
    body: { error: message, code, ...facts },
    headers: typeof retryAfter === 'number' ? { 'Retry-After': String(retryAfter) } : {},
  };
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC');
}

/** Where it happened, without the message: that may quote a record. */
function traceOf(error: unknown): { name: string; code: string | null; at: string } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const at = frames.slice(0, 6).map((line) =>
    line
      .trim()
      .replace(/^at /, '')
      .replace(/\(?\S*[/\\]/, ''),
  );
  return { name: error.name, code: 'code' in error ? String(error.code) : null, at: at.join(' < ') };
}
