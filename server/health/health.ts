import { statfsSync } from 'node:fs';
import { type Clock, toInstant } from '../clock.ts';
import type { HealthCheck, HealthReport } from './health.contract.ts';

type Parts = {
  /** The center folder. */
  readonly root: string;
  /** Lines about signing keys, empty where all is well. */
  readonly keyProblems: () => readonly string[];
  /** Lines about templates and fonts. */
  readonly templateProblems: () => Promise<readonly string[]>;
  /** Null while the PC's clock is plausible. */
  readonly clockJump: () => { readonly direction: string } | null;
  /** Rows of the log; reading it proves that the database answers. */
  readonly countLog: () => number;
  readonly publicBaseUrl: () => string;
  readonly clock: Clock;
};

const [leastBytes, fewBytes] = [256 * 1024 ** 2, 1024 ** 3];
const order = ['bad', 'warn', 'ok'] as const;

export type Health = ReturnType<typeof createHealth>;

/** The checks of a running center, each cheap enough to be asked while students are served. */
export function createHealth(parts: Parts) {
  const openedAt = parts.clock.elapsed();

  async function report(): Promise<HealthReport> {
    const templates = await parts.templateProblems();
    const checks: readonly HealthCheck[] = [
      { id: 'database', level: 'ok', facts: { rows: parts.countLog() } },
      toCheck('key', parts.keyProblems()),
      toCheck('template', templates),
      checkDisk(parts.root),
      checkClock(parts.clockJump()),
      checkAddress(parts.publicBaseUrl()),
    ];
    return {
      checked_at: toInstant(parts.clock.now()),
      up_minutes: Math.floor((parts.clock.elapsed() - openedAt) / 60_000),
      checks: checks.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level)),
    };
  }

  return { report };
}

function toCheck(id: 'key' | 'template', problems: readonly string[]): HealthCheck {
  return { id, level: problems.length === 0 ? 'ok' : 'bad', facts: { count: problems.length } };
}

function checkDisk(root: string): HealthCheck {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  const level = free < leastBytes ? 'bad' : free < fewBytes ? 'warn' : 'ok';
  return { id: 'disk', level, facts: { gib: Math.round((free / 1024 ** 3) * 10) / 10 } };
}

function checkClock(jump: { readonly direction: string } | null): HealthCheck {
  return { id: 'clock', level: jump ? 'warn' : 'ok', facts: {} };
}

/** Codes are printed with this address in them: one that only this PC can reach helps nobody who scans. */
function checkAddress(url: string): HealthCheck {
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);
  return { id: 'address', level: isLoopback ? 'warn' : 'ok', facts: { url } };
}
