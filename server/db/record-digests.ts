import { createHash, hash } from 'node:crypto';
import type { Database } from './open-database.ts';

/** A record as its columns; what is empty or null counts as absent, so a new column changes no digest. */
export type RecordColumns = Readonly<Record<string, string | number | null>>;

/** One text per record, whatever the order and case of its columns: JSON, keys sorted, empty ones left out. */
export function canonicalRecord(record: RecordColumns): string {
  return createCanonical(Object.keys(record))(record);
}

/** As `canonicalRecord` for many records of the same columns, which are sorted once. */
export function createCanonical(columns: readonly string[]): (record: RecordColumns) => string {
  const names = columns.toSorted(compareNames).map((column) => ({ column, key: JSON.stringify(column.toLowerCase()) }));
  return (record) => {
    let text = '';
    for (const { column, key } of names) {
      const value = record[column];
      if (value === null || value === undefined || value === '') continue;
      text += `${text === '' ? '{' : ','}${key}:${JSON.stringify(typeof value === 'string' ? value : String(value))}`;
    }
    return text === '' ? '{}' : `${text}}`;
  };
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
 * A keyed code over the table's name and the canonical record, 16 bytes in hex. The key in front is sound because half
 * of the hash is cut off, so that nobody can go on from it. Source: FIPS 180-4.
 */
export type DigestOf = (table: string, canonical: string) => string;

export function createDigestOf(db: Database): DigestOf {
  const key = db.prepare<[string], Buffer>('SELECT value FROM secrets WHERE name = ?').pluck().get('digest-key');
  if (!key) throw new Error('the database has no digest key');
  const prefix = `${key.toString('hex')}\0`;
  return (table, canonical) => hash('sha256', `${prefix}${table}\0${canonical}`, 'hex').slice(0, 32);
}

export type RecordDigests = ReturnType<typeof createRecordDigests>;

/**
 * Digests of records that have no search key to ride on: users, shipments. Written in the transaction of the change;
 * a record that differs from its digest was changed outside the program.
 */
export function createRecordDigests(db: Database) {
  const digestOf = createDigestOf(db);
  const upsert = db.prepare<[string, string, Buffer]>('INSERT OR REPLACE INTO row_digest VALUES (?, ?, ?)');
  const remove = db.prepare<[string, string]>('DELETE FROM row_digest WHERE table_name = ? AND record_key = ?');
  const select = db
    .prepare<[string, string], Buffer>('SELECT digest FROM row_digest WHERE table_name = ? AND record_key = ?')
    .pluck();

  function write(table: string, key: string, record: RecordColumns): void {
    upsert.run(table, key, Buffer.from(digestOf(table, canonicalRecord(record)), 'hex'));
  }
  function drop(table: string, key: string): void {
    remove.run(table, key);
  }
  /** False also where the record has no digest: it came in from outside. */
  function isAsWritten(table: string, key: string, record: RecordColumns): boolean {
    return select.get(table, key)?.toString('hex') === digestOf(table, canonicalRecord(record));
  }

  return { write, drop, isAsWritten };
}
