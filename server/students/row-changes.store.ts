import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { digestText, createDigestOf } from '../db/record-digests.ts';
import { type Change, createRecordHistory } from '../db/record-history.ts';
import { sqlName } from '../db/sql-name.ts';
import { toTextRow } from './student-columns.ts';
import { createStaleKeys, createStudentKeys, keysOf } from './student-keys.store.ts';
import { type StudentTable, studentTables } from './student-tables.store.ts';
import type { Row } from './students.ts';

export type RowChange = {
  readonly table: StudentTable;
  readonly sbd: string;
  readonly before: Row;
  /** New values by column, spelled as the table has them. */
  readonly cells: Row;
} & Pick<Change, 'userId' | 'kind' | 'reason'>;

export type RowChanges = ReturnType<typeof createRowChanges>;

/** Changes of single rows: the row, its search keys, its digest and its history, inside one transaction of the caller. */
export function createRowChanges(db: Database, config: CertConfig, clock: Clock) {
  const tables = studentTables(db, config);
  const selects = new Map(
    tables.map(({ table, sbd, selectRow }) => [
      table,
      db.prepare<[string], Record<string, unknown>>(`${selectRow} WHERE ${sqlName(sbd)} = ?`),
    ]),
  );
  const keys = createStudentKeys(db);
  const stale = createStaleKeys(db, config);
  const digestOf = createDigestOf(db);
  const history = createRecordHistory(db, clock);

  function tableOf(roundId: string): StudentTable | undefined {
    return tables.find((table) => table.roundId === roundId);
  }

  /** The whole row; undefined where the round has no such number. */
  function read({ table }: Pick<StudentTable, 'table'>, sbd: string): Row | undefined {
    const raw = selects.get(table)?.get(sbd);
    return raw && toTextRow(raw);
  }

  function write({ table: student, sbd, before, cells, ...told }: RowChange): { id: number; commitHash: string } {
    const { table, source } = student;
    stale.refresh();
    const written = keys.remove(source, sbd, keysOf(student, before)) ?? null;
    const wasChangedOutside = written?.toString('hex') !== digestOf(table, digestText(before));
    const columns = Object.keys(cells);
    db.prepare<string[]>(
      `UPDATE ${sqlName(table)} SET ${columns.map((column) => `${sqlName(column)} = ?`).join(', ')}
         WHERE ${sqlName(student.sbd)} = ?`,
    ).run(...Object.values(cells), sbd);
    const after = { ...before, ...cells };
    keys.put(source, sbd, keysOf(student, after), Buffer.from(digestOf(table, digestText(after)), 'hex'));
    stale.unmark(source, sbd);
    return history.recordAs({ table, key: sbd, before, after, wasChangedOutside, ...told });
  }

  return { tables, tableOf, read, write };
}
