import { describe, expect, it } from 'vitest';
import { withBoss } from '../../test/support/staff-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';

const year = 365 * 86_400_000;
const jumps = (center: Awaited<ReturnType<typeof startCenter>>) =>
  center.auditLog().filter(({ action }) => String(action).startsWith('system.clock'));

describe('a PC whose clock jumps while the center is open', () => {
  it('keeps students served, sessions ending and limits limiting, and tells the log once', async () => {
    const center = await startCenter();
    const token = await center.signIn('viewer');
    for (let count = 0; count < 31; count += 1) await center.post('/api/captcha');
    center.clock.set(-year);
    center.timekeeping.look();
    center.timekeeping.look();
    expect(await center.post('/api/captcha')).toMatchObject({ status: 429 });
    expect(await center.post('/api/admin/clock', { token })).toMatchObject({
      status: 200,
      body: {
        now: '2026-05-20T08:00:00Z',
        pc: '2025-05-20T08:00:00Z',
        jumped: { direction: 'back', by_seconds: year / 1000 },
      },
    });
    center.clock.pass(60_000);
    expect(await center.post('/api/captcha')).toMatchObject({ status: 200 });
    expect(jumps(center)).toMatchObject([
      {
        action: 'system.clock',
        timestamp: '2026-05-20T08:00:00Z',
        metadata: { direction: 'back', by_seconds: year / 1000 },
      },
    ]);
    center.clock.pass(8 * 3_600_000);
    expect(await center.post('/api/admin/clock', { token })).toMatchObject({
      status: 401,
      body: { error: 'admin session expired' },
    });
  });

  it('ends sessions where it is set a year ahead, and lets none of them in again when it is set right', async () => {
    const center = await startCenter();
    const token = await center.signIn('viewer');
    center.clock.set(year);
    center.timekeeping.look();
    expect(await center.post('/api/admin/clock', { token })).toMatchObject({ status: 401 });
    center.clock.set(-year);
    center.timekeeping.look();
    expect(await center.post('/api/admin/clock', { token })).toMatchObject({ status: 401 });
    expect(jumps(center)).toMatchObject([{ metadata: { direction: 'ahead' } }, { metadata: { direction: 'back' } }]);
  });

  it('stores the latest time each minute and at the end', async () => {
    const center = await startCenter();
    const mark = center.portalDb.prepare<[], string>("SELECT value FROM settings WHERE key = 'clock.mark'").pluck();
    expect(mark.get()).toBe('2026-05-20T08:00:00Z');
    center.clock.pass(59_000);
    center.timekeeping.look();
    expect(mark.get()).toBe('2026-05-20T08:00:00Z');
    center.clock.pass(1_000);
    center.timekeeping.look();
    expect(mark.get()).toBe('2026-05-20T08:01:00Z');
    center.clock.pass(5_000);
    center.timekeeping.close();
    expect(mark.get()).toBe('2026-05-20T08:01:05Z');
  });
});

describe('POST /api/admin/clock/confirm', () => {
  /** A super-admin who has just given the password, while a year was set that nobody is in. */
  async function afterLeap() {
    const { center, signIn } = await withBoss({ env: { TRUST_PROXY_HEADERS: '1' } });
    const confirm = (token: string, headers = {}) => center.post('/api/admin/clock/confirm', { token }, { headers });
    center.clock.set(year);
    center.timekeeping.look();
    center.clock.set(-year);
    center.timekeeping.look();
    return { center, signIn, confirm };
  }

  it('lets a super-admin at the PC go by its clock again, with an entry; nobody elsewhere', async () => {
    const { center, signIn, confirm } = await afterLeap();
    const token = await signIn();
    const elsewhere = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    expect(await confirm(token, elsewhere)).toMatchObject({ status: 403, body: { code: 'clock.elsewhere' } });
    expect(await confirm(await center.signIn('admin'))).toMatchObject({ status: 403 });
    expect(await confirm(token)).toMatchObject({
      status: 200,
      body: { now: '2026-05-20T08:00:00Z', jumped: null, can_confirm: true },
    });
    // What was signed in while the clock was wrong does not come alive in a year.
    const ended = center.auditLog().filter(({ action }) => action === 'user.sessions.end');
    expect(ended.map(({ user_email: by }) => by)).toEqual(['boss@example.vn', 'boss@example.vn']);
    expect(jumps(center).at(-1)).toMatchObject({
      action: 'system.clock.confirm',
      user_email: 'boss@example.vn',
      metadata: { before: '2027-05-20T08:00:00Z', now: '2026-05-20T08:00:00Z' },
    });
    expect(await confirm(token)).toMatchObject({ status: 401 });
    center.timekeeping.look();
    expect(center.portalDb.prepare("SELECT value FROM settings WHERE key = 'clock.mark'").pluck().get()).toBe(
      '2026-05-20T08:00:00Z',
    );
    center.clock.pass(year + 60_000);
    expect(await confirm(token)).toMatchObject({ status: 401, body: { error: 'admin session revoked' } });
    expect(await confirm(await signIn())).toMatchObject({ status: 200 });
  });

  it('asks for the password once more where it was not given of late', async () => {
    const { center, signIn, confirm } = await afterLeap();
    const token = await signIn();
    center.clock.pass(6 * 60_000);
    expect(await confirm(token)).toMatchObject({ status: 403, body: { code: 'auth.step-up' } });
    expect(await center.post('/api/admin/clock', { token })).toMatchObject({ body: { jumped: { direction: 'back' } } });
  });
});
