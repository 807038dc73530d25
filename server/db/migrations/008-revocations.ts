import type { Migration } from '../migrate.ts';

/** Certificates that staff took back. That one was replaced is told from the history of its record. */
export const revocations: Migration = (db) => {
  db.exec(`
    CREATE TABLE revocation (
      round_id TEXT NOT NULL, sbd TEXT NOT NULL, subject_code TEXT NOT NULL, revoked_at TEXT NOT NULL,
      revoked_by TEXT, reason TEXT NOT NULL, PRIMARY KEY (round_id, sbd, subject_code)) WITHOUT ROWID;
  `);
};
