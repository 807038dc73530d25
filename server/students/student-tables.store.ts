import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { addMissingColumns, columnsOf } from '../db/table-columns.ts';
import { toEntry } from './list-entries.ts';
import { type StudentColumns, studentColumns } from './student-columns.ts';

/** A round's table as the search keys know it: `source` is its number there. */
export type StudentTable = StudentColumns & {
  readonly roundId: string;
  readonly table: string;
  readonly source: number;
  /** The whole row: declared columns under their names in the config, then whatever else the table has. */
  readonly selectRow: string;
};

/** Raised when a value's key is made otherwise; every key is then made anew at the next start. */
const keyVersion = 1;

/**
 * Makes the rounds' tables, or gives them the columns the config has gained, and the triggers that mark what other
 * programs change. Inside a transaction. `rebuild` are the tables whose keys cannot be trusted: never made, made from
 * other columns, or changed while there were no triggers.
 */
export function alignStudentTables(db: Database, config: CertConfig): { readonly rebuild: StudentTable[] } {
  const columns = studentColumns(config);
  const rebuild: StudentTable[] = [];
  for (const round of config.rounds) {
    createTable(db, round.table, columns);
    const wanted = JSON.stringify([keyVersion, columns.sbd, columns.name, columns.dob, columns.phone]);
    const known = db
      .prepare<[string], { fingerprint: string }>('SELECT fingerprint FROM student_source WHERE table_name = ?')
      .get(round.table);
    if (known?.fingerprint !== wanted) {
      db.prepare<[string, string]>(
        `INSERT INTO student_source (table_name, fingerprint) VALUES (?, ?)
           ON CONFLICT (table_name) DO UPDATE SET fingerprint = excluded.fingerprint`,
      ).run(round.table, wanted);
    }
    const table = toStudentTable(db, round, columns);
    const hadTriggers = hasTriggers(db, table);
    if (!hadTriggers) createTriggers(db, table);
    if (known?.fingerprint !== wanted || !hadTriggers) rebuild.push(table);
  }
  return { rebuild };
}

/** The rounds' tables in the order of the config, after `alignStudentTables`. */
export function studentTables(db: Database, config: CertConfig): StudentTable[] {
  const columns = studentColumns(config);
  return config.rounds.map((round) => toStudentTable(db, round, columns));
}

function createTable(db: Database, table: string, { sbd, declared }: StudentColumns): void {
  const definitions = declared.map((column) => `${sqlName(column)} TEXT${column === sbd ? ' PRIMARY KEY' : ''}`);
  db.exec(`CREATE TABLE IF NOT EXISTS ${sqlName(table)} (${definitions.join(', ')})`);
  addMissingColumns(db, table, Object.fromEntries(declared.map((column) => [column, 'TEXT'])));
}

function toStudentTable(
  db: Database,
  { id: roundId, table }: { readonly id: string; readonly table: string },
  columns: StudentColumns,
): StudentTable {
  const source = db.prepare<[string], number>('SELECT id FROM student_source WHERE table_name = ?').pluck().get(table);
  if (source === undefined) throw new Error(`table ${table} is not registered`);
  const declared = new Set(columns.declared.map((column) => column.toLowerCase()));
  const further = columnsOf(db, table).filter((column) => !declared.has(column.toLowerCase()));
  const names = [...columns.declared.map(sqlName), ...further.map((column) => `"${column.replaceAll('"', '""')}"`)];
  const selectRow = `SELECT ${names.map((name) => `${name} AS ${name}`).join(', ')} FROM ${sqlName(table)}`;
  return { ...columns, roundId, table, source, selectRow };
}

const triggerNames = (table: string) =>
  ['insert', 'update', 'delete', 'inserted'].map((event) => `lvt_mark_${table}_${event}`);

export function hasTriggers(db: Database, { table }: Pick<StudentTable, 'table'>): boolean {
  const count = db.prepare<[string, string], number>(
    `SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = lower(?)
       AND name IN (SELECT value FROM json_each(?))`,
  );
  return count.pluck().get(table, JSON.stringify(triggerNames(table))) === 4;
}

