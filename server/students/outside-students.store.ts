import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createOutsideJudge, type OutsideKind } from '../db/outside-changes.ts';
import { createDigestOf, createDigestText, digestText } from '../db/record-digests.ts';
import { sqlName } from '../db/sql-name.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { toPhoneKey } from '../values/phone.ts';
import { toTextRow } from './student-columns.ts';
import { createStaleKeys, createStudentKeys, keysOf } from './student-keys.store.ts';
import { iterateRows, type StudentTable, studentTables } from './student-tables.store.ts';
import type { Row } from './students.ts';

export type OutsideStudent = {
  readonly table: string;
  readonly round_id: string;
  readonly key: string;
  readonly kind: OutsideKind;
};
type Mark = {
  readonly sbd: string;
  readonly was_there: number;
  readonly name: string | null;
  readonly dob: string | null;
  readonly phone: string | null;
};

export type OutsideStudents = ReturnType<typeof createOutsideStudents>;

/** Students' records that another program changed, made or removed. */
export function createOutsideStudents(db: Database, config: CertConfig) {
  const { judge, isAsBound } = createOutsideJudge(db);
  const keys = createStudentKeys(db);
  const selectMarks = db.prepare<[number], Mark>(
    'SELECT sbd, was_there, name, dob, phone FROM stale_row WHERE source = ?',
  );
  const selectOrphan = db
    .prepare<[string, string], Buffer>('SELECT digest FROM row_digest WHERE table_name = ? AND record_key = ?')
    .pluck();
  const selectOrphans = db.prepare<[string], string>('SELECT record_key FROM row_digest WHERE table_name = ?').pluck();
  const selectKeyed = db
    .prepare<[number], string>('SELECT sbd FROM student_key WHERE source = ? AND digest IS NOT NULL')
    .pluck();

  /** Inside a reading transaction; changes nothing. `onRow` is called for each record looked at. */
  function find(onRow: () => void): OutsideStudent[] {
    return studentTables(db, config).flatMap((table) => findInTable(table, onRow));
  }

  function findInTable(table: StudentTable, onRow: () => void): OutsideStudent[] {
    const marks = new Map(selectMarks.all(table.source).map((mark) => [mark.sbd, mark]));
    const found = new Map<string, OutsideKind>();
    let toDigestText: ((values: readonly string[]) => string) | null = null;
    for (const raw of iterateRows(db, table)) {
      onRow();
      const row = toTextRow(raw);
      const sbd = row[table.sbd] ?? '';
      toDigestText ??= createDigestText(Object.keys(row));
      const kind = judge(table.table, toDigestText(Object.values(row)), digestOf(table, row, marks.get(sbd)));
      if (kind) found.set(sbd, kind);
      else if (!isAsBound(table.table, sbd, row)) found.set(sbd, 'altered');
    }
    addGone(table, found);
    resolveMoved(table, found);
    return [...found].map(([key, kind]) => ({ table: table.table, round_id: table.roundId, key, kind }));
  }

  /** A row that another program changed is found under what stood there when its keys were made. */
  function digestOf(table: StudentTable, row: Row, mark: Mark | undefined): Buffer | null {
    const sbd = row[table.sbd] ?? '';
    if (mark?.was_there === 0) return selectOrphan.get(table.table, sbd) ?? null;
    if (!mark) return keys.digestOf(table.source, sbd, keysOf(table, row));
    return keys.digestOf(table.source, sbd, {
      name: toNameKey(mark.name ?? ''),
      dob: toDobKey(mark.dob ?? ''),
      phone: toPhoneKey(mark.phone ?? ''),
    });
  }

  /** Digests whose rows are gone; also where no trigger was there to mark it. */
  function addGone({ table, sbd, source }: StudentTable, found: Map<string, OutsideKind>): void {
    const exists = db
      .prepare<[string], number>(`SELECT EXISTS (SELECT 1 FROM ${sqlName(table)} WHERE ${sqlName(sbd)} = ?)`)
      .pluck();
    for (const key of [...selectKeyed.all(source), ...selectOrphans.all(table)]) {
      if (exists.get(key) === 0) found.set(key, 'missing');
    }
  }

  /** What seems unknown but has a digest under other keys was changed while nothing marked it. */
  function resolveMoved({ source }: StudentTable, found: Map<string, OutsideKind>): void {
    if (![...found.values()].includes('unknown')) return;
    for (const sbd of selectKeyed.iterate(source)) if (found.get(sbd) === 'unknown') found.set(sbd, 'altered');
  }

  /**
   * Inside a transaction: the record as it stands now counts as written. Gives it, null where it is gone, undefined
   * where the table is none of ours.
   */
  function accept(tableName: string, sbd: string): Row | null | undefined {
    const table = studentTables(db, config).find((candidate) => candidate.table === tableName);
    if (!table) return undefined;
    createStaleKeys(db, config).refresh();
    db.prepare('DELETE FROM row_digest WHERE table_name = ? AND record_key = ?').run(tableName, sbd);
    db.prepare('DELETE FROM student_key WHERE source = ? AND sbd = ?').run(table.source, sbd);
    db.prepare('DELETE FROM student_phone WHERE source = ? AND sbd = ?').run(table.source, sbd);
    const raw = db
      .prepare<[string], Record<string, unknown>>(`${table.selectRow} WHERE ${sqlName(table.sbd)} = ?`)
      .get(sbd);
    if (!raw) return null;
    const row = toTextRow(raw);
    const digest = Buffer.from(createDigestOf(db)(tableName, digestText(row)), 'hex');
    keys.put(table.source, sbd, keysOf(table, row), digest);
    return row;
  }

  return { find, accept };
}
