import { describe, expect, it, vi } from 'vitest';
import { bossPassword, enrol, tokenOf, withBoss } from '../../test/support/staff-builder.ts';

// Each password is 600,000 rounds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const minute = 60_000;
const needed = { status: 403, body: { code: 'auth.step-up' } };

describe('a sensitive act', () => {
  it('is open for five minutes after the sign-in, and again after the password', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn();
    const act = () => center.post('/api/admin/users/end-sessions', { token, id: 'nobody' });
    const stepUp = (typed: object) => center.post('/api/admin/step-up', { token, ...typed });
    expect(await act()).toMatchObject({ status: 404 });
    center.clock.pass(5 * minute);
    expect(await act()).toMatchObject(needed);
    expect(await stepUp({ password: 'wrong' })).toMatchObject({ status: 400, body: { code: 'auth.wrong-password' } });
    expect(await stepUp({})).toMatchObject({ status: 400 });
    expect(await stepUp({ totp: '123456' })).toMatchObject({ status: 400, body: { code: 'auth.second-factor' } });
    expect(await act()).toMatchObject(needed);
    expect(await stepUp({ password: bossPassword })).toMatchObject({
      body: { stepped_up_until: '2026-05-20T08:10:00Z', challenge_issued: false },
    });
    expect(await act()).toMatchObject({ status: 404 });
    const actions = center.auditLog().map(({ action }) => action);
    expect(actions.filter((action) => action === 'admin.step-up')).toHaveLength(1);
    expect(actions.filter((action) => action === 'admin.step-up.failure')).toHaveLength(3);
  });

  it('is opened by a code of the second factor, once', async () => {
    const { center, login, signIn } = await withBoss();
    const { code } = await enrol(center, await signIn());
    const token = tokenOf((await login({ totp: code() })).body);
    center.clock.pass(6 * minute);
    const totp = code();
    const stepUp = () => center.post('/api/admin/step-up', { token, totp });
    expect(await stepUp()).toMatchObject({ status: 200 });
    expect(await stepUp()).toMatchObject({ status: 400, body: { code: 'auth.second-factor' } });
  });

  it('cannot be guessed open: ten tries a minute and session', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn();
    const guess = () => center.post('/api/admin/step-up', { token, password: 'wrong' });
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await guess()).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const own = await signIn();
    expect(await center.post('/api/admin/step-up', { token: own, password: bossPassword })).toMatchObject({
      status: 200,
    });
  });

  it('is refused where others on the network could listen, whatever was typed', async () => {
    const { center, signIn } = await withBoss({ env: { TRUST_PROXY_HEADERS: '1' } });
    const token = await signIn();
    const act = (headers: Record<string, string>) =>
      center.post('/api/admin/users/end-sessions', { token, id: 'nobody' }, { headers });
    const plain = { 'x-forwarded-for': '203.0.113.7' };
    expect(await act(plain)).toMatchObject({ status: 403, body: { code: 'auth.needs-private-line' } });
    expect(await act({ ...plain, 'x-forwarded-proto': 'http' })).toMatchObject({ status: 403 });
    expect(await act({ ...plain, 'x-forwarded-proto': 'https' })).toMatchObject({ status: 404 });
    expect(await act({})).toMatchObject({ status: 404 });
    expect(await center.post('/api/admin/session', { token }, { headers: plain })).toMatchObject({
      body: { is_line_private: false },
    });
  });

  it('does not believe a caller who names a proxy of his own', async () => {
    const { center, signIn } = await withBoss({ host: '0.0.0.0', env: { PANEL_ON_LAN: '1' } });
    const token = await signIn();
    const asked = { body: { token, id: 'nobody' }, headers: { 'x-forwarded-proto': 'https' } };
    expect(await center.ask('POST', '/api/admin/users/end-sessions', asked)).toMatchObject({ status: 404 });
  });
});
