import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { readNote, readNotes } from '../values/checkpoint-note.ts';
import { verifyExport } from '../values/log-export.ts';
import { sha256, verifyEd25519 } from './audit-chain.ts';

const at = (minute: number) => `2026-05-20T08:${String(minute).padStart(2, '0')}:00Z`;

/** A center whose log has one entry a minute: searches, corrections, a failed sign-in. */
async function aCenter() {
  const center = await startCenter({ students: [aStudent()] });
  const token = await center.signIn('viewer');
  const actions = ['admin.search', 'student.update', 'admin.login.failure'] as const;
  for (let n = 0; n < 30; n += 1) {
    await center.audit.record({
      action: actions[n % 3] ?? 'admin.list',
      userId: n % 3 === 2 ? null : `u${n % 2}`,
      userEmail: n % 3 === 2 ? 'typed@b.vn' : `u${n % 2}@b.vn`,
      targetId: n % 3 === 2 ? null : `students:A${n}_%`,
      metadata: { n },
    });
    center.clock.pass(60_000);
  }
  await center.audit.record({ action: 'system.clock' });
  const find = async (asked: object) => {
    const { body } = await center.post('/api/admin/audit/find', { token, ...asked });
    return body as { rows: Record<string, unknown>[]; next: number | null; total: number; error?: string };
  };
  const seqs = async (asked: object) => (await find(asked)).rows.map(({ seq }) => seq);
  return { ...center, token, find, seqs };
}

describe('POST /api/admin/audit/find', () => {
  it('gives the newest first, page by page, with the number of all', async () => {
    const { find } = await aCenter();
    const first = await find({ limit: 20 });
    expect(first.rows[0]).toMatchObject({ seq: 31, action: 'system.clock', user_email: null, metadata: {} });
    expect(first).toMatchObject({ next: 12, total: 31 });
    const second = await find({ limit: 20, before: first.next });
    expect(second.rows.map(({ seq }) => seq)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second).toMatchObject({ next: null, total: 31 });
  });

  it('narrows by person, action, target and time, and gives what came since', async () => {
    const { seqs } = await aCenter();
    expect(await seqs({ person: 'u1' })).toEqual(await seqs({ person: 'u1@b.vn' }));
    expect((await seqs({ person: 'u1' })).length).toBe(10);
    expect(await seqs({ person: 'system' })).toEqual([31]);
    expect((await seqs({ actions: ['student.update', 'system.'] })).length).toBe(11);
    expect((await seqs({ actions: ['admin.'] })).length).toBe(20);
    expect(await seqs({ actions: ['nothing.'] })).toEqual([]);
    expect(await seqs({ target: 'a12_' })).toEqual([13]);
    expect(await seqs({ target: '12%' })).toEqual([]);
    expect(await seqs({ from: at(10), to: at(12) })).toEqual([12, 11]);
    expect(await seqs({ after: 29 })).toEqual([31, 30]);
    expect(await seqs({ person: 'u0', actions: ['student.update'], from: at(5), to: at(20) })).toEqual([17, 11]);
  });

  it('refuses a time that is none, a limit over 200 and a caller who is not signed in', async () => {
    const { find, post } = await aCenter();
    expect((await find({ from: 'today' })).error).toBe('a time must be an instant such as 2026-11-24T00:00:00Z');
    expect((await find({ limit: 201 })).error).toBeDefined();
    expect(await post('/api/admin/audit/find', {})).toMatchObject({ status: 401 });
  });

  it('says what the filters can be set to', async () => {
    const { post, token } = await aCenter();
    expect((await post('/api/admin/audit/filters', { token })).body).toEqual({
      people: [
        { user_id: 'u0', email: 'u0@b.vn' },
        { user_id: 'u1', email: 'u1@b.vn' },
      ],
      actions: ['admin.login.failure', 'admin.search', 'student.update', 'system.clock'],
    });
  });
});

