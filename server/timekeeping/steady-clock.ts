import type { Clock } from '../clock.ts';

/** The PC's clock stands too early (`back`) or leapt further than time passed (`ahead`); `byMs` from what it should say. */
export type ClockJump = { readonly direction: 'back' | 'ahead'; readonly byMs: number };

type Parts = {
  readonly wall: Clock;
  /** Seconds since the PC was started, those it slept included. */
  readonly uptime: () => number;
  /** The latest time this center has ever seen, Unix ms; null for a new one. */
  readonly mark: number | null;
};

/** Less is what a time server corrects. */
const toleranceMs = 5 * 60_000;
/** Asking for the uptime takes longer than asking for the time. */
const anchorLifeMs = 60_000;
/** A center may rest between two exams; after a longer rest the year is worth a look. */
const longestRestMs = 180 * 86_400_000;

export type SteadyClock = ReturnType<typeof createSteadyClock>;

/**
 * Time that never goes back: the PC's clock while that is plausible, else the latest time seen, carried on by the
 * monotonic one. So a battery that died opens no old session and lengthens no limit.
 */
export function createSteadyClock({ wall, uptime, mark }: Parts) {
  let time = mark ?? wall.now();
  let at = wall.elapsed();
  let anchor = { at, uptime: uptime() };
  let jump: ClockJump | null = null;
  compare(longestRestMs);

  function now(): number {
    const elapsed = wall.elapsed();
    const passed = elapsed - at;
    const behind = time + passed - wall.now();
    at = elapsed;
    // Slightly ahead of the PC's clock: half speed until it has caught up.
    time += behind > 0 && behind <= toleranceMs ? passed / 2 : passed;
    compare(jump?.direction === 'back' ? longestRestMs : toleranceMs);
    return Math.floor(time);
  }

  /** Takes the wall's time where it is later, and notes what cannot be. */
  function compare(leastLeapMs: number): void {
    const ahead = wall.now() - time;
    if (ahead < -toleranceMs) jump = { direction: 'back', byMs: Math.round(-ahead) };
    else if (ahead > leastLeapMs && ahead > leastLeapMs + sleptMs())
      jump = { direction: 'ahead', byMs: Math.round(ahead) };
    else if (jump?.direction === 'back') jump = null;
    if (ahead > 0) time += ahead;
    if (ahead > toleranceMs || at - anchor.at > anchorLifeMs) anchor = { at, uptime: uptime() };
  }

  /** The monotonic time stands still while the PC sleeps, its uptime does not. */
  function sleptMs(): number {
    return (uptime() - anchor.uptime) * 1000 - (at - anchor.at);
  }

  /** Somebody has looked at the PC's clock: what it says counts from here, be it earlier. */
  function trustWall(): void {
    time = wall.now();
    at = wall.elapsed();
    anchor = { at, uptime: uptime() };
    jump = null;
  }

  const clock: Clock = { now, elapsed: wall.elapsed };
  return { clock, jump: () => jump, trustWall };
}
