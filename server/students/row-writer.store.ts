import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { createBulkInsert } from '../db/bulk-insert.ts';
import type { Database } from '../db/open-database.ts';
import { canonicalRecord, createCanonical, createDigestOf } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { sqlName } from '../db/sql-name.ts';
import { toRefusal } from '../db/sqlite-errors.ts';
import { toTextRow } from './student-columns.ts';
import { createKeyStage, createStaleKeys, createStudentKeys, keysOf } from './student-keys.store.ts';
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

/**
 * Writes many rows of one round in one transaction, in a worker with its own connection. `compare` alone changes
 * nothing; else `begin`, `put` each row, then `finish` or `abandon`. A row is the whole row: a declared column it lacks
 * becomes empty. Additions need no before, so they have one common entry in the history; changes have one each.
 */
export function createRowWriter({ db, config, clock, userId }: RowWriterParts, roundId: string) {
  const table = tableOf(db, config, roundId);
  const { source, declared } = table;
  const keys = createStudentKeys(db);
  const stale = createStaleKeys(db, config);
  const digestOf = createDigestOf(db);
  const history = createRecordHistory(db, clock);
  const columnList = declared.map(sqlName).join(', ');
  const rows = createBulkInsert(db, `INSERT INTO ${sqlName(table.table)} (${columnList}) VALUES `, declared.length);
  const stage = createKeyStage(db);
  const assignments = declared.map((column) => `${sqlName(column)} = ?`).join(', ');
  const update = db.prepare<string[]>(
    `UPDATE ${sqlName(table.table)} SET ${assignments} WHERE ${sqlName(table.sbd)} = ?`,
  );
  const select = db.prepare<[string], Record<string, unknown>>(`${table.selectRow} WHERE ${sqlName(table.sbd)} = ?`);
  const isEmpty = db.prepare<[], number>(`SELECT NOT EXISTS (SELECT 1 FROM ${sqlName(table.table)})`).pluck();

  const canonicalDeclared = createCanonical(declared);
  const additions = createHash('sha256');
  /** The numbers added so far. */
  const added = new Set<string>();
  /** Nothing else can be there, so nothing need be read. */
  let wasEmpty = false;
  let changedCount = 0;

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
      db.exec('BEGIN IMMEDIATE');
      stale.refresh();
      dropTriggers(db, table);
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
    rows.add(declared.map((column) => row[column] ?? ''));
    const digest = digestOf(table.table, canonicalDeclared(row));
    stage.add(source, sbd, keysOf(table, row), digest);
    additions.update(digest);
    added.add(sbd);
  }

  function change(before: Row, row: Row): void {
    const sbd = row[table.sbd] ?? '';
    const after = { ...before, ...Object.fromEntries(declared.map((column) => [column, row[column] ?? ''])) };
    const written = keys.remove(source, sbd, keysOf(table, before)) ?? null;
    const wasChangedOutside = written !== digestOf(table.table, canonicalRecord(before));
    update.run(...declared.map((column) => after[column] ?? ''), sbd);
    keys.put(source, sbd, keysOf(table, row), digestOf(table.table, canonicalRecord(after)));
    additions.update(history.record({ table: table.table, key: sbd, before, after, userId, wasChangedOutside }));
    changedCount += 1;
  }

  function flush(): void {
    rows.flush();
    stage.drain();
  }

  /** Ends the transaction. `onCommit` gets the hash that binds the log's entry to what was written, and writes it. */
  function finish(onCommit: (commitHash: string) => void): void {
    guarded(() => {
      flush();
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
    const after = { added: added.size, changed: changedCount, rows_sha256: additions.digest('hex') };
    return history.record({ table: table.table, key: '*', before: null, after, userId });
  }

  function abandon(): void {
    if (db.inTransaction) db.exec('ROLLBACK');
    rows.clear();
    stage.clear();
  }

  return { compare, begin, put, finish, abandon };
}

function tableOf(db: Database, config: CertConfig, roundId: string): StudentTable {
  const table = studentTables(db, config).find((candidate) => candidate.roundId === roundId);
  if (!table) throw new Error(`unknown round '${roundId}'`);
  return table;
}
