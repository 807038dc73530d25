import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import { createLog } from '../../server/log.ts';

/** A folder that is gone after the test. */
export function aFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lvt-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/**
 * A clock that stands still until time passes, or until somebody sets it off by so many ms. Wall time starts at
 * 2026-05-20T08:00:00Z.
 */
export function aClock(start = Date.UTC(2026, 4, 20, 8)) {
  let [passed, off] = [0, 0];
  const clock: Clock = { now: () => start + off + passed, elapsed: () => passed };
  return { ...clock, pass: (ms: number) => (passed += ms), set: (ms: number) => (off += ms) };
}

/** A log that keeps its lines. */
export function aLog() {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
    'debug',
  );
  return { ...log, lines };
}
