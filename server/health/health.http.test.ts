import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { certificateFiles } from '../../test/support/certificate-builder.ts';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter, type CenterSetup } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

type Check = { readonly id: string; readonly level: string };

async function examined(setup: CenterSetup = {}) {
  const center = await startCenter(setup);
  const token = await center.signIn('viewer');
  const checks = async () => {
    const { body } = await center.post('/api/admin/health', { token });
    const { checks: list } = body as { checks: Check[] };
    return Object.fromEntries(list.map(({ id, level }) => [id, level]));
  };
  return { center, checks };
}

describe('POST /api/admin/health', () => {
  it('looks at what the doctor knows and that can change while the center runs', async () => {
    const { center, checks } = await examined({ env: { PUBLIC_BASE_URL: 'https://tra-cuu.saomai.vn' } });
    expect(Object.keys(await checks()).sort()).toEqual([
      'address',
      'audit',
      'backup',
      'clock',
      'database',
      'disk',
      'key',
      'place',
      'rights',
      'settings',
      'template',
    ]);
    expect(await checks()).toMatchObject({ database: 'ok', place: 'ok', clock: 'ok', address: 'ok', settings: 'ok' });
    center.clock.set(-365 * 86_400_000);
    center.timekeeping.look();
    expect(await checks()).toMatchObject({ clock: 'warn' });
    if (process.platform !== 'win32') {
      chmodSync(join(center.root, '.env'), 0o600);
      expect(await checks()).toMatchObject({ rights: 'ok' });
      chmodSync(join(center.root, '.env'), 0o644);
      expect(await checks()).toMatchObject({ rights: 'bad' });
    }
  });

  it('says where people sign in by mail and none can leave', async () => {
    const config = aConfig({ admin: { auth_mode: 'otp_email' } });
    expect(await (await examined({ config })).checks()).toMatchObject({ mail: 'bad' });
    const { center, checks } = await examined({ config, env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    expect(await checks()).toMatchObject({ mail: 'ok' });
    await center.signIn('super-admin', 'chu@saomai.vn');
    await center.post('/api/admin/login', { email: 'chu@saomai.vn' });
    await center.staff.mail.settled();
    expect(await checks()).toMatchObject({ mail: 'warn' });
  });
});

type Glyphs = { readonly job: { readonly status: string; readonly problem: unknown } | null; readonly report: unknown };

/** A center whose list holds one name that no font of it can draw. */
async function aListToCheck(files: CenterSetup['files'] = {}) {
  const students = [aStudent(), aStudent({ sbd: 'A02', full_name: 'Nguyễn 字 An' })];
  const center = await startCenter({ students, files: { ...(await certificateFiles()), ...files } });
  const [admin, viewer] = [await center.signIn('admin'), await center.signIn('viewer')];
  const state = async () => {
    const headers = { authorization: `Bearer ${viewer}` };
    return (await center.get('/api/admin/health/glyphs', { headers })).body as Glyphs;
  };
  const start = () => center.post('/api/admin/health/glyphs/check', { token: admin });
  const run = async () => {
    await start();
    await expect.poll(async () => (await state()).job?.status, { timeout: 30_000 }).not.toBe('running');
    return state();
  };
  return { center, admin, viewer, state, start, run };
}

describe('the check of every character', () => {
  it('lists the rows whose certificates cannot be drawn, as a job that staff begin and the log tells of', async () => {
    const { center, viewer, state, run } = await aListToCheck();
    expect(await state()).toEqual({ job: null, report: null });
    expect(await center.post('/api/admin/health/glyphs/check', { token: viewer })).toMatchObject({ status: 403 });
    const { job, report } = await run();
    expect(job).toMatchObject({ kind: 'health.glyphs', status: 'done' });
    expect(report).toMatchObject({ checked: 2, count: 1, rows: [{ sbd: 'A02', field: 'name', character: '字' }] });
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'student.glyphs', metadata: { checked: 2, count: 1 } });
  });

  it('can be stopped, and then says nothing of the list', async () => {
    const { center, admin, state, start } = await aListToCheck();
    const { body } = await start();
    expect(body).toMatchObject({ status: 'running' });
    expect((await start()).body).toEqual(body);
    const { id } = body as { id: string };
    expect(await center.post('/api/admin/jobs/cancel', { token: admin, id })).toMatchObject({ status: 200 });
    expect(await state()).toMatchObject({ job: { status: 'cancelled' }, report: null });
  });

  it('says by name that a font cannot be used', async () => {
    const { run } = await aListToCheck({ 'fonts/NotoSerif-Bold.ttf': 'no font' });
    expect(await run()).toMatchObject({
      job: { status: 'failed', problem: { code: 'certificate.font' } },
      report: null,
    });
  });
});
