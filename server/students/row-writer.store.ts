import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { canonicalRecord, createCanonical, createDigestOf } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { sqlName } from '../db/sql-name.ts';
import { toRefusal } from '../db/sqlite-errors.ts';
import { createListMarks } from './list-index.store.ts';
import { toTextRow } from './student-columns.ts';
import { createStaleKeys, createStudentKeys, keysOf } from './student-keys.store.ts';
import { createStagedKeys } from './staged-keys.store.ts';
import { createTriggers, dropTriggers, type StudentTable, studentTables } from './student-tables.store.ts';
import type { Row } from './students.ts';

export type RowOutcome = 'added' | 'changed' | 'same';

export type RowWriterParts = {
  readonly db: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly userId: string | null;
};
export type RowWriter = ReturnType<typeof createRowWriter>;

const rowsPerInsert = 50;
/** Pages a transaction changes stay in memory up to here; one that spills reads and writes them again and again. */
const cacheKib = 32_768;
const digestsPerHash = 1_000;

/**
 * Writes many rows of one round in one transaction, in a worker with its own connection. `compare` alone changes
 * nothing; else `begin`, `put` each row, then `finish` or `abandon`. A row is the whole row: a declared column it lacks
 * becomes empty. Additions need no before, so they have one common entry in the history; changes have one each.
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
  const oneRow = `(${declared.map(() => '?').join(', ')})`;
  const insertSql = `INSERT INTO ${sqlName(table.table)} (${columnList}) VALUES `;
  const insertOne = db.prepare<string[]>(insertSql + oneRow);
  const insertMany = db.prepare<string[][]>(insertSql + Array.from({ length: rowsPerInsert }, () => oneRow).join(', '));
  const assignments = declared.map((column) => `${sqlName(column)} = ?`).join(', ');
  const update = db.prepare<string[]>(
    `UPDATE ${sqlName(table.table)} SET ${assignments} WHERE ${sqlName(table.sbd)} = ?`,
  );
  const select = db.prepare<[string], Record<string, unknown>>(`${table.selectRow} WHERE ${sqlName(table.sbd)} = ?`);
  const isEmpty = db.prepare<[], number>(`SELECT NOT EXISTS (SELECT 1 FROM ${sqlName(table.table)})`).pluck();

  const canonicalDeclared = createCanonical(declared);
  const additions = createHash('sha256');
  let hashes: string[] = [];
  let waiting: string[] = [];
  /** The numbers added so far. Where the table was empty nothing else can be there, so nothing need be read. */
  const added = new Set<string>();
  let wasEmpty = false;
  let changedCount = 0;

  /** The row as it stands, what was put before included. */
  function find(sbd: string): Row | null {
    if (added.has(sbd)) flush();
    else if (wasEmpty) return null;
    const raw = select.get(sbd);
    return raw ? toTextRow(raw) : null;
  }

  /** What `put` would do. */
  function compare(row: Row): RowOutcome {
    return outcomeOf(find(row[table.sbd] ?? ''), row);
  }

  function outcomeOf(before: Row | null, row: Row): RowOutcome {
    if (!before) return 'added';
    return declared.every((column) => (row[column] ?? '') === (before[column] ?? '')) ? 'same' : 'changed';
  }

  /** Takes the write lock. Marks are not needed for our own writes, so the triggers are away until `finish`. */
  function begin(): void {
    guarded(() => {
      db.pragma(`cache_size = -${cacheKib}`);
      db.exec('BEGIN IMMEDIATE');
      stale.refresh();
      dropTriggers(db, table);
      marks.beforeAdding();
      staged.open();
      wasEmpty = isEmpty.get() === 1;
    });
  }

  /** For a run of `find` and `compare` alone: one reading transaction, so that each costs no lock. Then `abandon`. */
  function look(): void {
    guarded(() => {
      db.exec('BEGIN');
      wasEmpty = isEmpty.get() === 1;
    });
  }

  function put(row: Row): RowOutcome {
    return guarded(() => {
      const before = find(row[table.sbd] ?? '');
      const outcome = outcomeOf(before, row);
      if (!before) add(row);
      else if (outcome === 'changed') change(before, row);
      return outcome;
    });
  }

  function add(row: Row): void {
    const sbd = row[table.sbd] ?? '';
    for (const column of declared) waiting.push(row[column] ?? '');
    if (waiting.length === rowsPerInsert * declared.length) flush();
    const digest = digestOf(table.table, canonicalDeclared(row));
    staged.add(sbd, keysOf(table, row), digest);
    bind(digest);
    added.add(sbd);
  }

  /** What the common entry of the history binds. */
  function bind(hash: string): void {
    hashes.push(hash);
    if (hashes.length < digestsPerHash) return;
    additions.update(hashes.join(''));
    hashes = [];
  }

  function change(before: Row, row: Row): void {
    const sbd = row[table.sbd] ?? '';
    const after = { ...before, ...Object.fromEntries(declared.map((column) => [column, row[column] ?? ''])) };
    if (added.has(sbd)) staged.flush();
    const written = keys.remove(source, sbd, keysOf(table, before)) ?? null;
    const wasChangedOutside = written?.toString('hex') !== digestOf(table.table, canonicalRecord(before));
    update.run(...declared.map((column) => after[column] ?? ''), sbd);
    const digest = Buffer.from(digestOf(table.table, canonicalRecord(after)), 'hex');
    keys.put(source, sbd, keysOf(table, row), digest);
    if (isRelisted(before, row)) marks.mark(sbd);
    bind(history.record({ table: table.table, key: sbd, before, after, userId, wasChangedOutside }));
    changedCount += 1;
  }

  /** What lists are searched by has changed. */
  function isRelisted(before: Row, row: Row): boolean {
    const { name, dob } = table;
    return before[name] !== row[name] || (dob !== null && before[dob] !== row[dob]);
  }

  function flush(): void {
    if (waiting.length === rowsPerInsert * declared.length) insertMany.run(waiting);
    else
      for (let at = 0; at < waiting.length; at += declared.length)
        insertOne.run(...waiting.slice(at, at + declared.length));
    waiting = [];
  }

  /** Ends the transaction. `onCommit` gets the hash that binds the log's entry to what was written, and writes it. */
  function finish(onCommit: (commitHash: string) => void): void {
    guarded(() => {
      flush();
      staged.close();
      createTriggers(db, table);
      onCommit(recordAll());
      db.exec('COMMIT');
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
    const after = { added: added.size, changed: changedCount, rows_sha256: additions.digest('hex') };
    return history.record({ table: table.table, key: '*', before: null, after, userId });
  }

  function abandon(): void {
    if (db.inTransaction) db.exec('ROLLBACK');
  }

  return { find, compare, look, begin, put, finish, abandon };
}

function tableOf(db: Database, config: CertConfig, roundId: string): StudentTable {
  const table = studentTables(db, config).find((candidate) => candidate.roundId === roundId);
  if (!table) throw new Error(`unknown round '${roundId}'`);
  return table;
}
