import { randomInt } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The whole suite runs (`npm run test:faults`), not the small part of it that `npm test` does. */
const isWhole = process.env['FAULTS'] === 'whole';

/** What a run begins with; FAULT_SEED repeats an earlier one. */
export const seed = Number(process.env['FAULT_SEED'] ?? randomInt(1, 1_000_000));

/** How often a part does its thing: in `npm test`, and in the whole suite. */
export const times = (fast: number, whole: number): number => (isWhole ? whole : fast);

/** One line for a part, with its counts and the seed. */
export function tell(line: string): void {
  const { FAULT_REPORT: report } = process.env;
  const text = `${line} (seed ${seed})\n`;
  if (report === undefined) process.stdout.write(text);
  else appendFileSync(report, text);
}

export type Chance = ReturnType<typeof aChance>;

/** Numbers from the seed, the same ones for the same part. Source: mulberry32, Tommy Ettinger. */
export function aChance(part: string) {
  let state = Array.from(part).reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed) >>> 0;
  /** 0 up to 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** 0 up to `end`, which is left out. */
  const below = (end: number) => Math.floor(next() * end);
  return { next, below };
}

/** A folder that stays where the test fails, and then says where and how to run it again. */
export function aFaultFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lvt-fault-'));
  onTestFinished(({ task }) => {
    if (task.result?.state !== 'fail') rmSync(path, { recursive: true, force: true });
    else tell(`${task.name}: failed; its folder is ${path}; again: FAULT_SEED=${seed} npm run test:faults`);
  });
  return path;
}

/** A copy of the database as it lies there, its -wal too: looking at it must not change what the server finds. */
export function copyOfDatabase(root: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'lvt-look-')), 'portal.db');
  onTestFinished(() => rmSync(join(copy, '..'), { recursive: true, force: true }));
  for (const suffix of ['', '-wal']) {
    const path = join(root, 'data', `portal.db${suffix}`);
    if (existsSync(path)) copyFileSync(path, copy + suffix);
  }
  return copy;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
