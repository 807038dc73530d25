import { hash } from 'node:crypto';
import { bucketCount, bucketOf } from '../db/digest-buckets.ts';
import type { Database } from '../db/open-database.ts';
import { toHex } from '../values/hex.ts';
import { createLogTree } from '../values/merkle-tree.ts';
import { sha256 } from './audit-chain.ts';

type Touched = { readonly bucket: number; readonly changes: number };
type Bucket = { readonly bucket: number; readonly hash: Buffer };

/** The sum of all record digests as of one moment, and what has to be stored so that the next one is cheap. */
export type StateDigest = {
  /** Hex Merkle root over the buckets. */
  readonly state: string;
  readonly summed: readonly (Touched & Bucket)[];
};

/** Entries held at once while summing: about 150 bytes each. */
const entriesAtOnce = 250_000;

export type StateDigests = ReturnType<typeof createStateDigests>;

/** One hash over the digests of every record, kept so that only what changed is read in full. */
export function createStateDigests(db: Database) {
  const selectTouched = db.prepare<[], Touched>('SELECT bucket, changes FROM digest_touched ORDER BY bucket');
  const selectBuckets = db.prepare<[], Bucket>('SELECT bucket, hash FROM digest_bucket');
  const countDigests = db
    .prepare<[], number>('SELECT (SELECT count(*) FROM student_key) + (SELECT count(*) FROM row_digest)')
    .pluck();
  const selectDigests = db
    .prepare<[], [table: string, key: string, digest: string]>(
      `SELECT source.table_name, student.sbd, hex(student.digest) FROM student_key AS student
         JOIN student_source AS source ON source.id = student.source WHERE student.digest IS NOT NULL
       UNION ALL SELECT table_name, record_key, hex(digest) FROM row_digest`,
    )
    .raw();
  const writeBucket = db.prepare<[number, Buffer]>('INSERT OR REPLACE INTO digest_bucket VALUES (?, ?)');
  const clearTouched = db.prepare<[number, number]>('DELETE FROM digest_touched WHERE bucket = ? AND changes = ?');

  /** Inside a reading transaction, so that it fits the log's size read there. */
  function read(): StateDigest {
    const touched = selectTouched.all();
    const buckets = toMap(selectBuckets.all());
    const summed: (Touched & Bucket)[] = [];
    const sums = sumBuckets(touched.map(({ bucket }) => bucket));
    for (const mark of touched) {
      const sum = sums.get(mark.bucket) ?? emptySum();
      buckets.set(mark.bucket, sum);
      summed.push({ ...mark, hash: sum });
    }
    return { state: rootOf(buckets), summed };
  }

  /** In several passes where there are many digests, so that they are never all in memory. */
  function sumBuckets(wanted: readonly number[]): Map<number, Buffer> {
    const perPass = Math.max(1, Math.floor((entriesAtOnce * bucketCount) / Math.max(1, countDigests.get() ?? 0)));
    const sums = new Map<number, Buffer>();
    for (let at = 0; at < wanted.length; at += perPass) {
      const entries = new Map<number, string[]>(wanted.slice(at, at + perPass).map((bucket) => [bucket, []]));
      for (const [table, key, digest] of selectDigests.iterate()) {
        entries.get(bucketOf(table, key))?.push(`${table}\0${key}\0${digest}\n`);
      }
      for (const [bucket, lines] of entries) sums.set(bucket, sumOf(lines));
    }
    return sums;
  }

  /** Inside the transaction that stores the checkpoint. What was touched again meanwhile stays marked. */
  function write({ summed }: StateDigest): void {
    for (const { bucket, changes, hash: sum } of summed) {
      if (clearTouched.run(bucket, changes).changes === 1) writeBucket.run(bucket, sum);
    }
  }

  /** Buckets that nobody marked, and that are not what they were summed to: their digests were written from outside. */
  function findForged(): number[] {
    const touched = new Set(selectTouched.all().map(({ bucket }) => bucket));
    const kept = selectBuckets.all().filter(({ bucket }) => !touched.has(bucket));
    const sums = sumBuckets(kept.map(({ bucket }) => bucket));
    return kept.filter(({ bucket, hash: sum }) => !sums.get(bucket)?.equals(sum)).map(({ bucket }) => bucket);
  }

  /** The root of what was stored with the last checkpoint; null before the first one. */
  function stored(): string | null {
    const buckets = selectBuckets.all();
    return buckets.length < bucketCount ? null : rootOf(toMap(buckets));
  }

  return { read, write, findForged, stored };
}

function toMap(buckets: readonly Bucket[]): Map<number, Buffer> {
  return new Map(buckets.map(({ bucket, hash: sum }) => [bucket, sum]));
}

function rootOf(buckets: ReadonlyMap<number, Buffer>): string {
  const tree = createLogTree(sha256);
  for (let bucket = 0; bucket < bucketCount; bucket += 1) tree.push(buckets.get(bucket) ?? emptySum());
  return toHex(tree.root());
}

function sumOf(lines: string[]): Buffer {
  return hash('sha256', lines.sort().join(''), 'buffer');
}

const emptySum = () => sumOf([]);
