import { describe, expect, it } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

const start = Date.UTC(2026, 4, 20, 8);
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** A PC whose clock can be set, and which can sleep. */
function aPc(mark: number | null = null, wallAtStart = start) {
  let [wall, awake, up] = [wallAtStart, 0, 0];
  const pc = {
    set: (ms: number) => (wall += ms),
    pass: (ms: number) => [(wall += ms), (awake += ms), (up += ms)],
    sleep: (ms: number) => [(wall += ms), (up += ms)],
    wall: () => wall,
  };
  const steady = createSteadyClock({ wall: { now: pc.wall, elapsed: () => awake }, uptime: () => up / 1000, mark });
  return { ...pc, now: steady.clock.now, jump: steady.jump, trustWall: steady.trustWall };
}

describe('the steady clock', () => {
  it('goes with the PC while that is plausible', () => {
    const pc = aPc(start - 30 * day);
    for (const ms of [1, 999, second, minute, hour, 3 * day]) {
      pc.pass(ms);
      expect(pc.now()).toBe(pc.wall());
    }
    pc.sleep(9 * hour);
    expect(pc.now()).toBe(pc.wall());
    expect(pc.jump()).toBeNull();
  });

  it('goes on by the monotonic time where the clock is set back a year, and says so', () => {
    const pc = aPc();
    pc.set(-365 * day);
    expect(pc.now()).toBe(start);
    pc.pass(hour);
    expect(pc.now()).toBe(start + hour);
    expect(pc.jump()).toEqual({ direction: 'back', byMs: 365 * day });
  });

  it('goes on from the latest time seen where the PC starts with a clock that fell back', () => {
    const pc = aPc(start, Date.UTC(2000, 0, 1));
    pc.pass(minute);
    expect(pc.now()).toBe(start + minute);
    expect(pc.jump()).toMatchObject({ direction: 'back' });
    // A time server sets it right, though half a day after that mark.
    pc.set(start + 12 * hour - pc.wall());
    expect(pc.now()).toBe(start + 12 * hour);
    expect(pc.jump()).toBeNull();
  });

  it('follows a clock that is set a year ahead, says so, and does not come back with it', () => {
    const pc = aPc();
    pc.now();
    pc.set(365 * day);
    expect(pc.now()).toBe(start + 365 * day);
    expect(pc.jump()).toEqual({ direction: 'ahead', byMs: 365 * day });
    pc.set(-365 * day);
    expect(pc.now()).toBe(start + 365 * day);
    expect(pc.jump()).toMatchObject({ direction: 'back' });
  });

  it('finds a year ahead at the start, and a summer without exams not worth a word', () => {
    expect(aPc(start - 365 * day).jump()).toMatchObject({ direction: 'ahead' });
    expect(aPc(start - 100 * day).jump()).toBeNull();
    expect(aPc(null).jump()).toBeNull();
  });

  it('tells a leap from a night of sleep', () => {
    const pc = aPc();
    pc.sleep(10 * hour);
    pc.set(hour);
    pc.now();
    expect(pc.jump()).toEqual({ direction: 'ahead', byMs: 11 * hour });
  });

  it('takes an hour set by hand for a jump, as at a change of summer time done wrong, and a correction of a minute for none', () => {
    const pc = aPc();
    pc.set(-hour);
    expect(pc.now()).toBe(start);
    expect(pc.jump()).toEqual({ direction: 'back', byMs: hour });
    pc.set(hour);
    pc.now();
    expect(pc.jump()).toBeNull();
    pc.set(-minute);
    pc.now();
    expect(pc.jump()).toBeNull();
  });

  it('never goes back, and meets the PC again after a small correction', () => {
    const pc = aPc();
    let before = pc.now();
    pc.set(-minute);
    for (let step = 0; step < 200; step += 1) {
      pc.pass(second);
      const now = pc.now();
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(before).toBe(pc.wall());
  });

  it('goes by the PC again once somebody has looked', () => {
    const pc = aPc(start + 365 * day);
    expect(pc.now()).toBe(start + 365 * day);
    pc.trustWall();
    expect(pc.now()).toBe(start);
    expect(pc.jump()).toBeNull();
  });
});
