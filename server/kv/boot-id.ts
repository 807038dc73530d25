import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Clock } from '../clock.ts';

const toleranceSeconds = 120;

/** Names this run of the machine: by its own id where it has one, else by the time it was started. */
export function readBootId(clock: Clock): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Only Linux has that file; elsewhere the time of the start serves.
    return `at ${Math.round(clock.now() / 1000 - uptime())}`;
  }
}

/** A clock that was set in between looks like a new boot: one-time values are dropped once too often, never kept. */
export function isSameBoot(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [a, b].map((id) => (/^at -?\d+$/.test(id) ? Number(id.slice(3)) : Number.NaN));
  return Math.abs((first ?? Number.NaN) - (second ?? Number.NaN)) <= toleranceSeconds;
}
