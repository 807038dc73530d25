import { describe, expect, it, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { bossPassword, tokenOf, withBoss } from '../../test/support/staff-builder.ts';

// Each password is 600,000 rounds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

type Shown = { readonly user: { readonly id: string }; readonly code: string };

/** `act` asks a route of the users as the super-admin. */
async function aDesk(setup = {}) {
  const made = await withBoss(setup);
  const { center } = made;
  const token = await made.signIn();
  const act = (name: string, body: object) => center.post(`/api/admin/users/${name}`, { token, ...body });
  const enter = (email: string, password: string) => center.post('/api/admin/login', { email, password });
  const add = async (email: string, role = 'admin') => (await act('create', { email, role })).body as Shown;
  return { ...made, token, act, enter, add };
}

describe('a new account', () => {
  it('gets a one-time code, shown once, that works once and lets its owner do nothing but choose a password', async () => {
    const { center, act, enter } = await aDesk();
    const made = await act('create', { email: ' An@Example.vn ', role: 'admin' });
    expect(made).toMatchObject({
      status: 200,
      body: {
        user: {
          email: 'an@example.vn',
          role: 'admin',
          is_active: true,
          has_password: false,
          must_change_password: true,
        },
        code: expect.stringMatching(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/) as string,
        code_until: '2026-05-23T08:00:00Z',
      },
    });
    const { code } = made.body as Shown;
    const token = tokenOf((await enter('an@example.vn', code)).body);
    expect(await enter('an@example.vn', code)).toMatchObject({ status: 401 });
    expect(await center.post('/api/admin/sessions', { token })).toMatchObject({
      status: 403,
      body: { code: 'auth.password-due' },
    });
    expect(await center.post('/api/admin/session', { token })).toMatchObject({ body: { must_change_password: true } });
    const changed = await center.post('/api/admin/password/change', { token, new_password: 'con-cho-to-2027' });
    const fresh = tokenOf(changed.body);
    expect(await center.post('/api/admin/sessions', { token: fresh })).toMatchObject({ status: 200 });
    expect(await enter('an@example.vn', 'con-cho-to-2027')).toMatchObject({ status: 200 });
    expect(JSON.stringify(center.auditLog())).not.toContain(code);
  });

  it('lets one of fifty in who come with the same one-time code at once', async () => {
    const { center, add } = await aDesk();
    const { code, user } = await add('an@example.vn');
    const row = center.userStore.findById(user.id);
    if (!row) throw new Error('the account is there');
    const caller = { address: '10.0.0.1', isThisPc: true, isOverLan: false, isLinePrivate: true, userAgent: '' };
    // Fifty hashes would be fifty tries; past them, all come to the door of the session at once.
    const tries = Array.from({ length: 50 }, () =>
      center.staff.sessions
        .open({
          user: row,
          client: '',
          caller,
          alongside: () => {
            center.users.useCode(row);
          },
        })
        .then(() => true)
        .catch(() => false),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(code).toHaveLength(19);
  });

  it('has a code for three days', async () => {
    const { center, add, enter } = await aDesk();
    const { code } = await add('an@example.vn');
    center.clock.pass(3 * 86_400_000);
    expect(await enter('an@example.vn', code)).toMatchObject({ status: 401, body: { code: 'auth.credentials' } });
  });

  it('needs no code where the center signs in by mail', async () => {
    const config = aConfig({ admin: { auth_mode: 'otp_email' } });
    const { center } = await withBoss({ config });
    const token = await center.signIn('super-admin');
    await center.post('/api/admin/session', { token });
    center.portalDb.exec("UPDATE admin_session SET stepped_up_until = '2099-01-01T00:00:00Z'");
    const made = await center.post('/api/admin/users/create', { token, email: 'an@example.vn', role: 'viewer' });
    expect(made).toMatchObject({ body: { code: null, user: { must_change_password: false } } });
  });

  it.each([
    ['nobody', 'user.email'],
    ['a@b c', 'user.email'],
    ['a@b\nBcc: x@y', 'user.email'],
    ['BOSS@example.vn', 'user.email-taken'],
  ])('is refused for the e-mail %j', async (email, code) => {
    const { act } = await aDesk();
    expect(await act('create', { email, role: 'admin' })).toMatchObject({ status: 400, body: { code } });
  });
});

describe('an account', () => {
  it('is listed with its sessions and what it can sign in with', async () => {
    const { center, token, add } = await aDesk();
    await add('an@example.vn', 'viewer');
    const { body } = await center.post('/api/admin/users', { token });
    expect(body).toMatchObject({
      users: [
        { email: 'an@example.vn', role: 'viewer', open_sessions: 0, last_seen_at: null, is_self: false },
        { email: 'boss@example.vn', open_sessions: 1, has_password: true, is_self: true, is_last_super_admin: true },
      ],
    });
  });

  it.each([
    ['role', { role: 'viewer' }, 'user.role'],
    ['deactivate', {}, 'user.deactivate'],
    ['reset', {}, 'user.reset'],
    ['end-sessions', {}, 'user.sessions.end'],
  ])('ends its sessions at once by %s, with an entry, history and digest', async (name, more, action) => {
    const { center, boss, act } = await aDesk();
    const an = await center.users.create('an@example.vn', 'admin', bossPassword);
    const token = tokenOf((await center.post('/api/admin/login', { email: an.email, password: bossPassword })).body);
    expect(await act(name, { id: an.id, ...more })).toMatchObject({ status: 200 });
    expect(await center.post('/api/admin/session', { token })).toMatchObject({ status: 401 });
    const entry = center.auditLog().at(-1);
    expect(entry).toMatchObject({ action, user_id: boss.id, target_id: an.id, ip: '127.0.0.1' });
    const history = center.portalDb
      .prepare(
        'SELECT user_id, commit_hash, was_changed_outside, after_json FROM record_history ORDER BY id DESC LIMIT 1',
      )
      .get() as { after_json: string };
    expect(history).toMatchObject({ user_id: boss.id, commit_hash: entry?.['commit_hash'], was_changed_outside: 0 });
    expect(history.after_json).not.toContain('pbkdf2');
  });

  it('signs in again once it is open again, and a reset takes the second factor off where that is asked', async () => {
    const { center, act, enter } = await aDesk();
    const an = await center.users.create('an@example.vn', 'admin', bossPassword);
    await act('deactivate', { id: an.id });
    expect(await enter(an.email, bossPassword)).toMatchObject({ status: 401 });
    await act('activate', { id: an.id });
    const { token } = (await enter(an.email, bossPassword)).body as { token: string };
    await center.post('/api/admin/totp/begin', { token, password: bossPassword });
    const on = center.portalDb.prepare(
      'INSERT INTO second_factor SELECT user_id, sealed_seed, begun_at, 0 FROM second_factor_pending',
    );
    on.run();
    const kept = (await act('reset', { id: an.id })).body as { code: string };
    expect(await enter(an.email, kept.code)).toMatchObject({ body: { second_factor: 'totp' } });
    const bare = (await act('reset', { id: an.id, second_factor: true })).body as { code: string };
    expect(await enter(an.email, bare.code)).toMatchObject({ body: { role: 'admin' } });
  });

  it('is never the last active super-admin to go, not by himself either, nor by two at once', async () => {
    const { center, boss, act } = await aDesk();
    const last = { status: 400, body: { code: 'user.last-super-admin' } };
    expect(await act('deactivate', { id: boss.id })).toMatchObject(last);
    expect(await act('role', { id: boss.id, role: 'admin' })).toMatchObject(last);
    const second = await center.users.create('hai@example.vn', 'super-admin', bossPassword);
    const both = await Promise.all([act('deactivate', { id: second.id }), act('deactivate', { id: boss.id })]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const left = center.userStore.all().filter(({ is_active: isActive }) => isActive === 1);
    expect(left).toHaveLength(1);
  });

  it('that is unknown is said so', async () => {
    const { act } = await aDesk();
    for (const name of ['activate', 'deactivate', 'reset', 'end-sessions']) {
      expect(await act(name, { id: 'nobody' })).toMatchObject({ status: 404, body: { code: 'user.unknown' } });
    }
    expect(await act('role', { id: 'nobody', role: 'root' })).toMatchObject({
      status: 400,
      body: { error: 'role must be super-admin, admin or viewer' },
    });
  });
});
