import { copyFileSync, existsSync } from 'node:fs';
import type { CertConfig } from '../config/cert-config.ts';
import { readDatabaseHeader } from '../db/database-header.ts';
import { type Database, openReadOnly, openScratch } from '../db/open-database.ts';
import { createRecordDigests, type RecordColumns } from '../db/record-digests.ts';
import { requireWhole } from '../db/snapshot.ts';
import { sqlName } from '../db/sql-name.ts';
import { sqliteCode } from '../db/sqlite-errors.ts';
import { type StartFacts, StartProblem } from '../db/start-problem.ts';
import { columnsOf } from '../db/table-columns.ts';
import { isDurable } from '../kv/kv.ts';
import { createKvTable, type KvEntry } from '../kv/kv-tables.ts';
import { damaged } from './inspect-folder.ts';
import { prepareSchema } from './schema.store.ts';

const ownTables = ['settings', 'secrets', 'record_history', 'row_digest', 'student_key', 'student_source', 'stale_row'];

/**
 * A whole copy of an upstream database, made while its own program may run. Only reads `source`: where reading it by
 * SQLite would write (a -wal or a journal to recover), its files are copied instead and recovered in the copy.
 */
export async function copyUpstream(source: string, target: string): Promise<void> {
  const beside = ['-wal', '-journal'].filter((suffix) => existsSync(source + suffix));
  if (readDatabaseHeader(source)?.isWal === true || beside.length > 0) {
    for (const suffix of ['', ...beside]) copyFileSync(source + suffix, target + suffix);
    return;
  }
  const db = openReadOnly(source);
  try {
    await db.backup(target);
  } finally {
    db.close();
  }
}

export type AdoptionParts = {
  readonly source: string;
  readonly config: CertConfig;
  readonly entries: ReadonlyMap<string, KvEntry>;
  /** Called for each row whose keys are made. */
  readonly onRow: () => void;
};

/** Makes the copy ours: nothing foreign that runs, our columns and tables, keys, digests, gates. */
export function adoptCopy(path: string, { source, config, entries, onRow }: AdoptionParts): void {
  const db = openScratch(path);
  try {
    requireAdoptable(db, source);
    dropForeignCode(db, source);
    db.pragma('user_version = 0');
    for (const { table } of config.rounds) requireOneRowEach(db, table, config.data_mapping.sbd_col, source);
    prepareSchema(db, config, { onRow });
    db.transaction(() => {
      digestRecords(db, 'admin_users', 'id');
      digestRecords(db, 'shipments', 'id');
      const durable = createKvTable(db, 'kv_durable');
      for (const [key, entry] of entries) if (isDurable(key)) durable.write(key, entry);
    }).immediate();
  } finally {
    db.close();
  }
}

function requireAdoptable(db: Database, source: string): void {
  try {
    requireWhole(db, 'integrity_check');
  } catch (error) {
    throw damaged(source, error instanceof Error ? error.message.replace(db.name, 'the copy') : 'unreadable');
  }
  const own = ownTables.filter((table) => columnsOf(db, table).length > 0);
  if (own.length > 0)
    throw foreign(source, `it holds the table ${own.join(', ')}, which the earlier program never makes`, {
      case: 'tables',
      tables: own.join(', '),
    });
}

/** Triggers and views would run with our rights; upstream has none. Virtual tables may do anything: refused. */
function dropForeignCode(db: Database, source: string): void {
  const found = db
    .prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema')
    .all();
  for (const { type, name, sql } of found) {
    if (/^\s*CREATE\s+VIRTUAL/i.test(sql ?? '')) {
      throw foreign(source, `it holds the virtual table ${name}`, { case: 'tables', tables: name });
    }
    if (type === 'trigger' || type === 'view') db.exec(`DROP ${type} "${name.replaceAll('"', '""')}"`);
  }
}

function requireOneRowEach(db: Database, table: string, column: string, source: string): void {
  if (!columnsOf(db, table).some((name) => name.toLowerCase() === column.toLowerCase())) return;
  try {
    db.exec(`CREATE UNIQUE INDEX ${sqlName(`lvt_unique_${table}`)} ON ${sqlName(table)} (${sqlName(column)})`);
  } catch (error) {
    if (sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') !== true) throw error;
    throw foreign(source, `table ${table} holds a registration number twice: keep one row of each`, {
      case: 'twice',
      table,
    });
  }
  const isPrimary = db.prepare<[string, string], number>(
    'SELECT pk FROM pragma_table_info(?) WHERE lower(name) = lower(?)',
  );
  if (isPrimary.pluck().get(table, column) === 1) db.exec(`DROP INDEX ${sqlName(`lvt_unique_${table}`)}`);
}

function digestRecords(db: Database, table: string, key: string): void {
  const digests = createRecordDigests(db);
  for (const record of db.prepare<[], RecordColumns>(`SELECT * FROM ${sqlName(table)}`).all()) {
    digests.write(table, String(record[key]), record);
  }
}

function foreign(source: string, why: string, facts: StartFacts): StartProblem {
  return new StartProblem('foreign', source, `${source} cannot be taken over: ${why}`, facts);
}
