import type { Migration } from '../migrate.ts';

/**
 * Lists that were written, so that they can be undone, and what staff answered about lists with the same heads.
 * `added_sbds`: the numbers of the added rows, a line each, deflated.
 */
export const importBatches: Migration = (db) => {
  db.exec(`
    CREATE TABLE import_batch (
      id INTEGER PRIMARY KEY, round_id TEXT NOT NULL, table_name TEXT NOT NULL, file_name TEXT NOT NULL,
      format TEXT NOT NULL, user_id TEXT, user_email TEXT, committed_at TEXT NOT NULL, added INTEGER NOT NULL,
      changed INTEGER NOT NULL, rejected INTEGER NOT NULL, first_history INTEGER NOT NULL,
      last_history INTEGER NOT NULL, added_sbds BLOB NOT NULL, undone_at TEXT, undone_by TEXT);
    CREATE TABLE import_source (
      source TEXT PRIMARY KEY, answers TEXT NOT NULL, updated_at TEXT NOT NULL) WITHOUT ROWID;
  `);
};
