import type { Database } from '../db/open-database.ts';

export type HourCounts = {
  readonly hour: string;
  readonly looked_up: number;
  readonly downloaded: number;
  readonly failed: number;
};

export type StudentCountStore = ReturnType<typeof createStudentCountStore>;

/** Counts by hour, such as `2026-11-24T08`. */
export function createStudentCountStore(db: Database) {
  const add = db.prepare<[HourCounts]>(
    `INSERT INTO student_count VALUES (@hour, @looked_up, @downloaded, @failed)
     ON CONFLICT (hour) DO UPDATE SET looked_up = looked_up + excluded.looked_up,
       downloaded = downloaded + excluded.downloaded, failed = failed + excluded.failed`,
  );
  const selectDay = db.prepare<[string, string], HourCounts>(
    'SELECT * FROM student_count WHERE hour >= ? AND hour < ? ORDER BY hour',
  );

  function addHour(counts: HourCounts): void {
    add.run(counts);
  }
  /** The hours of a day such as `2026-11-24`. */
  function readDay(day: string): readonly HourCounts[] {
    return selectDay.all(`${day}T00`, `${day}T99`);
  }

  return { addHour, readDay };
}
