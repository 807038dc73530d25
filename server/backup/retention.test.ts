import { describe, expect, it } from 'vitest';
import { aClock } from '../../test/support/scratch.ts';
import { createDailyBackup } from './daily-backup.ts';
import type { BackupNote, BackupReason } from './manifest.ts';
import { pickExpired } from './retention.ts';

const dayMs = 86_400_000;

function aBackup(madeAt: number, reason: BackupReason) {
  const made_at = new Date(madeAt).toISOString();
  const note: BackupNote = {
    ...{ program: '0', user_version: 1, database: { id: 'x', generation: 1 }, sha256: '', recipient: '', bytes: 1 },
    ...{ made_at, reason, counts: { students: 1, accounts: 1, log: 1 }, checked_at: made_at },
  };
  return { name: `${reason} ${made_at.slice(0, 10)}`, note };
}

describe('what is kept of backups', () => {
  it('is 7 days, 4 weeks, 12 months, 3 before a change, all by hand, and the newest always', () => {
    const newest = Date.UTC(2026, 10, 24, 10);
    const daily = Array.from({ length: 500 }, (_, ago) => aBackup(newest - ago * dayMs, 'daily'));
    const before = Array.from({ length: 5 }, (_, ago) => aBackup(newest - (ago + 1) * dayMs, 'before-restore'));
    const manual = [aBackup(newest - 900 * dayMs, 'manual')];
    const all = [...daily, ...before, ...manual].sort((one, other) => (one.note.made_at < other.note.made_at ? 1 : -1));
    const expired = new Set(pickExpired(all));
    const kept = all.map(({ name }) => name).filter((name) => !expired.has(name));
    const keptDaily = kept.filter((name) => name.startsWith('daily'));
    expect(keptDaily.slice(0, 7)).toEqual(daily.slice(0, 7).map(({ name }) => name));
    expect(new Set(keptDaily.map((name) => name.slice(6, 13))).size).toBe(12);
    // 7 days, 3 weeks and 11 months that they do not hold already, of which some are the same file.
    expect(keptDaily.length).toBeLessThanOrEqual(7 + 3 + 11);
    expect(keptDaily.length).toBeGreaterThanOrEqual(7 + 11);
    expect(kept.filter((name) => name.startsWith('before'))).toHaveLength(3);
    expect(kept.filter((name) => name.startsWith('manual'))).toHaveLength(1);
    expect(pickExpired([aBackup(newest - 900 * dayMs, 'daily')])).toEqual([]);
  });
});

describe('the daily backup', () => {
  it('is made once a day from its time on, once after days asleep, and an hour after one that failed', () => {
    const clock = aClock(new Date(2026, 4, 20, 17, 0).getTime());
    const made: number[] = [];
    let [time, isFull]: [string | null, boolean] = [null, false];
    const daily = createDailyBackup({
      dailyAt: () => time,
      lastMadeAt: () => (made.length === 0 ? null : new Date(made.at(-1) ?? 0).toISOString()),
      make: () => {
        if (!isFull) made.push(clock.now());
      },
      clock,
    });
    const after = (hours: number) => {
      clock.pass(hours * 3_600_000);
      daily.look();
      return made.length;
    };
    expect(after(0)).toBe(0);
    time = '17:30';
    expect(after(0)).toBe(1);
    expect(after(1.5)).toBe(2);
    expect(after(3)).toBe(2);
    expect(after(24 * 5)).toBe(3);
    expect(after(1.5)).toBe(3);
    isFull = true;
    expect(after(24)).toBe(3);
    isFull = false;
    expect(after(0.5)).toBe(3);
    expect(after(0.6)).toBe(4);
  });
});
