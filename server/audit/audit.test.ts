import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aClock, aLog } from '../../test/support/scratch.ts';
import { openDatabase } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import type { AuditAction } from './actions.contract.ts';
import { createAuditStore } from './audit.store.ts';
import { createAudit } from './audit.ts';
import { createLogCheck } from './log-check.store.ts';

function anAudit() {
  const portal = aPortal();
  const open = (db = portal.db, inTransaction = portal.inTransaction) =>
    createAudit({ store: createAuditStore(db), inTransaction, clock: aClock(), log: aLog() });
  const rows = () => portal.db.prepare<[], Record<string, unknown>>('SELECT * FROM admin_activity ORDER BY seq').all();
  const tamper = (sql: string) =>
    portal.shell(`DROP TRIGGER admin_activity_no_update; DROP TRIGGER admin_activity_no_delete; ${sql}`);
  const fault = () => createLogCheck(portal.db, 'ky-thi-thu').checkAll().fault;
  return { ...portal, audit: open(), open, rows, tamper, fault };
}
const entry = (action: AuditAction) => ({
  action,
  userId: 'u1',
  userEmail: 'a@b.vn',
  targetId: 't',
  metadata: { n: 1 },
  ip: '::1',
});
const bytesOf = (value: string | null) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value === null ? 0xffffffff : Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value ?? '')]);
};

describe('the activity log', () => {
  it("has upstream's eight columns first, then the chain", async () => {
    const { audit, rows } = anAudit();
    await audit.record(entry('admin.logout'));
    const columns = ['id', 'timestamp', 'user_id', 'user_email', 'action', 'target_id', 'metadata', 'ip'];
    const [row] = rows();
    expect(Object.keys(row ?? {}).slice(0, 13)).toEqual([
      ...columns,
      'seq',
      'prev',
      'hash',
      'commit_hash',
      'actor_session',
    ]);
    expect(row).toMatchObject({ timestamp: '2026-05-20T08:00:00Z', metadata: '{"n":1}', seq: 1, prev: null });
  });

  it('hashes the tag, then each field behind its length, the previous hash last', async () => {
    const { audit, rows } = anAudit();
    await audit.record({ action: 'admin.list', commitHash: 'c' });
    const [row] = rows();
    const id = String(row?.['id']);
    const fields = [id, '2026-05-20T08:00:00Z', null, null, 'admin.list', null, '{}', null, '1', 'c', null, null];
    const expected = createHash('sha256')
      .update('lvt-audit-v1')
      .update(Buffer.concat(fields.map(bytesOf)))
      .digest('hex');
    expect(row?.['hash']).toBe(expected);
  });

  it('makes no change whose entry cannot be written, and no entry whose change fails', () => {
    const { audit, db, inTransaction, rows, fault } = anAudit();
    const change = () => db.exec("INSERT INTO students_main (sbd) VALUES ('A1')");
    expect(() =>
      inTransaction(() => {
        change();
        audit.append({ ...entry('admin.list'), action: null as never });
      }),
    ).toThrow();
    expect(db.prepare('SELECT count(*) AS n FROM students_main').get()).toEqual({ n: 0 });
    change();
    expect(() =>
      inTransaction(() => {
        audit.append(entry('admin.list'));
        change();
      }),
    ).toThrow();
    expect(rows()).toEqual([]);
    expect(fault()).toBeNull();
  });

  it('puts the entries of one turn into one transaction', async () => {
    const { audit, db, path } = anAudit();
    const other = openDatabase(path);
    const version = () => Number(other.pragma('data_version', { simple: true }));
    const before = version();
    await Promise.all(Array.from({ length: 50 }, () => audit.record(entry('admin.list'))));
    expect(db.prepare('SELECT max(seq) AS n FROM admin_activity').get()).toEqual({ n: 50 });
    expect(version() - before).toBe(1);
    other.close();
  });

  it('stays one chain when two connections write', async () => {
    const { audit, open, path, fault } = anAudit();
    const db = openDatabase(path);
    const other = open(
      db,
      createTransactions(db, () => undefined),
    );
    for (let turn = 0; turn < 10; turn += 1)
      await Promise.all([audit.record(entry('admin.list')), other.record(entry('admin.search'))]);
    expect(fault()).toBeNull();
    db.close();
  });

  it('takes rows of an upstream program into the chain at the next start', async () => {
    const { audit, shell, rows, fault, inTransaction } = anAudit();
    await audit.record(entry('admin.logout'));
    shell(
      "INSERT INTO admin_activity (id, timestamp, action) VALUES ('u', '2026-05-21T00:00:00Z', 'admin.login.success')",
    );
    audit.adopt(inTransaction);
    audit.adopt(inTransaction);
    expect(rows().map(({ action }) => action)).toEqual(['admin.logout', 'admin.login.success', 'audit.adopted']);
    expect(rows().at(-1)).toMatchObject({ metadata: '{"count":1}', seq: 3 });
    expect(fault()).toBeNull();
  });

  it('refuses to be altered by a slip', async () => {
    const { audit, shell } = anAudit();
    await audit.record(entry('admin.logout'));
    expect(() => shell("UPDATE admin_activity SET action = 'x'")).toThrow(/append-only/);
    expect(() => shell('DELETE FROM admin_activity')).toThrow(/append-only/);
  });

  it.each([
    ['an altered field', "UPDATE admin_activity SET target_id = 'x' WHERE seq = 7", { seq: 7, kind: 'altered' }],
    [
      'a moved border between fields',
      "UPDATE admin_activity SET action = 'ab', target_id = '' WHERE seq = 3",
      { seq: 3, kind: 'altered' },
    ],
    ['a removed row', 'DELETE FROM admin_activity WHERE seq = 4', { seq: 4, kind: 'gap' }],
    ['a cut end', 'DELETE FROM admin_activity WHERE seq > 8', { seq: 9, kind: 'cut' }],
    ['an emptied log', 'DELETE FROM admin_activity', { seq: 1, kind: 'cut' }],
  ])('shows %s', async (_, sql, expected) => {
    const { audit, tamper, fault } = anAudit();
    for (let n = 0; n < 10; n += 1) await audit.record(entry('admin.list'));
    tamper(sql);
    expect(fault()).toEqual(expected);
  });
});
