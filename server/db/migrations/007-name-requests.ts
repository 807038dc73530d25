import type { Migration } from '../migrate.ts';

/**
 * What students say is wrong in their record, until staff answer it: at most one that waits for each number. The code
 * that the student is told is made of `id`.
 */
export const nameRequests: Migration = (db) => {
  db.exec(`
    CREATE TABLE name_request (
      id INTEGER PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL, sbd TEXT NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('name', 'dob', 'other')), right_value TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'refused')),
      note TEXT, answered_at TEXT, answered_by TEXT);
    CREATE UNIQUE INDEX name_request_waiting ON name_request (sbd) WHERE status = 'waiting';
    CREATE INDEX name_request_status ON name_request (status, id);
  `);
};
