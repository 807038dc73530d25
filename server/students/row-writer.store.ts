import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createDigestOf, digestText } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { createRowDigestOf } from '../db/row-digests.ts';
import { sqlName } from '../db/sql-name.ts';
import { toRefusal } from '../db/sqlite-errors.ts';
import { createTextRows } from '../db/text-rows.ts';
import { toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';
import { toPhoneKey } from '../values/phone.ts';
import { createListMarks } from './list-index.store.ts';
import { toTextRow } from './student-columns.ts';
import { createStaleKeys, createStudentKeys, keysOf } from './student-keys.store.ts';
import { createStagedKeys } from './staged-keys.store.ts';
import { createTriggers, dropTriggers, type StudentTable, studentTables } from './student-tables.store.ts';
import type { Row } from './students.ts';

export type RowOutcome = 'added' | 'changed' | 'same';
type Values = readonly string[];

export type RowWriterParts = {
  readonly db: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly userId: string | null;
};
export type RowWriter = ReturnType<typeof createRowWriter>;

/** Pages a transaction changes stay in memory up to here; one that spills reads and writes them again and again. */
const cacheKib = 32_768;
const digestsPerHash = 1_000;
/** SQLite's own. */
const pagesPerCheckpoint = 1_000;

/**
 * Writes many rows of one round in one transaction, in a worker with its own connection: `begin`, `put` each row, then
 * `finish` or `abandon`. A row is the whole row: a declared column it lacks becomes empty. A list that knows of its
 * numbers hands on values in the order of `columns`, by `add`, `change` or `putAgain`, and saves looking for them.
 * Additions need no before, so they have one common entry in the history; changes have one each.
 */
export function createRowWriter({ db, config, clock, userId }: RowWriterParts, roundId: string) {
  const table = tableOf(db, config, roundId);
  const { source, declared } = table;
  const keys = createStudentKeys(db);
  const staged = createStagedKeys(db, source);
  const stale = createStaleKeys(db, config);
  const marks = createListMarks(db, table);
  const digestOf = createDigestOf(db);
  const history = createRecordHistory(db, clock);
  const columnList = declared.map(sqlName).join(', ');
  const insertMany = db.prepare<[Buffer]>(
    `INSERT INTO ${sqlName(table.table)} (${columnList})
       SELECT ${declared.map((_, index) => `value ->> ${index}`).join(', ')} FROM jsonb_each(?)`,
  );
  const rows = createTextRows(declared.length, (batch) => insertMany.run(batch));
  const assignments = declared.map((column) => `${sqlName(column)} = ?`).join(', ');
  const update = db.prepare<string[]>(
    `UPDATE ${sqlName(table.table)} SET ${assignments} WHERE ${sqlName(table.sbd)} = ?`,
  );
  const select = db.prepare<[string], Record<string, unknown>>(`${table.selectRow} WHERE ${sqlName(table.sbd)} = ?`);
  const deleteRow = db.prepare<[string]>(`DELETE FROM ${sqlName(table.table)} WHERE ${sqlName(table.sbd)} = ?`);
  const isEmpty = db.prepare<[], number>(`SELECT NOT EXISTS (SELECT 1 FROM ${sqlName(table.table)})`).pluck();

  const sbdAt = declared.indexOf(table.sbd);
  const nameAt = declared.indexOf(table.name);
  const dobAt = table.dob === null ? -1 : declared.indexOf(table.dob);
  const phoneAt = table.phone === null ? -1 : declared.indexOf(table.phone);
  const addedDigestOf = createRowDigestOf(db, table.table, declared);
  const additions = createHash('sha256');
  let hashes: string[] = [];
  /** The numbers that `put` has added. */
  const put = new Set<string>();
  let wasEmpty = false;
  let addedCount = 0;
  let changedCount = 0;
  let removedCount = 0;

  /** The row as it stands, without what waits to be written. */
  function find(sbd: string): Row | null {
    const raw = select.get(sbd);
    return raw ? toTextRow(raw) : null;
  }

  /** Takes the write lock. Marks are not needed for our own writes, so the triggers are away until `finish`. */
  function begin(): void {
    guarded(() => {
      db.pragma(`cache_size = -${cacheKib}`);
      // What is written goes into the main file after the commit: who waits for it need not wait for that.
      db.pragma('wal_autocheckpoint = 0');
      db.exec('BEGIN IMMEDIATE');
      stale.refresh();
      dropTriggers(db, table);
      marks.beforeAdding();
      staged.open();
      wasEmpty = isEmpty.get() === 1;
    });
  }

  /** For a run of `find` alone: one reading transaction, so that each costs no lock. Then `abandon`. */
  function look(): void {
    guarded(() => {
      db.exec('BEGIN');
      wasEmpty = isEmpty.get() === 1;
    });
  }

  /** A row of any number. */
  function putRow(row: Row): RowOutcome {
    const values = declared.map((column) => row[column] ?? '');
    const sbd = values[sbdAt] ?? '';
    if (put.has(sbd)) return putAgain(values);
    if (!wasEmpty && guarded(() => find(sbd)) !== null) return change(values);
    put.add(sbd);
    add(values, toNameKey(values[nameAt] ?? ''));
    return 'added';
  }

  /** A row whose number is neither in the table nor was added before; `name` is its name's key. */
  function add(values: Values, name: NameKey): void {
    guarded(() => {
      rows.add(values);
      const digest = addedDigestOf(values, rows.last);
      const phone = toPhoneKey(values[phoneAt] ?? '');
      staged.add(values[sbdAt] ?? '', { name, dob: toDobKey(values[dobAt] ?? ''), phone }, digest);
      bind(digest);
      addedCount += 1;
    });
  }

  /** A row whose number was added or changed before. */
  function putAgain(values: Values): RowOutcome {
    guarded(() => {
      rows.flush();
      staged.flush();
    });
    return change(values);
  }

  /** A row whose number stood in the table when it began. */
  function change(values: Values): RowOutcome {
    return guarded(() => {
      const before = find(values[sbdAt] ?? '');
      if (before === null) throw new Error(`a row to change is not in ${table.table}`);
      const isSame = declared.every((column, index) => values[index] === (before[column] ?? ''));
      if (!isSame) rewrite(before, values);
      return isSame ? 'same' : 'changed';
    });
  }

  /** Whether the row still is what this program wrote last; false where there is none. */
  function isAsWritten(sbd: string): boolean {
    const row = find(sbd);
    if (!row) return false;
    const written = keys.digestOf(source, sbd, keysOf(table, row));
    return written?.toString('hex') === digestOf(table.table, digestText(row));
  }

  /** Takes a row away that stood in the table when it began; its before is kept in the history. */
  function remove(sbd: string): void {
    guarded(() => {
      const before = find(sbd);
      if (!before) return;
      const written = keys.remove(source, sbd, keysOf(table, before)) ?? null;
      const wasChangedOutside = written?.toString('hex') !== digestOf(table.table, digestText(before));
      marks.mark(sbd);
      deleteRow.run(sbd);
      bind(history.record({ table: table.table, key: sbd, before, after: null, userId, wasChangedOutside }));
      removedCount += 1;
    });
  }

  /** What the common entry of the history binds. */
  function bind(hash: string): void {
    hashes.push(hash);
    if (hashes.length < digestsPerHash) return;
    additions.update(hashes.join(''));
    hashes = [];
  }

  function rewrite(before: Row, values: Values): void {
    const sbd = values[sbdAt] ?? '';
    const after = { ...before, ...Object.fromEntries(declared.map((column, index) => [column, values[index] ?? ''])) };
    const written = keys.remove(source, sbd, keysOf(table, before)) ?? null;
    const wasChangedOutside = written?.toString('hex') !== digestOf(table.table, digestText(before));
    update.run(...values, sbd);
    const digest = Buffer.from(digestOf(table.table, digestText(after)), 'hex');
    keys.put(source, sbd, keysOf(table, after), digest);
    if (isRelisted(before, after)) marks.mark(sbd);
    bind(history.record({ table: table.table, key: sbd, before, after, userId, wasChangedOutside }));
    changedCount += 1;
  }

  /** What lists are searched by has changed. */
  function isRelisted(before: Row, row: Row): boolean {
    const { name, dob } = table;
    return before[name] !== row[name] || (dob !== null && before[dob] !== row[dob]);
  }

  /** Ends the transaction. `onCommit` gets the hash that binds the log's entry to what was written, and writes it. */
  function finish(onCommit: (commitHash: string) => void): void {
    guarded(() => {
      rows.flush();
      staged.close();
      createTriggers(db, table);
      onCommit(recordAll());
      db.exec('COMMIT');
      db.pragma(`wal_autocheckpoint = ${pagesPerCheckpoint}`);
    });
  }

  /** Whatever fails, nothing has been written. */
  function guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      abandon();
      throw toRefusal(error);
    }
  }

  function recordAll(): string {
    additions.update(hashes.join(''));
    const counts = { added: addedCount, changed: changedCount, ...(removedCount > 0 && { removed: removedCount }) };
    const after = { ...counts, rows_sha256: additions.digest('hex') };
    return history.record({ table: table.table, key: '*', before: null, after, userId });
  }

  function abandon(): void {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.pragma(`wal_autocheckpoint = ${pagesPerCheckpoint}`);
  }

  const looks = { columns: declared, wasEmpty: () => wasEmpty, look, find: (sbd: string) => guarded(() => find(sbd)) };
  return { ...looks, isAsWritten, begin, put: putRow, add, change, putAgain, remove, finish, abandon };
}

function tableOf(db: Database, config: CertConfig, roundId: string): StudentTable {
  const table = studentTables(db, config).find((candidate) => candidate.roundId === roundId);
  if (!table) throw new Error(`unknown round '${roundId}'`);
  return table;
}
