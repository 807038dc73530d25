import { createHash, hash } from 'node:crypto';
import { createTouchedBuckets } from './digest-buckets.ts';
import type { Database } from './open-database.ts';

/** A record as its columns; what is empty or null counts as absent, so a new column changes no digest. */
export type RecordColumns = Readonly<Record<string, string | number | null>>;

/** One text per record for people and other programs, whatever the order and case of its columns: JSON, keys sorted. */
export function canonicalRecord(record: RecordColumns): string {
  const parts = sorted(Object.keys(record)).flatMap(({ column, name }) => {
    const value = textOf(record[column]);
    return value === '' ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`];
  });
  return `{${parts.join(',')}}`;
}

/** As `canonicalRecord`, in the form that its digest is made of: each name and value behind its length. */
export function digestText(record: RecordColumns): string {
  const columns = Object.keys(record);
  return createDigestText(columns)(columns.map((column) => textOf(record[column])));
}

/** As `digestText` for many records of the same columns, which are sorted once; values in the order of the columns. */
export function createDigestText(columns: readonly string[]): (values: readonly string[]) => string {
  const places = digestPlaces(columns);
  return (values) => {
    let text = '';
    for (const { at, head } of places) {
      const value = values[at] ?? '';
      if (value !== '') text += head + behindLength(value);
    }
    return text;
  };
}

/** Where each column stands, in the order of its digest, and what goes before its value. */
export function digestPlaces(columns: readonly string[]): readonly { readonly at: number; readonly head: string }[] {
  return sorted(columns).map(({ column, name }) => ({ at: columns.indexOf(column), head: behindLength(name) }));
}

function behindLength(text: string): string {
  return `${text.length}:${text}`;
}

function textOf(value: RecordColumns[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function sorted(columns: readonly string[]): readonly { readonly column: string; readonly name: string }[] {
  return columns.toSorted(compareNames).map((column) => ({ column, name: column.toLowerCase() }));
}

function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Binds an entry of the log to a record without telling it; the salt is kept in the history and may be purged. */
export function commitHashOf(salt: Buffer, canonical: string): string {
  return createHash('sha256').update(salt).update(canonical).digest('hex');
}

/**
 * A keyed code over the table's name and the text of a record, 16 bytes in hex. The key in front is sound because half
 * of the hash is cut off, so that nobody can go on from it. Source: FIPS 180-4.
 */
export type DigestOf = (table: string, text: string) => string;

export function createDigestOf(db: Database): DigestOf {
  const prefix = digestPrefix(db);
  return (table, text) => digestOfText(`${prefix}${table}\0${text}`);
}

/** What stands before the table's name: the key. */
export function digestPrefix(db: Database): string {
  const key = db.prepare<[string], Buffer>('SELECT value FROM secrets WHERE name = ?').pluck().get('digest-key');
  if (!key) throw new Error('the database has no digest key');
  return `${key.toString('hex')}\0`;
}

/** Of the whole text, key and table in front. */
export function digestOfText(text: string | Buffer): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

export type RecordDigests = ReturnType<typeof createRecordDigests>;

/**
 * Digests of records that have no search key to ride on: users, shipments. Written in the transaction of the change;
 * a record that differs from its digest was changed outside the program.
 */
export function createRecordDigests(db: Database) {
  const digestOf = createDigestOf(db);
  const touched = createTouchedBuckets(db);
  const upsert = db.prepare<[string, string, Buffer]>('INSERT OR REPLACE INTO row_digest VALUES (?, ?, ?)');
  const remove = db.prepare<[string, string]>('DELETE FROM row_digest WHERE table_name = ? AND record_key = ?');
  const select = db
    .prepare<[string, string], Buffer>('SELECT digest FROM row_digest WHERE table_name = ? AND record_key = ?')
    .pluck();

  function write(table: string, key: string, record: RecordColumns): void {
    upsert.run(table, key, Buffer.from(digestOf(table, digestText(record)), 'hex'));
    touched.mark(table, key);
  }
  function drop(table: string, key: string): void {
    remove.run(table, key);
    touched.mark(table, key);
  }
  /** False also where the record has no digest: it came in from outside. */
  function isAsWritten(table: string, key: string, record: RecordColumns): boolean {
    return select.get(table, key)?.toString('hex') === digestOf(table, digestText(record));
  }

  return { write, drop, isAsWritten };
}
