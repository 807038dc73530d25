import type { Migration } from '../migrate.ts';
import { addMissingColumns } from '../table-columns.ts';

/**
 * Sessions, second factor, one-time codes in place of a password. A session that was ended stays until its token has
 * expired: a token without a row is one of an upstream program and gets a row at its first use.
 */
export const sessionsAndSecondFactor: Migration = (db) => {
  db.exec(`
    CREATE TABLE admin_session (
      jti TEXT PRIMARY KEY, user_id TEXT NOT NULL, created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
      expires_at TEXT NOT NULL, address TEXT NOT NULL, user_agent TEXT NOT NULL, idle_seconds INTEGER,
      stepped_up_until TEXT, ended_at TEXT);
    CREATE INDEX admin_session_user ON admin_session (user_id);
    CREATE TABLE second_factor (
      user_id TEXT PRIMARY KEY, sealed_seed BLOB NOT NULL, confirmed_at TEXT NOT NULL,
      last_step INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE second_factor_pending (
      user_id TEXT PRIMARY KEY, sealed_seed BLOB NOT NULL, begun_at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE recovery_code (
      user_id TEXT NOT NULL, code_hash BLOB NOT NULL, PRIMARY KEY (user_id, code_hash)) WITHOUT ROWID;
  `);
  addMissingColumns(db, 'admin_users', { one_time_until: 'TEXT' });
};
