import type { Database } from './open-database.ts';

/** Digests of records are summed up in so many parts, of which only those that were touched are summed anew. */
export const bucketCount = 1024;

/** FNV-1a over the UTF-16 units: spreads well, and a million of them cost a tenth of a second. */
export function bucketOf(table: string, key: string): number {
  let hash = 0x811c9dc5;
  const text = `${table}\0${key}`;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (bucketCount - 1);
}

export type TouchedBuckets = ReturnType<typeof createTouchedBuckets>;

/** Marks, in the transaction of a change, what must be summed anew. The count tells a later mark from an earlier one. */
export function createTouchedBuckets(db: Database) {
  const upsert = 'ON CONFLICT (bucket) DO UPDATE SET changes = changes + 1';
  const markOne = db.prepare<[number]>(`INSERT INTO digest_touched VALUES (?, 1) ${upsert}`);
  const markEach = db.prepare(
    `WITH RECURSIVE each (bucket) AS (SELECT 0 UNION ALL SELECT bucket + 1 FROM each WHERE bucket < ${bucketCount - 1})
     INSERT INTO digest_touched SELECT bucket, 1 FROM each WHERE true ${upsert}`,
  );

  /** `*` for a change of many records at once. */
  function mark(table: string, key: string): void {
    if (key === '*') markEach.run();
    else markOne.run(bucketOf(table, key));
  }

  return { mark };
}
