import { existsSync } from 'node:fs';
import { readDatabaseHeader } from '../db/database-header.ts';
import { allMigrations } from '../db/migrations/all-migrations.ts';
import { type Database, openDatabase, openReadOnly } from '../db/open-database.ts';

/** The secret files are not among them: this database is what their secrets lock. Of .env its shape is kept. */
export type KeptKind = 'config' | 'public-key' | 'environment-shape';

/** The last good content of a file of the center folder. `name` is its path in there, `at` the instant it was kept. */
export type KeptFile = {
  readonly kind: KeptKind;
  readonly name: string;
  readonly content: Buffer;
  readonly at: string;
};

export type KeptFilesStore = ReturnType<typeof createKeptFilesStore>;

const prefix = 'file:';

/** In the table of secrets, which is never part of an export. */
export function createKeptFilesStore(db: Database) {
  const select = db.prepare<[string], { name: string; value: Buffer; created_at: string }>(
    'SELECT name, value, created_at FROM secrets WHERE substr(name, 1, 5) = ? ORDER BY name',
  );
  const upsert = db.prepare<[string, Buffer, string]>('INSERT OR REPLACE INTO secrets VALUES (?, ?, ?)');
  const removeKind = db.prepare<[string]>('DELETE FROM secrets WHERE instr(name, ?) = 1');

  function list(): KeptFile[] {
    return select.all(prefix).flatMap(({ name, value, created_at: at }) => {
      const [, kind = '', path = ''] = /^file:([^:]*):(.*)$/.exec(name) ?? [];
      return isKind(kind) ? [{ kind, name: path, content: value, at }] : [];
    });
  }
  /** In place of what was kept of that kind. */
  function put({ kind, name, content, at }: KeptFile): void {
    removeKind.run(`${prefix}${kind}:`);
    upsert.run(`${prefix}${kind}:${name}`, content, at);
  }
  /** What early folders kept of secret files. */
  function forgetSecrets(): void {
    for (const kind of ['environment', 'private-key']) removeKind.run(`${prefix}${kind}:`);
  }
  function forgetAll(): void {
    removeKind.run(prefix);
  }

  return { list, put, forgetAll, forgetSecrets };
}

function isKind(text: string): text is KeptKind {
  return text === 'config' || text === 'public-key' || text === 'environment-shape';
}

/** What a folder keeps, read while nothing else of it may be readable: none where its database cannot tell. */
export function readKeptFiles(databasePath: string): KeptFile[] {
  return withDatabase(databasePath, openReadOnly, (store) => store.list()) ?? [];
}

/** Says whether there was a database to forget in. */
export function forgetKeptFiles(databasePath: string): boolean {
  return withDatabase(databasePath, openDatabase, (store) => store.forgetAll()) !== null;
}

/** Null for a database that is missing, of another format, or damaged. */
function withDatabase<T>(path: string, open: (path: string) => Database, work: (store: KeptFilesStore) => T): T | null {
  if (!existsSync(path) || readDatabaseHeader(path)?.userVersion !== allMigrations.length) return null;
  let db: Database | null = null;
  try {
    db = open(path);
    return work(createKeptFilesStore(db));
  } catch {
    // The caller tells of a problem already, and this would have been its remedy.
    return null;
  } finally {
    db?.close();
  }
}
