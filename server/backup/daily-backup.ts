import type { Clock } from '../clock.ts';

type Parts = {
  /** Local time `HH:MM`; null for never. */
  readonly dailyAt: () => string | null;
  /** Instant of the last backup that was made by itself; null before the first. */
  readonly lastMadeAt: () => string | null;
  /** Begins it; how it ends is told by its job. */
  readonly make: () => void;
  readonly clock: Clock;
};

const lookMs = 60_000;
/** After one that failed: a full disk is not asked every minute. */
const patienceMs = 60 * 60_000;

/** Makes a backup once a day from a time on; one that was missed while the PC slept or was off is made later, once. */
export function createDailyBackup({ dailyAt, lastMadeAt, make, clock }: Parts) {
  let triedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  function start(): void {
    timer = setInterval(look, lookMs).unref();
  }

  function look(): void {
    const time = dailyAt();
    if (time === null || clock.elapsed() - triedAt < patienceMs) return;
    const last = lastMadeAt();
    if (last !== null && Date.parse(last) >= lastDueTime(time, clock.now())) return;
    triedAt = clock.elapsed();
    make();
  }

  function close(): void {
    if (timer) clearInterval(timer);
  }

  return { start, look, close };
}

/** When it was that time of the day last, unix ms. */
function lastDueTime(time: string, now: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const due = new Date(now).setHours(hours, minutes, 0, 0);
  return due <= now ? due : new Date(due).setDate(new Date(due).getDate() - 1);
}
