import { z } from 'zod';
import type { Database } from '../db/open-database.ts';

const Problem = z.object({
  code: z.string(),
  /** Instant. */
  at: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
/** The second place; `problem` is why the last copy to it came to nothing. */
const Place = z.object({ folder: z.string(), problem: Problem.nullable() });
/** The last backup that was written to another disk and read back there. Instants. */
const Copied = z.object({ at: z.string(), made_at: z.string(), name: z.string() });
/** The last restore that was rehearsed. Instants. */
const Rehearsed = z.object({ at: z.string(), made_at: z.string(), students: z.int(), records: z.int() });

export type CarePlace = z.infer<typeof Place>;
export type Copied = z.infer<typeof Copied>;
export type LastRehearsal = z.infer<typeof Rehearsed>;
export type CareStore = ReturnType<typeof createCareStore>;

/** What is known of the backups beside themselves. */
export function createCareStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  function row<T>(key: string, schema: z.ZodType<T>) {
    return {
      read: (): T | null => {
        const value = select.get(key);
        return value === undefined ? null : schema.nullable().parse(JSON.parse(value));
      },
      /** `now` is an instant. */
      write: (value: T | null, now: string): void => void upsert.run(key, JSON.stringify(value), now),
    };
  }

  return {
    place: row('backup.place', Place),
    copied: row('backup.copied', Copied),
    rehearsed: row('backup.rehearsed', Rehearsed),
    databaseId: () => select.get('database.id') ?? '',
  };
}