export function dropTriggers(db: Database, { table }: Pick<StudentTable, 'table'>): void {
  for (const name of triggerNames(table)) db.exec(`DROP TRIGGER IF EXISTS ${sqlName(name)}`);
}

/**
 * Plain SQL, so that any program's write fires them. The first mark of a row keeps what its keys were made from; no
 * conflict clause inside, since the outer statement's would take its place.
 */
export function createTriggers(db: Database, student: StudentTable): void {
  const [onInsert = '', onUpdate = '', onDelete = '', onInserted = ''] = triggerNames(student.table).map(sqlName);
  const table = sqlName(student.table);
  const sbd = sqlName(student.sbd);
  const keyed = [student.name, student.dob, student.phone].map((column) => (column === null ? null : sqlName(column)));
  const entry = `${toEntry(student.source, 0)} + ${table}.rowid`;
  const markPresent = (wanted: string) => `
    INSERT INTO list_waiting SELECT ${entry} FROM ${table} WHERE ${sbd} = ${wanted}
      AND NOT EXISTS (SELECT 1 FROM list_waiting WHERE row = ${entry});
    INSERT INTO stale_row SELECT ${student.source}, ${sbd}, 1, ${keyed.map((column) => column ?? 'NULL').join(', ')}
      FROM ${table} WHERE ${sbd} = ${wanted}
      AND NOT EXISTS (SELECT 1 FROM stale_row WHERE source = ${student.source} AND sbd = ${wanted});`;
  const markAbsent = (wanted: string) => `
    INSERT INTO stale_row SELECT ${student.source}, CAST(${wanted} AS TEXT), 0, NULL, NULL, NULL
      WHERE ${wanted} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM stale_row WHERE source = ${student.source} AND sbd = ${wanted});`;
  // A row may get the number of one that the index of lists knew.
  const reused = `${toEntry(student.source, 0)} + NEW.rowid`;
  const markReused = `
    INSERT INTO list_waiting SELECT ${reused} FROM student_source
      WHERE id = ${student.source} AND NEW.rowid <= listed_to
      AND NOT EXISTS (SELECT 1 FROM list_waiting WHERE row = ${reused});`;
  const watched = [sbd, ...keyed.filter((column) => column !== null)].join(', ');
  dropTriggers(db, student);
  db.exec(`
    CREATE TRIGGER ${onInsert} BEFORE INSERT ON ${table} BEGIN
      ${markPresent(`NEW.${sbd}`)} ${markAbsent(`NEW.${sbd}`)} END;
    CREATE TRIGGER ${onUpdate} BEFORE UPDATE OF ${watched} ON ${table} BEGIN
      ${markPresent(`OLD.${sbd}`)} ${markPresent(`NEW.${sbd}`)} ${markAbsent(`NEW.${sbd}`)} END;
    CREATE TRIGGER ${onInserted} AFTER INSERT ON ${table} BEGIN ${markReused} END;
    CREATE TRIGGER ${onDelete} BEFORE DELETE ON ${table} BEGIN ${markPresent(`OLD.${sbd}`)} END;`);
}

/**
 * The rows of a table in its order. By pages of the row number and not by one open cursor, so that the connection can
 * write meanwhile and memory stays flat.
 */
export function* iterateRows(
  db: Database,
  { selectRow }: Pick<StudentTable, 'selectRow'>,
): Generator<Readonly<Record<string, unknown>>> {
  const page = db.prepare<[number], Record<string, unknown> & { lvt_rowid: number }>(
    `${selectRow.replace('SELECT ', 'SELECT rowid AS lvt_rowid, ')} WHERE rowid > ? ORDER BY rowid LIMIT 1000`,
  );
  for (let after = Number.MIN_SAFE_INTEGER, rows = page.all(after); rows.length > 0; rows = page.all(after)) {
    for (const { lvt_rowid: rowid, ...row } of rows) {
      after = rowid;
      yield row;
    }
  }
}
