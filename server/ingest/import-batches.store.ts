import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Clock, toInstant } from '../clock.ts';
import type { Database } from '../db/open-database.ts';
import type { NumberList } from './number-list.ts';
import type { Counts } from './ingest.contract.ts';

export type NewBatch = {
  readonly roundId: string;
  readonly table: string;
  readonly fileName: string;
  readonly format: string;
  readonly actor: { readonly userId: string; readonly email: string } | null;
  readonly counts: Counts;
  /** Numbers of the added rows. */
  readonly added: NumberList;
  /** `lastHistory` before the first row. */
  readonly historyBefore: number;
};

export type StoredBatch = {
  readonly id: number;
  readonly round_id: string;
  readonly table_name: string;
  readonly file_name: string;
  readonly user_email: string | null;
  readonly committed_at: string;
  readonly added: number;
  readonly changed: number;
  readonly rejected: number;
  /** Entries of the history that are the batch's: after the first, up to the last. */
  readonly first_history: number;
  readonly last_history: number;
  readonly undone_at: string | null;
};

/** Before and after of one changed row, as the history keeps them. */
export type BatchChange = { readonly record_key: string; readonly before_json: string; readonly after_json: string };

const listed = `id, round_id, table_name, file_name, user_email, committed_at, added, changed, rejected, first_history,
  last_history, undone_at`;

export type ImportBatches = ReturnType<typeof createImportBatches>;

/**
 * Lists that were written. The write lock is held from the first row to the batch, so its entries of the history stand
 * in a row.
 */
export function createImportBatches(db: Database, clock: Clock) {
  const selectLast = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM record_history').pluck();
  const insert = db.prepare(
    `INSERT INTO import_batch (round_id, table_name, file_name, format, user_id, user_email, committed_at, added,
       changed, rejected, first_history, last_history, added_sbds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = db.prepare<[number], StoredBatch>(`SELECT ${listed} FROM import_batch WHERE id = ?`);
  const selectAll = db.prepare<[], StoredBatch>(`SELECT ${listed} FROM import_batch ORDER BY id DESC LIMIT 100`);
  const selectAdded = db.prepare<[number], Buffer>('SELECT added_sbds FROM import_batch WHERE id = ?').pluck();
  const selectChanges = db.prepare<[number, number, string], BatchChange>(
    `SELECT record_key, before_json, after_json FROM record_history
       WHERE id > ? AND id <= ? AND table_name = ? AND record_key <> '*' ORDER BY id`,
  );
  const nextEdit = db
    .prepare<[string, string, number], string | null>(
      'SELECT before_json FROM record_history WHERE table_name = ? AND record_key = ? AND id > ? ORDER BY id LIMIT 1',
    )
    .pluck();
  const markUndone = db.prepare<[string, string | null, number]>(
    'UPDATE import_batch SET undone_at = ?, undone_by = ? WHERE id = ?',
  );

  /** The number of the history's last entry. */
  function lastHistory(): number {
    return selectLast.get() ?? 0;
  }

  /** At the end of the import's transaction. Gives the number of the batch. */
  function add({ roundId, table, fileName, format, actor, counts, added, historyBefore }: NewBatch): number {
    const { lastInsertRowid } = insert.run(
      ...[roundId, table, fileName, format, actor?.userId ?? null, actor?.email ?? null, toInstant(clock.now())],
      ...[counts.added, counts.changed, counts.rejected, historyBefore, lastHistory(), deflateRawSync(added.lines())],
    );
    return Number(lastInsertRowid);
  }

  function find(id: number): StoredBatch | null {
    return select.get(id) ?? null;
  }

  /** Newest first, the last hundred. */
  function list(): StoredBatch[] {
    return selectAll.all();
  }

  function addedNumbers(id: number): string[] {
    const lines = inflateRawSync(selectAdded.get(id) ?? deflateRawSync('')).toString('latin1');
    return lines.split('\n').slice(0, -1);
  }

  function changes({ first_history: first, last_history: last, table_name: table }: StoredBatch): BatchChange[] {
    return selectChanges.all(first, last, table);
  }

  /** What the record was before the first change in the program after this entry of the history; undefined: none. */
  function beforeNextEdit(table: string, key: string, history: number): string | null | undefined {
    return nextEdit.get(table, key, history);
  }

  function setUndone(id: number, userId: string | null): void {
    markUndone.run(toInstant(clock.now()), userId, id);
  }

  return { lastHistory, add, find, list, addedNumbers, changes, beforeNextEdit, setUndone };
}
