import type { Migration } from '../migrate.ts';

/**
 * What the log is searched by, in one narrow index: a filter of any kind reads that instead of the rows. Then the sums
 * of the record digests with the marks of what must be summed anew, and the records found changed from outside.
 */
export const auditSearch: Migration = (db) => {
  db.exec(`
    CREATE INDEX admin_activity_find
      ON admin_activity (seq, timestamp, action, user_id, user_email, target_id) WHERE seq IS NOT NULL;
    CREATE TABLE digest_bucket (bucket INTEGER PRIMARY KEY, hash BLOB NOT NULL);
    CREATE TABLE digest_touched (bucket INTEGER PRIMARY KEY, changes INTEGER NOT NULL);
    CREATE TABLE outside_change (
      table_name TEXT NOT NULL, record_key TEXT NOT NULL, round_id TEXT, kind TEXT NOT NULL, found_at TEXT NOT NULL,
      PRIMARY KEY (table_name, record_key)) WITHOUT ROWID;
    INSERT INTO digest_touched
      WITH RECURSIVE each (bucket) AS (SELECT 0 UNION ALL SELECT bucket + 1 FROM each WHERE bucket < 1023)
      SELECT bucket, 1 FROM each;
  `);
};
