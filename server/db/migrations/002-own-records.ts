import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { Migration } from '../migrate.ts';

/**
 * What our records need beside upstream's tables: settings, secrets of this database, before and after of each change,
 * row digests, checkpoints of the log, and the keys of the local KV that must outlive a power cut.
 */
export const ownRecords: Migration = (db) => {
  db.exec(`
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL, created_at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE record_history (
      id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, record_key TEXT NOT NULL, changed_at TEXT NOT NULL,
      user_id TEXT, before_json TEXT, after_json TEXT, salt BLOB NOT NULL, commit_hash TEXT NOT NULL,
      was_changed_outside INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX record_history_record ON record_history (table_name, record_key);
    CREATE TABLE row_digest (
      table_name TEXT NOT NULL, record_key TEXT NOT NULL, digest BLOB NOT NULL,
      PRIMARY KEY (table_name, record_key)) WITHOUT ROWID;
    CREATE TABLE audit_checkpoint (
      id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
      state TEXT NOT NULL, note TEXT NOT NULL);
    CREATE TABLE kv_durable (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER) WITHOUT ROWID;
  `);
  const now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
  const secret = db.prepare<[string, Buffer]>(`INSERT INTO secrets VALUES (?, ?, ${now})`);
  secret.run('digest-key', randomBytes(32));
  const { privateKey } = generateKeyPairSync('ed25519');
  secret.run('audit-key', privateKey.export({ format: 'der', type: 'pkcs8' }));
  const setting = db.prepare<[string, string]>(`INSERT INTO settings VALUES (?, ?, ${now})`);
  setting.run('database.id', randomUUID());
  setting.run('database.generation', '1');
};
