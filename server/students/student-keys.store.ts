import type { CertConfig } from '../config/cert-config.ts';
import { createTouchedBuckets } from '../db/digest-buckets.ts';
import type { Database } from '../db/open-database.ts';
import { createDigestOf, digestText } from '../db/record-digests.ts';
import { isBusy } from '../db/sqlite-errors.ts';
import { type DobKey, toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';
import { type PhoneKey, toPhoneKey } from '../values/phone.ts';
import type { Sbd } from '../values/sbd.ts';
import { resetListIndex } from './list-index.store.ts';
import { toTextRow } from './student-columns.ts';
import {
  alignStudentTables,
  hasTriggers,
  iterateRows,
  type StudentTable,
  studentTables,
} from './student-tables.store.ts';
import type { Row } from './students.ts';

export type Keys = { readonly name: NameKey; readonly dob: DobKey; readonly phone: PhoneKey };
type StaleRow = {
  readonly source: number;
  readonly sbd: Sbd;
  readonly was_there: number;
  readonly name: string | null;
  readonly dob: string | null;
  readonly phone: string | null;
};

export function keysOf(columns: Pick<StudentTable, 'name' | 'dob' | 'phone'>, row: Row): Keys {
  return {
    name: toNameKey(row[columns.name] ?? ''),
    dob: toDobKey(columns.dob === null ? '' : (row[columns.dob] ?? '')),
    phone: toPhoneKey(columns.phone === null ? '' : (row[columns.phone] ?? '')),
  };
}

export type StudentKeys = ReturnType<typeof createStudentKeys>;

/** The trees students are found by, and the digest that rides on the name tree. */
export function createStudentKeys(db: Database) {
  const insertKey = db.prepare<[string, string, number, string, Buffer | null]>(
    'INSERT OR REPLACE INTO student_key VALUES (?, ?, ?, ?, ?)',
  );
  const insertPhone = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO student_phone VALUES (?, ?, ?)');
  const deleteKey = db
    .prepare<[string, string, number, string], Buffer | null>(
      'DELETE FROM student_key WHERE name_key = ? AND dob_key = ? AND source = ? AND sbd = ? RETURNING digest',
    )
    .pluck();
  const deletePhone = db.prepare<[string, number, string]>(
    'DELETE FROM student_phone WHERE phone_key = ? AND source = ? AND sbd = ?',
  );
  const selectDigest = db
    .prepare<[string, string, number, string], Buffer | null>(
      'SELECT digest FROM student_key WHERE name_key = ? AND dob_key = ? AND source = ? AND sbd = ?',
    )
    .pluck();

  function put(source: number, sbd: string, keys: Keys, digest: Buffer | null): void {
    insertKey.run(keys.name, keys.dob, source, sbd, digest);
    if (keys.phone !== '') insertPhone.run(keys.phone, source, sbd);
  }
  /** The digest that rode on the key; undefined where there was no such key. */
  function remove(source: number, sbd: string, keys: Keys): Buffer | null | undefined {
    if (keys.phone !== '') deletePhone.run(keys.phone, source, sbd);
    return deleteKey.get(keys.name, keys.dob, source, sbd);
  }
  function digestOf(source: number, sbd: string, keys: Keys): Buffer | null {
    return selectDigest.get(keys.name, keys.dob, source, sbd) ?? null;
  }

  return { put, remove, digestOf };
}

/**
 * All keys of one table made anew. Inside a transaction. A table that never had keys gets digests of what it holds;
 * one that had keeps its digests, so that what was changed meanwhile stays detectable.
 */
export function rebuildKeys(db: Database, student: StudentTable, onRow: () => void = () => undefined): void {
  const { source, table } = student;
  const kept = keepDigests(db, source);
  for (const tree of ['student_key', 'student_phone', 'stale_row']) {
    db.prepare(`DELETE FROM ${tree} WHERE source = ?`).run(source);
  }
  resetListIndex(db);
  const keys = createStudentKeys(db);
  const digestOf = createDigestOf(db);
  for (const raw of iterateRows(db, student)) {
    const row = toTextRow(raw);
    const sbd = row[student.sbd] ?? '';
    const digest = kept ? kept.take(sbd) : Buffer.from(digestOf(table, digestText(row)), 'hex');
    keys.put(source, sbd, keysOf(student, row), digest);
    onRow();
  }
  kept?.leaveOrphans(table);
  createTouchedBuckets(db).mark(table, '*');
}

type KeptDigests = {
  readonly take: (sbd: string) => Buffer | null;
  /** Digests whose rows are gone: deleted outside the program. */
  readonly leaveOrphans: (table: string) => void;
};

/** Sets the digests of a table aside; null where it never had any. */
function keepDigests(db: Database, source: number): KeptDigests | null {
  if (!db.prepare('SELECT 1 FROM student_key WHERE source = ? LIMIT 1').get(source)) return null;
  db.exec(`CREATE TEMP TABLE kept_digest AS
      SELECT sbd, digest FROM student_key WHERE digest IS NOT NULL AND source = ${source};
    CREATE INDEX temp.kept_digest_sbd ON kept_digest (sbd)`);
  const take = db.prepare<[string], Buffer>('DELETE FROM kept_digest WHERE sbd = ? RETURNING digest').pluck();
  return {
    take: (sbd) => take.get(sbd) ?? null,
    leaveOrphans: (table) => {
      db.prepare('INSERT OR REPLACE INTO row_digest SELECT ?, sbd, digest FROM kept_digest').run(table);
      db.exec('DROP TABLE kept_digest');
    },
  };
}

export type StaleKeys = ReturnType<typeof createStaleKeys>;

/** Keeps the keys true to rows that other programs changed. */
export function createStaleKeys(db: Database, config: CertConfig) {
  const keys = createStudentKeys(db);
  const tables = new Map(studentTables(db, config).map((table) => [table.source, table]));
  const selectRow = new Map(
    [...tables].map(([source, { selectRow: select, sbd }]) => [
      source,
      db.prepare<[string], Record<string, unknown>>(`${select} WHERE "${sbd}" = ?`),
    ]),
  );
  const probe = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM stale_row)').pluck();
  const schemaVersion = db.prepare<[], number>('PRAGMA schema_version').pluck();
  const selectStale = db.prepare<[], StaleRow>('SELECT * FROM stale_row');
  const deleteStale = db.prepare<[number, string]>('DELETE FROM stale_row WHERE source = ? AND sbd = ?');
  const takeOrphan = db
    .prepare<[string, string], Buffer>(
      'DELETE FROM row_digest WHERE table_name = ? AND record_key = ? RETURNING digest',
    )
    .pluck();
  const keepOrphan = db.prepare<[string, string, Buffer]>('INSERT OR REPLACE INTO row_digest VALUES (?, ?, ?)');
  let knownSchema = -1;

  /** Inside a transaction. The digests stay as they are, whatever the rows hold now. */
  function refresh(): void {
    for (const stale of selectStale.all()) {
      refreshRow(stale);
      deleteStale.run(stale.source, stale.sbd);
    }
  }

  function refreshRow({ source, sbd, was_there: wasThere, name, dob, phone }: StaleRow): void {
    const table = tables.get(source);
    if (!table) return;
    const before = {
      name: toNameKey(name ?? ''),
      dob: toDobKey(dob ?? ''),
      phone: toPhoneKey(phone ?? ''),
    };
    const digest = (wasThere ? keys.remove(source, sbd, before) : takeOrphan.get(table.table, sbd)) ?? null;
    const raw = selectRow.get(source)?.get(sbd);
    if (raw) keys.put(source, sbd, keysOf(table, toTextRow(raw)), digest);
    else if (digest) keepOrphan.run(table.table, sbd, digest);
  }

  /** Someone dropped or re-made a table or its triggers: marks are missing, so its keys are made anew. */
  function repairTriggers(): void {
    const version = schemaVersion.get() ?? 0;
    if (version === knownSchema) return;
    if (![...tables.values()].every((table) => hasTriggers(db, table))) {
      db.transaction(() => {
        for (const table of alignStudentTables(db, config).rebuild) rebuildKeys(db, table);
      }).immediate();
    }
    knownSchema = schemaVersion.get() ?? 0;
  }

  /**
   * Before each search by keys; costs two probes where nothing changed. While another connection writes, the marked
   * rows are given back for the caller to compare by themselves: a search never waits for an import.
   */
  function refreshOrList(): readonly StaleRow[] {
    if (schemaVersion.get() === knownSchema && probe.get() === 0) return [];
    db.pragma('busy_timeout = 0');
    try {
      repairTriggers();
      if (probe.get() === 1) db.transaction(refresh).immediate();
      return [];
    } catch (error) {
      if (!isBusy(error)) throw error;
      return selectStale.all();
    } finally {
      db.pragma('busy_timeout = 5000');
    }
  }

  /** After our own write of a row whose keys are right already. Inside its transaction. */
  function unmark(source: number, sbd: string): void {
    deleteStale.run(source, sbd);
  }

  return { refresh, refreshOrList, unmark };
}
