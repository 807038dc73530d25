import { randomBytes } from 'node:crypto';
import { type Clock, toInstant } from '../clock.ts';
import type { Database } from './open-database.ts';
import { canonicalRecord, commitHashOf, type RecordColumns } from './record-digests.ts';

export type Change = {
  readonly table: string;
  readonly key: string;
  readonly before: RecordColumns | null;
  readonly after: RecordColumns | null;
  readonly userId: string | null;
  /** What was there before did not match its digest. */
  readonly wasChangedOutside?: boolean;
};

export type RecordHistory = ReturnType<typeof createRecordHistory>;

/** Before and after of each change. Local and purgeable; the log keeps the commit hash alone. */
export function createRecordHistory(db: Database, clock: Clock) {
  const insert = db.prepare<
    [string, string, string, string | null, string | null, string | null, Buffer, string, number]
  >(
    `INSERT INTO record_history (table_name, record_key, changed_at, user_id, before_json, after_json, salt, commit_hash,
       was_changed_outside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  /** Inside the transaction of the change. Gives the commit hash for its entry in the log. */
  function record({ table, key, before, after, userId, wasChangedOutside = false }: Change): string {
    const salt = randomBytes(32);
    const afterText = after && canonicalRecord(after);
    const commitHash = commitHashOf(salt, afterText ?? '');
    const beforeText = before && canonicalRecord(before);
    const at = toInstant(clock.now());
    insert.run(table, key, at, userId, beforeText, afterText, salt, commitHash, wasChangedOutside ? 1 : 0);
    return commitHash;
  }

  return { record };
}
