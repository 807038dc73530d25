import BetterSqlite3 from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CertConfig } from '../config/cert-config.ts';
import { openReadOnly, openScratch } from '../db/open-database.ts';
import { requireWhole } from '../db/snapshot.ts';
import { sqlName } from '../db/sql-name.ts';
import type { Manifest } from './manifest.ts';

export type Counted = Pick<Manifest, 'user_version' | 'database' | 'counts' | 'tables'>;

/**
 * The records as of one moment, at `path`. Writers go on meanwhile: all pages are read in one step, under one snapshot.
 */
export async function copyDatabase(databasePath: string, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = openReadOnly(databasePath);
  try {
    await db.backup(path, { progress: () => 0x7fff_ffff });
  } finally {
    db.close();
  }
}

/** Every index compared with its table, every row counted; afterwards the copy stands alone. Throws what it finds. */
export function checkCopy(path: string, config: CertConfig): Counted {
  const db = openScratch(path);
  try {
    requireWhole(db, 'integrity_check');
    return count(db, config);
  } finally {
    db.close();
  }
}

/** What a database holds now, by reading alone; null where it cannot be read. */
export function countRecords(path: string, config: CertConfig): Counted | null {
  let db: BetterSqlite3.Database | null = null;
  try {
    db = openReadOnly(path);
    return count(db, config);
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) return null;
    throw error;
  } finally {
    db?.close();
  }
}

function count(db: BetterSqlite3.Database, config: CertConfig): Counted {
  const read = db.transaction(() => {
    const names = db
      .prepare<[], string>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all()
      .sort();
    const tables = Object.fromEntries(names.map((name) => [name, countRows(db, name)]));
    const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
    const students = config.rounds.reduce((sum, { table }) => sum + (tables[table] ?? 0), 0);
    return {
      user_version: Number(db.pragma('user_version', { simple: true })),
      database: { id: setting.get('database.id') ?? '', generation: Number(setting.get('database.generation') ?? '1') },
      counts: { students, accounts: tables['admin_users'] ?? 0, log: tables['admin_activity'] ?? 0 },
      tables,
    };
  });
  return read();
}

function countRows(db: BetterSqlite3.Database, table: string): number {
  return (
    db
      .prepare<[], number>(`SELECT count(*) FROM ${sqlName(table)}`)
      .pluck()
      .get() ?? 0
  );
}
