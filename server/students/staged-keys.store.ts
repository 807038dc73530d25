import type { Database } from '../db/open-database.ts';
import { createTextRows } from '../db/text-rows.ts';
import type { Keys } from './student-keys.store.ts';

/** About 12 MiB while they are sorted. */
const mostStaged = 50_000;

export type StagedKeys = ReturnType<typeof createStagedKeys>;

/**
 * Keys of added rows, laid aside and put into their trees in the order of each: a third of what the order of a list
 * costs. Inside one transaction: `open`, `add` each, `flush` before a key is looked for, `close`.
 */
export function createStagedKeys(db: Database, source: number) {
  let statements: ReturnType<typeof prepare> | null = null;
  const rows = createTextRows(5, (batch) => statements?.insert.run(batch));
  let staged = 0;

  function open(): void {
    db.exec('CREATE TEMP TABLE staged_key (name_key TEXT, dob_key TEXT, phone_key TEXT, sbd TEXT, digest TEXT)');
    statements = prepare();
  }

  function prepare() {
    return {
      insert: db.prepare<[Buffer]>(
        `INSERT INTO temp.staged_key
           SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each(?)`,
      ),
      toKeys: db.prepare<[number]>(
        `INSERT OR REPLACE INTO student_key
           SELECT name_key, dob_key, ?, sbd, unhex(digest) FROM temp.staged_key ORDER BY name_key, dob_key, sbd`,
      ),
      toPhones: db.prepare<[number]>(
        `INSERT OR REPLACE INTO student_phone
           SELECT phone_key, ?, sbd FROM temp.staged_key WHERE phone_key <> '' ORDER BY phone_key, sbd`,
      ),
      empty: db.prepare('DELETE FROM temp.staged_key'),
    };
  }

  /** `digest` in hex: one text less to make than bytes, which SQLite turns back for less. */
  function add(sbd: string, { name, dob, phone }: Keys, digest: string): void {
    staged += 1;
    rows.add([name, dob, phone, sbd, digest]);
    if (staged >= mostStaged) flush();
  }

  function flush(): void {
    if (staged === 0 || statements === null) return;
    rows.flush();
    statements.toKeys.run(source);
    statements.toPhones.run(source);
    statements.empty.run();
    staged = 0;
  }

  function close(): void {
    flush();
    db.exec('DROP TABLE temp.staged_key');
  }

  return { open, add, flush, close };
}
