import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '../db/open-database.ts';
import { sqliteCode } from '../db/sqlite-errors.ts';
import type { Log } from '../log.ts';

/** `expiresAt` in Unix milliseconds; null stays. */
export type KvEntry = { readonly value: string; readonly expiresAt: number | null };

export type KvTable = ReturnType<typeof createKvTable>;

/** The rows of one table `(key, value, expires_at)`, of kv.db or of portal.db. */
export function createKvTable(db: Database, table: 'kv' | 'kv_durable') {
  const upsert = db.prepare<[string, string, number | null]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`);
  const remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE key = ?`);
  const select = db.prepare<[], { key: string; value: string; expires_at: number | null }>(
    `SELECT key, value, expires_at FROM ${table}`,
  );
  const selectOne = db.prepare<[string], { value: string; expires_at: number | null }>(
    `SELECT value, expires_at FROM ${table} WHERE key = ?`,
  );

  function write(key: string, entry: KvEntry | undefined): void {
    if (entry) upsert.run(key, entry.value, entry.expiresAt);
    else remove.run(key);
  }
  function find(key: string): KvEntry | undefined {
    const row = selectOne.get(key);
    return row && { value: row.value, expiresAt: row.expires_at };
  }
  function* all(): Generator<[string, KvEntry]> {
    for (const { key, value, expires_at: expiresAt } of select.all()) yield [key, { value, expiresAt }];
  }

  return { write, find, all };
}

/** Puts entries of another store into a kv.db that was ended cleanly, as it were: all of them count at the next start. */
export function importEntries(db: Database, entries: ReadonlyMap<string, KvEntry>): void {
  const table = createKvTable(db, 'kv');
  db.transaction(() => {
    for (const [key, entry] of entries) table.write(key, entry);
    db.exec("INSERT OR REPLACE INTO kv_state VALUES ('is-clean', '1')");
  })();
}

/** kv.db may be lost at any time: one that cannot be read is made anew, and said so. */
export function openKvDatabase(path: string, log: Log): Database {
  try {
    return openTables(path);
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|ERROR|CANTOPEN)/.test(sqliteCode(error) ?? '')) throw error;
    log.warn('kv.rebuilt', { reason: sqliteCode(error) });
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return openTables(path);
  }
}

function openTables(path: string): Database {
  const db = openDatabase(path, 'volatile');
  try {
    db.exec(`
      CREATE TABLE IF NOT EXISTS kv (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS kv_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    `);
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw Object.assign(new Error('kv.db is damaged'), { code: 'SQLITE_CORRUPT' });
    }
    db.prepare('SELECT key, value, expires_at FROM kv LIMIT 1').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
