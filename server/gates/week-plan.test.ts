import { describe, expect, it } from 'vitest';
import type { GatesSchedule } from './gates.contract.ts';
import { changesAround } from './week-plan.ts';

/** A Tuesday; the center's own time. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();
const office = [{ from: '08:00', to: '17:00' }];
const workdays: GatesSchedule = {
  is_on: true,
  opens_download: true,
  week: [office, office, office, office, office, [{ from: '08:00', to: '11:30' }], []],
  exceptions: [],
};

describe('the plan of a week', () => {
  it.each([
    ['before opening', at(24, 7), { at: at(23, 17), opens: false }, { at: at(24, 8), opens: true }],
    ['at the minute of opening', at(24, 8), { at: at(24, 8), opens: true }, { at: at(24, 17), opens: false }],
    ['on a Saturday noon', at(28, 12), { at: at(28, 11, 30), opens: false }, { at: at(30, 8), opens: true }],
    ['on a Sunday', at(29, 9), { at: at(28, 11, 30), opens: false }, { at: at(30, 8), opens: true }],
  ])('knows its last and its next change %s', (_when, now, last, next) => {
    expect(changesAround(workdays, now)).toMatchObject({ last, next });
  });

  it('names the next opening while it is open, past the closing', () => {
    expect(changesAround(workdays, at(24, 9)).opening).toEqual({ at: at(25, 8), opens: true });
  });

  it('goes by an exception on its day, closed all day or open at other hours', () => {
    const exceptions = [
      { date: '2026-11-25', spans: [] },
      { date: '2026-11-29', spans: [{ from: '13:00', to: '15:00' }] },
    ];
    const plan = { ...workdays, exceptions };
    expect(changesAround(plan, at(24, 18)).next).toEqual({ at: at(26, 8), opens: true });
    expect(changesAround(plan, at(29, 9)).next).toEqual({ at: at(29, 13), opens: true });
  });

  it('has no change at midnight where a day goes over into the next', () => {
    const night = [{ from: '20:00', to: '24:00' }];
    const plan = { ...workdays, week: [night, [{ from: '00:00', to: '02:00' }], [], [], [], [], []] };
    expect(changesAround(plan, at(23, 21))).toMatchObject({
      last: { at: at(23, 20), opens: true },
      next: { at: at(24, 2), opens: false },
    });
  });

  it('reaches over a long holiday, and to one opening far off', () => {
    const closed = Array.from({ length: 20 }, (_, day) => ({
      date: `2026-12-${String(day + 1).padStart(2, '0')}`,
      spans: [],
    }));
    expect(changesAround({ ...workdays, exceptions: closed }, at(30, 18))).toMatchObject({
      last: { at: at(30, 17), opens: false },
      next: { at: new Date(2026, 11, 21, 8).getTime(), opens: true },
    });
    const once = {
      ...workdays,
      week: [[], [], [], [], [], [], []],
      exceptions: [{ date: '2027-03-01', spans: office }],
    };
    expect(changesAround(once, at(24, 9)).next).toEqual({ at: new Date(2027, 2, 1, 8).getTime(), opens: true });
  });

  it('has nothing to say of an empty week', () => {
    const never = { ...workdays, week: [[], [], [], [], [], [], []] };
    expect(changesAround(never, at(24, 9))).toEqual({ last: null, next: null, opening: null });
  });
});
