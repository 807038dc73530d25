import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, openReadOnly } from './open-database.ts';

/**
 * A whole copy of the database at `path`, opened again and checked. A copy that cannot be finished or does not check
 * is removed, and the reason thrown.
 */
export function snapshotDatabase(db: Database, path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  try {
    db.prepare<[string]>('VACUUM INTO ?').run(path);
    chmodSync(path, 0o600);
    const copy = openReadOnly(path);
    try {
      requireWhole(copy);
    } finally {
      copy.close();
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Throws with SQLite's own finding unless the database is whole. */
export function requireWhole(db: Database, check: 'quick_check' | 'integrity_check' = 'quick_check'): void {
  const found = db.pragma(`${check}(1)`, { simple: true });
  if (found !== 'ok') throw new Error(`${check} of ${db.name}: ${String(found)}`);
}