describe('the verdict on the log', () => {
  it(
    'is whole after a check, and broken with the first bad entry once a row was altered, told of in the log once',
    { timeout: 30_000 },
    async () => {
      const { post, token, portalDb, auditLog } = await aCenter();
      const verdict = async (check: boolean) => (await post('/api/admin/audit/verdict', { token, check })).body;
      expect(await verdict(false)).toMatchObject({ state: 'unchecked', size: 31, checkpoint: null });
      expect(await verdict(true)).toMatchObject({ state: 'whole', checked_rows: 31, fault: null });
      portalDb.exec("DROP TRIGGER admin_activity_no_update; UPDATE admin_activity SET target_id = 'x' WHERE seq = 7");
      const broken = { state: 'broken', fault: { seq: 7, kind: 'altered' }, fault_entry: { seq: 7, target: 'x' } };
      expect(await verdict(true)).toMatchObject(broken);
      expect(await verdict(true)).toMatchObject(broken);
      expect(auditLog().filter(({ action }) => action === 'audit.broken')).toMatchObject([
        { metadata: { seq: 7, kind: 'altered' } },
      ]);
    },
  );

  it('names a record changed outside until a super-admin accepts it', { timeout: 30_000 }, async () => {
    const { post, signIn, portalDb, auditLog } = await aCenter();
    const token = await signIn('super-admin');
    // The accounts of this test were made past the program too.
    const verdict = async () => (await post('/api/admin/audit/verdict', { token })).body as { outside: object };
    portalDb.exec("UPDATE students SET toan = 'Giải Nhì' WHERE sbd = 'A01'");
    await post('/api/admin/audit/verdict', { token, check: true });
    await expect.poll(async () => (await verdict()).outside, { timeout: 15_000 }).toMatchObject({ total: 3 });
    const { rows } = (await verdict()).outside as { rows: unknown[] };
    const changed = { table: 'students', round_id: 'main', key: 'A01', kind: 'altered', found_at: at(30) };
    expect(rows).toContainEqual(changed);
    const accept = (asked: object) => post('/api/admin/audit/accept', { token, ...asked });
    expect(await accept({ table: 'students', key: 'A01', reason: ' ' })).toMatchObject({ status: 400 });
    expect(await accept({ table: 'students', key: 'A02', reason: 'x' })).toMatchObject({ status: 404 });
    expect(await accept({ table: 'students', key: 'A01', reason: 'Sửa theo biên bản' })).toMatchObject({ status: 200 });
    expect(auditLog().at(-1)).toMatchObject({ action: 'record.accepted', target_id: 'students:A01' });
    await post('/api/admin/audit/verdict', { token, check: true });
    await expect.poll(async () => (await verdict()).outside, { timeout: 15_000 }).toMatchObject({ total: 2 });
  });
});

describe('what a super-admin takes as it stands', () => {
  const reason = 'Sửa theo biên bản';

  it('are all records of a table at once, each with an entry of its own', { timeout: 30_000 }, async () => {
    const students = Array.from({ length: 230 }, (_none, n) => aStudent({ sbd: `B${n}` }));
    const center = await startCenter({ students });
    const token = await center.signIn('super-admin');
    const verdict = async (check = false) =>
      (await center.post('/api/admin/audit/verdict', { token, check })).body as { outside: { tables: object[] } };
    center.portalDb.exec("UPDATE students SET toan = 'Giải Nhì' WHERE sbd LIKE 'B%'");
    await verdict(true);
    const tables = [
      { table: 'admin_users', count: 1 },
      { table: 'students', count: 230 },
    ];
    await expect.poll(async () => (await verdict()).outside.tables, { timeout: 15_000 }).toEqual(tables);
    const accept = (table: string) => center.post('/api/admin/audit/accept', { token, table, key: '*', reason });
    expect(await accept('students')).toMatchObject({ status: 200 });
    expect(await accept('students')).toMatchObject({ status: 404, body: { code: 'audit.not-changed' } });
    expect((await verdict()).outside.tables).toEqual([{ table: 'admin_users', count: 1 }]);
    const entries = center.auditLog().filter(({ action }) => action === 'record.accepted');
    expect(new Set(entries.map(({ target_id: target }) => target)).size).toBe(230);
  });

  it('are digests that were rewritten by someone who knows the keys', { timeout: 30_000 }, async () => {
    const center = await startCenter({ students: [aStudent({ sbd: 'B1' })] });
    const token = await center.signIn('super-admin');
    const verdict = async (check = false) =>
      (await center.post('/api/admin/audit/verdict', { token, check })).body as { state: string; fault: unknown };
    const accept = () => center.post('/api/admin/audit/accept', { token, table: '*', key: '*', reason });
    await center.post('/api/admin/audit/checkpoint', { token });
    expect(await accept()).toMatchObject({ status: 404 });
    center.portalDb.exec("UPDATE student_key SET digest = x'00112233445566778899aabbccddeeff' WHERE sbd = 'B1'");
    await verdict(true);
    await expect.poll(async () => (await verdict()).fault, { timeout: 15_000 }).toMatchObject({ kind: 'digests' });
    const admin = await center.signIn('admin');
    const byAdmin = { token: admin, table: '*', key: '*', reason };
    expect(await center.post('/api/admin/audit/accept', byAdmin)).toMatchObject({ status: 403 });
    expect(await accept()).toMatchObject({ status: 200 });
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'record.accepted', target_id: '*' });
    expect(await verdict()).toMatchObject({ state: 'whole', fault: null });
    await verdict(true);
    await expect
      .poll(async () => (await verdict()) as object, { timeout: 15_000 })
      .toMatchObject({ is_checking: false });
    expect(await verdict()).toMatchObject({ fault: null });
  });
});

