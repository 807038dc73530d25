import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aConfig } from './config-builder.ts';
import { aFolder } from './scratch.ts';
import { twoRounds } from './portal-builder.ts';

/** As the earlier program makes them; it keeps a rollback journal and has none of our columns. */
const upstreamTables = `
  CREATE TABLE students_main (sbd TEXT PRIMARY KEY, full_name TEXT, dob TEXT, school TEXT, grade TEXT, phone TEXT,
    toan TEXT, van TEXT);
  CREATE TABLE students_final (sbd TEXT PRIMARY KEY, full_name TEXT, dob TEXT, toan TEXT);
  CREATE TABLE admin_users (id TEXT PRIMARY KEY, email TEXT UNIQUE NOT NULL, password_hash TEXT, role TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL);
  CREATE TABLE admin_activity (id TEXT PRIMARY KEY, timestamp TEXT NOT NULL, user_id TEXT, user_email TEXT,
    action TEXT NOT NULL, target_id TEXT, metadata TEXT, ip TEXT);
  CREATE TABLE shipments (id TEXT PRIMARY KEY, round_id TEXT NOT NULL, sbd TEXT NOT NULL, status TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, tracking_code TEXT, UNIQUE(round_id, sbd));
  CREATE TABLE shipment_draft (id TEXT PRIMARY KEY, round_id TEXT NOT NULL, sbd TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft','exported','cancelled','promoted')), carrier TEXT, batch_id TEXT,
    exported_at TEXT, promoted_at TEXT, tracking_code TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    snapshot_json TEXT, note TEXT, UNIQUE(round_id, sbd, status));`;

const upstreamRows = (students: number) => `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${students})
    INSERT INTO students_main SELECT 'A' || i, 'Nguyễn Văn Đạt ' || i, '2/1/2010', 'THPT Chu Văn An', '12', '0912' || i,
      'Giải Nhất', NULL FROM n;
  INSERT INTO students_final (sbd, full_name, dob) VALUES ('A7', 'Nguyễn Văn Đạt 7', '2010-01-02 00:00:00');
  INSERT INTO admin_users VALUES ('u1', 'chu@tt.vn', 'pbkdf2$200000$c2FsdA$aGFzaA', 'super-admin', 1, '2026-01-01T00:00:00Z');
  INSERT INTO admin_activity VALUES ('a1', '2026-01-02T00:00:00Z', 'u1', 'chu@tt.vn', 'admin.login.success', NULL, '{}', NULL);
  INSERT INTO admin_activity VALUES ('a2', '2026-01-03T00:00:00Z', 'u1', 'chu@tt.vn', 'admin.logout', 'j', '{}', NULL);
  INSERT INTO shipments VALUES ('s1', 'main', 'A1', 'shipped', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'VN1');
  INSERT INTO shipment_draft (id, round_id, sbd, status, created_at, updated_at) VALUES
    ('d1', 'main', 'A1', 'cancelled', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
    ('d2', 'main', 'A1', 'draft', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z');`;

/** A project folder of the earlier program with its lookup gate closed; `extra` is SQL run on its database at last. */
export function anUpstreamFolder({ students = 1_000, extra = '', store = closedGate } = {}) {
  const root = aFolder();
  const config = aConfig({ rounds: twoRounds });
  mkdirSync(join(root, 'data'));
  const database = join(root, 'data', `${config.project.slug}.db`);
  execFileSync('sqlite3', [database], { input: upstreamTables + upstreamRows(students) + extra });
  mkdirSync(join(root, '.kv'));
  writeFileSync(join(root, '.kv', 'store.json'), store);
  return { root, config, database };
}

const closedGate = JSON.stringify({
  'feature:public_lookup_enabled': ['0', null],
  'jwt_denylist:old': ['1', 1_000_000_000],
  'jwt_denylist:living': ['1', 4_000_000_000],
  'otp:a@b.vn': ['ff', 4_000_000_000.5],
});
