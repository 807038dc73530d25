import { describe, expect, it } from 'vitest';
import { readQr } from '../../test/bench/read-qr.ts';
import { certificateFiles } from '../../test/support/certificate-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const at = { round_id: 'main', sbd: 'A01' };

async function aCenter() {
  const center = await startCenter({
    students: [aStudent({ toan: 'Giải Nhất', van: 'Đạt' })],
    files: await certificateFiles(),
  });
  const token = await center.signIn('super-admin');
  const send = (name: string, body: object) => center.post(`/api/admin/students/${name}`, { token, ...at, ...body });
  const correct = (column: string, value: string) => send('correct', { column, new_value: value, reason: 'sửa' });
  const issue = async (subject = 'TOAN') => {
    const asked = { mode: 'admin', token, ...at, subject_code: subject };
    const { bytes } = await center.post('/api/download', asked);
    return (await readQr(bytes)).split('blob=')[1] ?? '';
  };
  const check = async (blob: string) => (await center.post('/api/verify', { blob })).body as Record<string, unknown>;
  return { center, send, correct, issue, check };
}

describe('a certificate whose record changed after it was issued', () => {
  it('is replaced, beside the fields as they were; the new copy of the same second is current', async () => {
    const { correct, issue, check } = await aCenter();
    const old = await issue();
    const before = await check(old);
    expect(before).toMatchObject({ valid: true });
    expect(before).not.toHaveProperty('status');
    await correct('full_name', 'Nguyễn Văn Ân');
    expect(await check(old)).toEqual({ ...before, status: 'replaced' });
    expect(await check(await issue())).not.toHaveProperty('status');
  });

  it('is current where what changed stands not on it', async () => {
    const { correct, issue, check } = await aCenter();
    const old = await issue();
    await correct('phone', '0987654321');
    await correct('van', '');
    expect(await check(old)).not.toHaveProperty('status');
    await correct('toan', 'Giải Nhì');
    expect(await check(old)).toMatchObject({ valid: true, status: 'replaced' });
  });

  it('is current again once the change is undone, and the copy between is not', async () => {
    const { center, send, correct, issue, check } = await aCenter();
    const old = await issue();
    center.clock.pass(5_000);
    const { body } = await correct('school', 'THCS Lê Lợi');
    const between = await issue();
    center.clock.pass(5_000);
    await send('undo', { change_id: (body as { change_id: number }).change_id, reason: 'nhầm' });
    expect(await check(old)).not.toHaveProperty('status');
    expect(await check(between)).toMatchObject({ status: 'replaced' });
  });

  it('is looked for by an index', async () => {
    const { center } = await aCenter();
    const plan = center.portalDb
      .prepare(
        `EXPLAIN QUERY PLAN SELECT before_json FROM record_history WHERE table_name = ? AND record_key = ?
           AND changed_at >= ? AND before_json IS NOT NULL ORDER BY id LIMIT 1`,
      )
      .all('students', 'A01', '2026-01-01T00:00:00Z');
    expect(JSON.stringify(plan)).toMatch(/USING INDEX record_history_record/);
    expect(JSON.stringify(plan)).not.toMatch(/SCAN|TEMP/);
  });
});

describe('a revoked certificate', () => {
  it('says so until it is made good again, with an entry for each', async () => {
    const { center, send, issue, check } = await aCenter();
    const [maths, literature] = [await issue('TOAN'), await issue('VAN')];
    const asked = { subject_code: 'TOAN', reason: 'chấm lại' };
    expect(await send('revoke', asked)).toMatchObject({ status: 200, body: { revoked: true } });
    expect(await send('revoke', asked)).toMatchObject({ status: 409, body: { code: 'revoke.done' } });
    expect(await check(maths)).toMatchObject({ valid: true, status: 'revoked' });
    expect(await check(literature)).not.toHaveProperty('status');
    const record = await send('record', {});
    expect(record.body).toMatchObject({ certificates: [{ status: 'revoked' }, { status: 'current' }] });
    expect(await send('unrevoke', asked)).toMatchObject({ status: 200, body: { revoked: false } });
    expect(await send('unrevoke', asked)).toMatchObject({ status: 404 });
    expect(await check(maths)).not.toHaveProperty('status');
    const told = center.auditLog().filter(({ action }) => String(action).startsWith('certificate.'));
    expect(told).toMatchObject([
      { action: 'certificate.revoke', target_id: 'main:A01', metadata: { subject_code: 'TOAN' } },
      { action: 'certificate.restore' },
    ]);
  });
});
