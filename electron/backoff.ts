const firstDelayMs = 250;
const longestDelayMs = 30_000;
/** A server that ran so long was well: the next delay is the first again. */
const wellAfterMs = 60_000;
const windowMs = 120_000;

/** So many crashes in two minutes, and trying by itself ends. */
export const maxTries = 5;

type Crash = {
  /** Instants of the crashes before, ms. */
  readonly before: readonly number[];
  readonly now: number;
  readonly uptimeMs: number;
};

/** What follows on a crash: how long to wait before the next start, null where trying has an end. */
export function nextDelay({ before, now, uptimeMs }: Crash) {
  const recent = uptimeMs >= wellAfterMs ? [] : before.filter((instant) => now - instant < windowMs);
  const crashes = [...recent, now];
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (crashes.length - 1));
  return { crashes, delayMs: crashes.length >= maxTries ? null : delayMs };
}
