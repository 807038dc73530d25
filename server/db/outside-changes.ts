import type { Database } from './open-database.ts';
import { canonicalRecord, commitHashOf, createDigestOf, type RecordColumns } from './record-digests.ts';

/** How a record differs from what this program wrote last. */
export type OutsideKind = 'altered' | 'unknown' | 'missing';

type Bound = { readonly salt: Buffer; readonly commit_hash: string };

export type OutsideJudge = ReturnType<typeof createOutsideJudge>;

/** Holds a record against its digest, and against the last entry of its history where it has one. */
export function createOutsideJudge(db: Database) {
  const digestOf = createDigestOf(db);
  const selectBound = db.prepare<[string, string], Bound & { after_json: string | null }>(
    `SELECT salt, commit_hash, after_json FROM record_history WHERE table_name = ? AND record_key = ?
       ORDER BY id DESC LIMIT 1`,
  );

  /** `digestText` is the record's. Null where it is as it was written. */
  function judge(table: string, digestText: string, digest: Buffer | null): OutsideKind | null {
    if (!digest) return 'unknown';
    return digest.toString('hex') === digestOf(table, digestText) ? null : 'altered';
  }

  /** As the history says: also where someone who knows the key wrote the digest as well. */
  function isAsBound(table: string, key: string, record: RecordColumns): boolean {
    const bound = selectBound.get(table, key);
    if (!bound || bound.after_json === null) return true;
    return bound.commit_hash === commitHashOf(bound.salt, canonicalRecord(record));
  }

  return { judge, isAsBound };
}
