import BetterSqlite3 from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sqliteCode } from './sqlite-errors.ts';

export type Database = BetterSqlite3.Database;

/** `durable`: an acknowledged write survives a power cut. `volatile`: it survives a kill, and may be lost in a cut. */
export type Durability = 'durable' | 'volatile';

/** The WAL-reset bug of earlier releases can damage a database that two connections use. */
const leastSqlite = [3, 51, 3] as const;

const cacheKib = 16_384;

/** Opens or makes the file (0600, its folder 0700), sets every pragma and reads each back. Throws what SQLite throws. */
export function openDatabase(path: string, durability: Durability = 'durable'): Database {
  makePrivate(path);
  return configured(new BetterSqlite3(path), (db) => {
    setPragma(db, 'journal_mode', 'wal', 'WAL');
    setPragma(db, 'synchronous', durability === 'durable' ? 2 : 1);
    setCommonPragmas(db);
    if (process.platform === 'darwin' && durability === 'durable') {
      setPragma(db, 'fullfsync', 1);
      setPragma(db, 'checkpoint_fullfsync', 1);
    }
  });
}

/** Reads an existing database and never changes it. */
export function openReadOnly(path: string): Database {
  return configured(new BetterSqlite3(path, { readonly: true, fileMustExist: true }), setCommonPragmas);
}

/** A database that no other program uses until it has been finished and renamed, so it needs no WAL. */
export function openScratch(path: string): Database {
  makePrivate(path);
  return configured(new BetterSqlite3(path), (db) => {
    setPragma(db, 'journal_mode', 'delete', 'DELETE');
    setPragma(db, 'synchronous', 2);
    setCommonPragmas(db);
    setPragma(db, 'cache_size', -65_536);
  });
}

/** Moves everything into the main file and tidies up, so that a copy of the folder needs no -wal. */
export function closeDatabase(db: Database): void {
  if (!db.open) return;
  if (!db.readonly) tidy(db);
  db.close();
}

function tidy(db: Database): void {
  try {
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // On a full disk or beside another reader the -wal stays, and the next start reads it: nothing is lost.
    if (sqliteCode(error) === null) throw error;
  }
}

function configured(db: Database, configure: (db: Database) => void): Database {
  try {
    requireSqlite(db);
    configure(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function setCommonPragmas(db: Database): void {
  setPragma(db, 'busy_timeout', 5_000);
  setPragma(db, 'foreign_keys', 1);
  setPragma(db, 'trusted_schema', 0);
  setPragma(db, 'cell_size_check', 1);
  setPragma(db, 'temp_store', 2);
  setPragma(db, 'cache_size', -cacheKib);
}

function setPragma(db: Database, name: string, wanted: string | number, spelled: string | number = wanted): void {
  db.pragma(`${name} = ${spelled}`);
  const actual = db.pragma(name, { simple: true });
  if (actual !== wanted) throw new Error(`SQLite keeps ${name} at ${String(actual)} instead of ${wanted}`);
}

function requireSqlite(db: Database): void {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const parts = version.split('.').map(Number);
  for (const [index, least] of leastSqlite.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) throw new Error(`SQLite ${leastSqlite.join('.')} or newer is needed, this is ${version}`);
  }
}

/** -wal and -shm take the mode of the main file, so only that one needs care. */
function makePrivate(path: string): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600, flag: 'a' });
  else if (process.platform !== 'win32') chmodSync(path, 0o600);
}
