import type { Clock } from '../clock.ts';
import { describeFileError, stampOf } from '../files/watched-file.ts';
import type { Log } from '../log.ts';
import { PreparationProblem, type Preparation, type PreparedPage } from './preparation.ts';

type Entry = {
  readonly path: string;
  readonly number: number;
  /** The last good page. */
  good: PreparedPage | null;
  /** The stamp last tried, good or not: a broken file is read once. */
  triedStamp: string;
  lookedAt: number;
  problem: string;
  running: Promise<void> | null;
  /** Grows with every use. */
  usedAt: number;
};

type Parts = {
  readonly preparation: Preparation;
  readonly language: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBytes?: number;
};

const lookEveryMs = 1000;

/**
 * Pages of templates, each taken apart once and kept while the file is the same, up to 64 MiB of them. A file that was
 * replaced is taken apart anew at the next request; a broken one is reported and the last good page kept.
 */
export function createTemplates({ preparation, language, clock, log, maxBytes = 64 * 1024 * 1024 }: Parts) {
  const entries = new Map<string, Entry>();
  /** What was last said of a file. */
  const told = new Map<string, string>();
  let uses = 0;

  /** The page by its number from 1. Throws `PreparationProblem` where it cannot be used and never could. */
  async function get(path: string, number: number): Promise<PreparedPage> {
    const entry = touch(path, number);
    if (isDue(entry)) await refresh(entry);
    if (!entry.good) throw new PreparationProblem(entry.problem);
    return entry.good;
  }

  function touch(path: string, number: number): Entry {
    const key = `${number}:${path}`;
    const known = entries.get(key);
    uses += 1;
    if (known) {
      known.usedAt = uses;
      return known;
    }
    const entry: Entry = {
      path,
      number,
      good: null,
      triedStamp: '',
      lookedAt: Number.NEGATIVE_INFINITY,
      problem: '',
      running: null,
      usedAt: uses,
    };
    entries.set(key, entry);
    return entry;
  }

  function isDue(entry: Entry): boolean {
    if (entry.running) return true;
    const now = clock.elapsed();
    if (now - entry.lookedAt < lookEveryMs) return false;
    entry.lookedAt = now;
    return stampOf(entry.path) !== entry.triedStamp;
  }

  /** Many may wait for one page; it is taken apart once. */
  async function refresh(entry: Entry): Promise<void> {
    entry.running ??= prepare(entry).finally(() => {
      entry.running = null;
    });
    await entry.running;
  }

  async function prepare(entry: Entry): Promise<void> {
    const { path, number } = entry;
    const stamp = stampOf(path);
    entry.triedStamp = stamp;
    try {
      entry.good = await preparation.preparePage({ path, stamp, page: number, language });
      told.delete(path);
      if (entry.good.way === 'library') log.warn('template.slow', { path, page: number, why: entry.good.why });
      forgetOldest();
    } catch (error) {
      entry.problem = describeFileError(error);
      warnOnce(entry, stamp);
    }
  }

  /** A missing file ails each of its pages alike: one line says it. */
  function warnOnce({ path, number: page, problem, good }: Entry, stamp: string): void {
    const fault = `${stamp} ${problem}`;
    if (told.get(path) === fault) return;
    told.set(path, fault);
    log.warn('file.broken', { what: 'template', path, page, problem, keptLastGood: good !== null });
  }

  /** The page used last always stays. */
  function forgetOldest(): void {
    const byUse = [...entries].sort(([, one], [, other]) => other.usedAt - one.usedAt);
    let total = 0;
    byUse.forEach(([key, { good }], index) => {
      total += good?.way === 'fast' ? good.page.prefix.length : 0;
      if (index > 0 && total > maxBytes) entries.delete(key);
    });
  }

  return { get };
}

export type Templates = ReturnType<typeof createTemplates>;
