/** Time as a part. `now` is wall time in ms; `elapsed` is monotonic ms, for deadlines and durations. */
export type Clock = {
  readonly now: () => number;
  readonly elapsed: () => number;
};

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** An instant as stored: `YYYY-MM-DDTHH:MM:SSZ`, UTC. */
export function toInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Whole Unix seconds. */
export function toUnixSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
