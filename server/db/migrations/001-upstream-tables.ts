import type { Migration } from '../migrate.ts';
import { addMissingColumns } from '../table-columns.ts';

/**
 * The tables of an upstream database, so that its programs and recipes go on working. They may be there already, taken
 * over from one. Columns after upstream's own are nullable or have a default: an upstream program can still insert.
 * Source: upstream auth/store.py, activity/log.py, shipment/store.py, shipment/history.py, shipment/draft.py.
 */
export const upstreamTables: Migration = (db) => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS admin_users (
      id TEXT PRIMARY KEY, email TEXT UNIQUE NOT NULL, password_hash TEXT, role TEXT NOT NULL,
      is_active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS admin_activity (
      id TEXT PRIMARY KEY, timestamp TEXT NOT NULL, user_id TEXT, user_email TEXT, action TEXT NOT NULL,
      target_id TEXT, metadata TEXT, ip TEXT);
    CREATE TABLE IF NOT EXISTS shipments (
      id TEXT PRIMARY KEY, round_id TEXT NOT NULL, sbd TEXT NOT NULL, status TEXT NOT NULL,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL, UNIQUE (round_id, sbd));
    CREATE TABLE IF NOT EXISTS shipment_history (
      round_id TEXT NOT NULL, sbd TEXT NOT NULL, tracking_code TEXT NOT NULL, is_success INTEGER NOT NULL DEFAULT 0,
      status_raw TEXT, sent_at TEXT, phone TEXT, address TEXT, recipient TEXT, carrier TEXT, synced_at TEXT,
      PRIMARY KEY (round_id, sbd, tracking_code));
    CREATE INDEX IF NOT EXISTS shipment_history_sbd ON shipment_history (sbd);
    CREATE INDEX IF NOT EXISTS shipment_history_tracking_code ON shipment_history (tracking_code);
  `);
  addMissingColumns(db, 'admin_users', { sessions_valid_after: 'TEXT' });
  addMissingColumns(db, 'admin_activity', {
    seq: 'INTEGER',
    prev: 'TEXT',
    hash: 'TEXT',
    commit_hash: 'TEXT',
    actor_session: 'TEXT',
  });
  rebuildDrafts(db);
  db.exec(`
    CREATE UNIQUE INDEX admin_activity_seq ON admin_activity (seq);
    CREATE TRIGGER admin_activity_no_update BEFORE UPDATE ON admin_activity WHEN OLD.seq IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;
    CREATE TRIGGER admin_activity_no_delete BEFORE DELETE ON admin_activity
      BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;
  `);
};

const draftColumns = `id, round_id, sbd, status, carrier, batch_id, exported_at, promoted_at, tracking_code, created_at,
  updated_at, snapshot_json, note`;

/** A student may be cancelled more than once; upstream's UNIQUE over every status makes the second one an error. */
const rebuildDrafts: Migration = (db) => {
  const isAdopted = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'shipment_draft'").get();
  if (isAdopted) db.exec('ALTER TABLE shipment_draft RENAME TO shipment_draft_adopted');
  db.exec(`
    CREATE TABLE shipment_draft (
      id TEXT PRIMARY KEY, round_id TEXT NOT NULL, sbd TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('draft', 'exported', 'cancelled', 'promoted')),
      carrier TEXT, batch_id TEXT, exported_at TEXT, promoted_at TEXT, tracking_code TEXT, created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, snapshot_json TEXT, note TEXT)`);
  if (isAdopted) {
    addMissingColumns(db, 'shipment_draft_adopted', { note: 'TEXT', snapshot_json: 'TEXT', tracking_code: 'TEXT' });
    db.exec(`INSERT INTO shipment_draft (${draftColumns}) SELECT ${draftColumns} FROM shipment_draft_adopted;
      DROP TABLE shipment_draft_adopted`);
  }
  db.exec(`
    CREATE UNIQUE INDEX shipment_draft_active ON shipment_draft (round_id, sbd, status)
      WHERE status IN ('draft', 'exported');
    CREATE INDEX shipment_draft_status ON shipment_draft (round_id, status);
    CREATE INDEX shipment_draft_batch ON shipment_draft (batch_id)`);
};
