import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** What is known of a file: its newest good content, or why there is none. */
export type Watched<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

type Parts<Value> = {
  readonly path: string;
  /** For the log: 'font', 'private key' ... */
  readonly what: string;
  /** Throws with a reason where the content is of no use. */
  readonly read: (content: Buffer) => Value;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly log: Log;
};

/** A look at the disk costs some microseconds: not one per request. */
const lookEveryMs = 1000;

/**
 * A file that may be replaced while the program runs. It is looked at when asked for, once a second at most; a broken
 * or missing one is reported once and the last good one kept.
 */
export function createWatchedFile<Value>({ path, what, read, maxBytes, clock, log }: Parts<Value>) {
  let current: Watched<Value> = { ok: false, problem: 'not read yet' };
  let stamp: string | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function get(): Watched<Value> {
    const now = clock.elapsed();
    if (now - lookedAt < lookEveryMs) return current;
    lookedAt = now;
    const found = stampOf(path);
    if (found === stamp) return current;
    stamp = found;
    const fresh = load();
    if (fresh.ok) {
      current = fresh;
      return current;
    }
    log.warn('file.broken', { what, path, problem: fresh.problem, keptLastGood: current.ok });
    if (!current.ok) current = fresh;
    return current;
  }

  function load(): Watched<Value> {
    try {
      const { size } = statSync(path);
      if (size > maxBytes) return { ok: false, problem: `is larger than ${maxBytes / 1024 / 1024} MiB` };
      return { ok: true, value: read(readFileSync(path)) };
    } catch (error) {
      return { ok: false, problem: describeFileError(error) };
    }
  }

  return { get };
}

/** Differs whenever the file was replaced or changed; 'missing' where there is none. */
export function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    // Whatever keeps us from seeing it, the reading that follows says so by name.
    return 'missing';
  }
}

/** Why a file cannot be used, in words that name no path. */
export function describeFileError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    case 'EISDIR':
      return 'is a folder';
    default:
      return error.message;
  }
}
