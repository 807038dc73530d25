import { randomBytes } from 'node:crypto';
import { type Clock, toInstant } from '../clock.ts';
import { createTouchedBuckets } from './digest-buckets.ts';
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
  /** Null: by an import, or before this was kept. */
  readonly kind?: ChangeKind | null;
  /** In the words of who did it. */
  readonly reason?: string | null;
  /** The import it came with. */
  readonly batchId?: string | null;
};
export type ChangeKind = 'corrected' | 'undone';

export type RecordHistory = ReturnType<typeof createRecordHistory>;

/** Before and after of each change. Local and purgeable; the log keeps the commit hash alone. */
export function createRecordHistory(db: Database, clock: Clock) {
  const touched = createTouchedBuckets(db);
  const insert = db.prepare<
    [string, string, string, string | null, string | null, string | null, Buffer, string, number, ...(string | null)[]]
  >(
    `INSERT INTO record_history (table_name, record_key, changed_at, user_id, before_json, after_json, salt, commit_hash,
       was_changed_outside, kind, reason, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  /** Inside the transaction of the change. Gives the commit hash for its entry in the log. */
  function record(change: Change): string {
    return recordAs(change).commitHash;
  }

  /** As `record`, with the number of the change. */
  function recordAs({ table, key, before, after, userId, ...more }: Change): {
    readonly id: number;
    readonly commitHash: string;
  } {
    const salt = randomBytes(32);
    const afterText = after && canonicalRecord(after);
    const commitHash = commitHashOf(salt, afterText ?? '');
    const beforeText = before && canonicalRecord(before);
    const at = toInstant(clock.now());
    const { wasChangedOutside = false, kind = null, reason = null, batchId = null } = more;
    const outside = wasChangedOutside ? 1 : 0;
    const row = [
      table,
      key,
      at,
      userId,
      beforeText,
      afterText,
      salt,
      commitHash,
      outside,
      kind,
      reason,
      batchId,
    ] as const;
    touched.mark(table, key);
    return { id: Number(insert.run(...row).lastInsertRowid), commitHash };
  }

  return { record, recordAs };
}
