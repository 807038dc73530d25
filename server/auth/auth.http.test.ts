import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { openReadOnly } from '../db/open-database.ts';

const password = 'con-meo-nho-2026';
const login = (center: TestCenter, email: string, typed: string, from?: string) =>
  center.post('/api/admin/login', { email, password: typed }, from === undefined ? {} : { from });

/** An account with a password, made as the command line makes it. */
const withAccount = async (setup = {}) => {
  const center = await startCenter(setup);
  const user = await center.users.create('Boss@Example.vn', 'super-admin', password);
  return { center, user };
};

describe('POST /api/admin/login', () => {
  it('signs in with the e-mail in any case, and logs it', async () => {
    const { center, user } = await withAccount();
    const answer = await login(center, ' BOSS@example.VN ', password);
    expect(answer).toMatchObject({ status: 200, body: { challenge_issued: false, role: 'super-admin' } });
    const { token } = answer.body as { token: string };
    expect(await center.post('/api/admin/features', { token })).toMatchObject({ status: 200 });
    expect(center.auditLog().at(-1)).toMatchObject({
      action: 'admin.login.success',
      user_id: user.id,
      user_email: 'boss@example.vn',
      metadata: { role: 'super-admin' },
      ip: '127.0.0.1',
    });
  });

  it('answers an unknown e-mail, a wrong password and an inactive account alike, and logs why without the password', async () => {
    const { center, user } = await withAccount();
    const unknown = await login(center, 'who@example.vn', password);
    const wrong = await login(center, 'boss@example.vn', 'wrong-password');
    center.portalDb.prepare('UPDATE admin_users SET is_active = 0 WHERE id = ?').run(user.id);
    const inactive = await login(center, 'boss@example.vn', password);
    for (const answer of [unknown, wrong, inactive]) {
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid credentials', code: 'auth.credentials' } });
    }
    const missing = await login(center, ' Typed@Example.vn', '');
    expect(missing).toMatchObject({ status: 401, body: { error: 'email and password are required' } });
    const failures = center.auditLog().filter(({ action }) => action === 'admin.login.failure');
    expect(failures).toMatchObject([
      { user_id: null, user_email: 'who@example.vn', metadata: { reason: 'bad-password' } },
      { user_email: 'boss@example.vn', metadata: { reason: 'bad-password' } },
      { user_email: 'boss@example.vn', metadata: { reason: 'bad-password' } },
      { user_email: 'typed@example.vn', metadata: { reason: 'missing-credentials' } },
    ]);
    expect(JSON.stringify(center.auditLog())).not.toContain(password);
  });

  it('takes the hash of upstream and makes it anew with more rounds', async () => {
    const { center, user } = await withAccount();
    const upstream = 'pbkdf2$200000$c2FsdHNhbHRzYWx0c2FsdA$lFKm1QBVYGUqBCQBzW0gQH5bjtWf2ixuzvZIiZlFP6I';
    const made = await import('node:crypto').then(({ pbkdf2Sync }) =>
      pbkdf2Sync(password, 'saltsaltsaltsalt', 200_000, 32, 'sha256').toString('base64url'),
    );
    const stored = upstream.replace(/[^$]+$/, made);
    center.portalDb.prepare('UPDATE admin_users SET password_hash = ? WHERE id = ?').run(stored, user.id);
    expect(await login(center, 'boss@example.vn', password)).toMatchObject({ status: 200 });
    expect(center.userStore.findById(user.id)?.password_hash).toMatch(/^pbkdf2\$600000\$[\w-]{22}\$[\w-]{43}$/);
    expect(await login(center, 'boss@example.vn', password)).toMatchObject({ status: 200 });
  });

  it.each(['', 'x', 'pbkdf2$0$YQ$YQ', 'pbkdf2$3000000$YQ$YQ', 'pbkdf2$1000$$', 'sha1$1$a$b'])(
    'matches nothing against the hash "%s"',
    async (hash) => {
      const { center, user } = await withAccount();
      center.portalDb.prepare('UPDATE admin_users SET password_hash = ? WHERE id = ?').run(hash, user.id);
      expect(await login(center, 'boss@example.vn', password)).toMatchObject({ status: 401 });
    },
  );

  it('lets ten a minute pass by address and by e-mail; the limited try is not logged', async () => {
    const { center } = await withAccount({ env: { TRUST_PROXY_HEADERS: '1' } });
    const tryFrom = (address: string, email: string) =>
      center.post('/api/admin/login', { email, password: '' }, { headers: { 'x-forwarded-for': address } });
    for (let count = 0; count < 10; count += 1) await tryFrom('203.0.113.1', `${count}@example.vn`);
    const before = center.auditLog().length;
    expect(await tryFrom('203.0.113.1', 'new@example.vn')).toMatchObject({
      status: 429,
      body: { error: "rate limit exceeded for 'admin_login' (identifier='203.0.113.1'); retry in 60s" },
    });
    for (let count = 0; count < 10; count += 1) await tryFrom(`203.0.113.${10 + count}`, 'one@example.vn');
    expect(await tryFrom('203.0.113.30', ' One@example.vn')).toMatchObject({
      status: 429,
      body: { error: "rate limit exceeded for 'admin_login_email' (identifier='one@example.vn'); retry in 60s" },
    });
    expect(center.auditLog()).toHaveLength(before + 10);
  });

  it('cannot be locked for staff at the PC by someone who fails on purpose elsewhere', async () => {
    const { center } = await withAccount();
    for (let count = 0; count < 15; count += 1) await login(center, 'boss@example.vn', '', '127.0.0.2');
    expect(await login(center, 'boss@example.vn', '', '127.0.0.3')).toMatchObject({ status: 429 });
    expect(await login(center, 'boss@example.vn', password)).toMatchObject({ status: 200 });
  });

  it('cannot be locked for a browser that signed in before, whose mark works for its e-mail alone', async () => {
    const { center } = await withAccount();
    await center.users.create('other@example.vn', 'admin', password);
    const panel = (device: string, email: string, from: string) =>
      center.post('/api/admin/login', { email, password, client: 'panel', device }, { from });
    const first = (await panel('', 'Boss@example.vn', '127.0.0.5')).body as { device: string };
    expect(first.device).toMatch(/^[\w-]{43}$/);
    const flood = async (email: string) => {
      for (let count = 0; count < 15; count += 1) await login(center, email, '', `127.0.0.${20 + count}`);
    };
    await flood('boss@example.vn');
    await flood('other@example.vn');
    expect(await panel('', 'boss@example.vn', '127.0.0.6')).toMatchObject({ status: 429 });
    expect(await panel(first.device, 'other@example.vn', '127.0.0.5')).toMatchObject({ status: 429 });
    const second = await panel(first.device, 'boss@example.vn', '127.0.0.5');
    expect(second).toMatchObject({ status: 200 });
    const { device } = second.body as { device: string };
    expect(device).not.toBe(first.device);
    expect(await panel(first.device, 'boss@example.vn', '127.0.0.5')).toMatchObject({ status: 429 });
    expect(await panel(device, 'boss@example.vn', '127.0.0.7')).toMatchObject({ status: 200 });
    const stored = center.portalDb.prepare('SELECT key, value FROM kv_durable').raw().all().flat().join(' ');
    expect(stored).toContain('known_device:');
    expect(stored).not.toContain(device);
  });

  it('keeps a browser known to every account that signs in there, and gives a mark to the panel alone', async () => {
    const { center } = await withAccount();
    await center.users.create('other@example.vn', 'admin', password);
    expect((await login(center, 'boss@example.vn', password)).body).not.toHaveProperty('device');
    let device = '';
    for (const email of ['boss@example.vn', 'other@example.vn']) {
      const answer = await center.post('/api/admin/login', { email, password, client: 'panel', device });
      device = (answer.body as { device: string }).device;
    }
    const key = `known_device:${createHash('sha256').update(device).digest('base64url')}`;
    expect((await center.kv.get(key))?.split('\n')).toEqual(['other@example.vn', 'boss@example.vn']);
    expect(await center.kv.scanPrefix('known_device:')).toEqual([key]);
  });

  it('tells of tries over the limit by one entry with their number', async () => {
    const { center } = await withAccount();
    for (let count = 0; count < 30; count += 1) await login(center, 'boss@example.vn', '', '127.0.0.2');
    await center.close();
    const db = openReadOnly(join(center.root, 'data', 'portal.db'));
    onTestFinished(() => void db.close());
    const told = db.prepare("SELECT metadata FROM admin_activity WHERE action = 'admin.login.failure' ORDER BY seq");
    const entries = told
      .pluck()
      .all()
      .map((metadata) => JSON.parse(String(metadata)) as unknown);
    expect(entries).toHaveLength(11);
    expect(entries.at(-1)).toEqual({ reason: 'rate-limit', count: 20, addresses: 1 });
  });
});

