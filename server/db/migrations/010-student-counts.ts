import type { Migration } from '../migrate.ts';

/** How often students were served, by hour of the center's own day: `2026-11-24T08`. Nobody can be told from it. */
export const studentCounts: Migration = (db) => {
  db.exec(`
    CREATE TABLE student_count (
      hour TEXT PRIMARY KEY, looked_up INTEGER NOT NULL DEFAULT 0, downloaded INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  `);
};
