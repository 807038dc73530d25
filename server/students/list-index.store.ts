import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { rowsPerSource, toDayWord, toEntry } from './list-entries.ts';
import { toText } from './student-columns.ts';
import { type StudentTable, studentTables } from './student-tables.store.ts';

/** Rows a transaction: some 15 ms in which nobody else can write. */
const rowsPerSlice = 2_000;
const waitingPerSlice = 500;

/** All rows of every list are read anew, at leisure. Inside a transaction. */
export function resetListIndex(db: Database): void {
  db.exec(`INSERT INTO student_list (student_list) VALUES ('delete-all');
    DELETE FROM list_waiting;
    UPDATE student_source SET listed_to = 0`);
}

/** Marks changed rows of a table whose triggers are away. Inside the transaction of the change. */
export function createListMarks(db: Database, { source, table, sbd }: Pick<StudentTable, 'source' | 'table' | 'sbd'>) {
  const mark = db.prepare<[string]>(
    `INSERT OR IGNORE INTO list_waiting
       SELECT ${toEntry(source, 0)} + rowid FROM ${sqlName(table)} WHERE ${sqlName(sbd)} = ?`,
  );
  const lower = db.prepare(
    `UPDATE student_source SET listed_to = min(listed_to, (SELECT coalesce(max(rowid), 0) FROM ${sqlName(table)}))
       WHERE id = ${source}`,
  );
  return {
    mark: (number: string) => void mark.run(number),
    /** Before rows are added: none may get a number that the index has been through. */
    beforeAdding: () => void lower.run(),
  };
}

export type FillParts = {
  readonly db: Database;
  readonly config: CertConfig;
  /** Between two transactions, so that others can write; throws where the work is to end. */
  readonly pause: () => void;
};

const leastRows = 1_000;
const leastWaiting = 200;

/** Whether there is enough to do for a worker. A list reads a few rows by themselves as quickly. */
export function createFillNeed(db: Database, config: CertConfig): () => boolean {
  const waiting = db.prepare('SELECT 1 FROM list_waiting LIMIT 1 OFFSET ?');
  const unlisted = studentTables(db, config).map(({ source, table }) =>
    db.prepare<[number]>(
      `SELECT 1 FROM ${sqlName(table)} WHERE rowid > (SELECT listed_to FROM student_source WHERE id = ${source})
         AND rowid < ${rowsPerSource} LIMIT 1 OFFSET ?`,
    ),
  );
  return () => waiting.get(leastWaiting) !== undefined || unlisted.some((rows) => rows.get(leastRows) !== undefined);
}

/**
 * Brings the index of lists up to the tables, in short transactions on a connection of its own. May be cut at any
 * moment, and goes on where it was.
 */
export function fillListIndex({ db, config, pause }: FillParts): void {
  const fills = studentTables(db, config).map((table) => createFill(db, table));
  const inTurn = (work: () => boolean) => {
    while (db.transaction(work).immediate()) pause();
  };
  for (const fill of fills) {
    inTurn(fill.settleWaiting);
    inTurn(fill.addRows);
  }
}

type NamedRow = { readonly row: number; readonly name: unknown; readonly dob: unknown };

function createFill(db: Database, { source, table, name, dob }: StudentTable) {
  const [first, last] = [toEntry(source, 0), toEntry(source + 1, 0) - 1];
  const columns = `rowid AS row, ${sqlName(name)} AS name, ${dob === null ? "''" : sqlName(dob)} AS dob`;
  const selectNext = db.prepare<[number, number], NamedRow>(
    `SELECT ${columns} FROM ${sqlName(table)} WHERE rowid > ? AND rowid < ${rowsPerSource} ORDER BY rowid LIMIT ?`,
  );
  const selectRow = db.prepare<[number], NamedRow>(`SELECT ${columns} FROM ${sqlName(table)} WHERE rowid = ?`);
  const selectListed = db.prepare<[number], number>('SELECT listed_to FROM student_source WHERE id = ?').pluck();
  const setListed = db.prepare<[number, number]>('UPDATE student_source SET listed_to = ? WHERE id = ?');
  const selectWaiting = db
    .prepare<[number, number, number], number>('SELECT row FROM list_waiting WHERE row BETWEEN ? AND ? LIMIT ?')
    .pluck();
  const dropWaiting = db.prepare<[number]>('DELETE FROM list_waiting WHERE row = ?');
  const insert = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO student_list (rowid, name, day) VALUES (?, ?, ?)',
  );
  const remove = db.prepare<[number]>('DELETE FROM student_list WHERE rowid = ?');
  const listedTo = () => selectListed.get(source) ?? 0;

  function put(row: NamedRow): void {
    insert.run(toEntry(source, row.row), toNameKey(toText(row.name)), toDayWord(toDobKey(toText(row.dob))));
  }

  /** Rows that changed since they were put in. True where there may be more. */
  function settleWaiting(): boolean {
    const listed = listedTo();
    const waiting = selectWaiting.all(first, last, waitingPerSlice);
    for (const entry of waiting) {
      const rowid = entry - first;
      remove.run(entry);
      const row = rowid <= listed ? selectRow.get(rowid) : undefined;
      if (row) put(row);
      dropWaiting.run(entry);
    }
    return waiting.length === waitingPerSlice;
  }

  function addRows(): boolean {
    const rows = selectNext.all(listedTo(), rowsPerSlice);
    for (const row of rows) put(row);
    const last = rows.at(-1);
    if (last) setListed.run(last.row, source);
    return rows.length === rowsPerSlice;
  }

  return { settleWaiting, addRows };
}