describe('POST /api/admin/logout', () => {
  it('revokes the token for good, may be said again, and always answers 200', async () => {
    const center = await startCenter();
    const token = await center.signIn('super-admin');
    const first = await center.post('/api/admin/logout', { token });
    const { jti } = first.body as { jti: string };
    expect(first).toMatchObject({ status: 200, body: { revoked: true } });
    expect(await center.post('/api/admin/logout', { token })).toMatchObject({ body: { revoked: true, jti } });
    expect(await center.post('/api/admin/features', { token })).toMatchObject({
      status: 401,
      body: { error: 'admin session revoked' },
    });
    expect(await center.post('/api/admin/logout', { token: 'x' })).toMatchObject({
      status: 200,
      body: { revoked: false, error: 'admin token is invalid' },
    });
    expect(center.auditLog().map(({ action, target_id: target }) => [action, target])).toEqual([
      ['admin.logout', jti],
      ['admin.logout', jti],
    ]);
    expect(await center.kv.get(`jwt_denylist:${jti}`)).toBe('1');
  });
});

describe('a session', () => {
  it('refuses each lower role, and ends with the account, its role and its sessions', async () => {
    const center = await startCenter();
    const tokens = { viewer: await center.signIn('viewer'), admin: await center.signIn('admin') };
    for (const token of Object.values(tokens)) {
      for (const path of ['/api/admin/features', '/api/admin/features/update']) {
        expect(await center.post(path, { token, lookup_enabled: 1 })).toMatchObject({
          status: 403,
          body: { error: 'super-admin role required' },
        });
      }
    }
    for (const change of ['is_active = 0', "role = 'admin'", "sessions_valid_after = '2099-01-01T00:00:00Z'"]) {
      const token = await center.signIn('super-admin', `${change.length}@example.vn`);
      expect(await center.post('/api/admin/features', { token })).toMatchObject({ status: 200 });
      center.portalDb.exec(`UPDATE admin_users SET ${change} WHERE email = '${change.length}@example.vn'`);
      expect(await center.post('/api/admin/features', { token })).toMatchObject({
        status: 401,
        body: { error: 'admin session revoked' },
      });
    }
  });
});