describe('what leaves the house', () => {
  it('are the signed checkpoints as one file, the newest to the end of the log', { timeout: 30_000 }, async () => {
    const { post, token, auditLog, signIn } = await aCenter();
    await post('/api/admin/audit/checkpoint', { token: await signIn('admin') });
    const { status, headers, bytes } = await post('/api/admin/audit/export', { token, format: 'checkpoints' });
    expect([status, headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="checkpoints-ky-thi-thu-2026-05-20.txt"',
    ]);
    const notes = readNotes(bytes.toString('utf8'));
    expect(notes.map(({ size }) => size)).toEqual([32, 33]);
    expect(auditLog().at(-1)).toMatchObject({ action: 'audit.exported', metadata: { format: 'checkpoints' } });
  });

  it('is the log in lines that can be verified, signed to its end', { timeout: 30_000 }, async () => {
    const { post, token } = await aCenter();
    const { status, headers, bytes } = await post('/api/admin/audit/export', { token });
    expect([status, headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="audit-ky-thi-thu-2026-05-20.jsonl"',
    ]);
    const lines = bytes.toString('utf8').split('\n');
    const parts = { sha256, verify: verifyEd25519, outside: [] };
    expect(await verifyExport(lines, parts)).toMatchObject({ rows: 32, checkpoints: 1, fault: null });
    const altered = lines.map((line) => line.replace('u1@b.vn', 'u0@b.vn'));
    expect(await verifyExport(altered, parts)).toMatchObject({ fault: { seq: 2, kind: 'altered' } });
    expect(await verifyExport(lines.slice(0, 20), parts)).toMatchObject({ fault: { kind: 'cut' } });
    const unsigned = lines.filter((line) => !line.includes('"checkpoint"'));
    expect(await verifyExport(unsigned, parts)).toMatchObject({ fault: { kind: 'unsigned' } });
  });

  it(
    'is a table for reading that says it cannot be verified, where no cell is a formula',
    { timeout: 30_000 },
    async () => {
      const { post, token, audit } = await aCenter();
      await audit.record({ action: 'admin.login.failure', userEmail: '=cmd|x', targetId: '+1' });
      const { bytes } = await post('/api/admin/audit/export', { token, format: 'csv' });
      const text = bytes.toString('utf8');
      expect(text.split('\r\n')[0]).toContain('không kiểm chứng được');
      expect(text).toContain(",'=cmd|x,");
      expect(text).toContain(",'+1,");
    },
  );

  it('is a checkpoint of the log, kept in the database and in logs/checkpoints.txt', { timeout: 30_000 }, async () => {
    const { post, signIn, portalDb, root } = await aCenter();
    const token = await signIn('admin');
    const { body } = await post('/api/admin/audit/checkpoint', { token });
    const { note } = body as { note: string };
    expect(readNote(note)).toMatchObject({ size: 32, time: '2026-05-20T08:30:00Z' });
    expect(portalDb.prepare('SELECT note FROM audit_checkpoint').pluck().all()).toEqual([note]);
    expect(readFileSync(join(root, 'logs', 'checkpoints.txt'), 'utf8')).toBe(`${note}\n`);
  });
});
