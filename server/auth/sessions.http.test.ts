import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter, testSecret, type TestCenter } from '../../test/support/start-center.ts';
import { readEnvironment } from '../config/env.ts';
import type { ToServer } from '../desktop/desktop.contract.ts';

// Each password is 600,000 rounds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const password = 'con-meo-nho-2026';
const expired = { status: 401, body: { error: 'admin session expired' } };
const revoked = { status: 401, body: { error: 'admin session revoked', code: 'auth.token-revoked' } };
const minute = 60_000;

/** A center with an account that has a password. */
async function withBoss(setup = {}) {
  const center = await startCenter(setup);
  const boss = await center.users.create('boss@example.vn', 'super-admin', password);
  const signIn = async (client = '', userAgent = 'Firefox') => {
    const typed = { email: 'boss@example.vn', password, client };
    const answer = await center.post('/api/admin/login', typed, { headers: { 'user-agent': userAgent } });
    return (answer.body as { token: string }).token;
  };
  return { center, boss, signIn };
}

/** As `withBoss`, with a program at the other end of the line. */
async function withKiosk() {
  const listeners: ((message: ToServer) => void)[] = [];
  const onMessage = (listener: (message: ToServer) => void) => void listeners.push(listener);
  const parts = await withBoss({ desktop: { tell: () => undefined, onMessage } });
  const say = (message: ToServer) => {
    for (const listener of listeners) listener(message);
  };
  return { ...parts, say };
}

const whoAmI = (center: TestCenter, token: string) => center.post('/api/admin/session', { token });
const jtiOf = (token: string) => {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return (claims as { jti: string }).jti;
};

describe('a session', () => {
  it('tells who is signed in, and until when', async () => {
    const { center, boss, signIn } = await withBoss();
    expect(await whoAmI(center, await signIn('panel'))).toMatchObject({
      status: 200,
      body: {
        user_id: boss.id,
        email: 'boss@example.vn',
        role: 'super-admin',
        expires_at: '2026-05-20T16:00:00Z',
        idle_seconds: 1_800,
        auth_mode: 'password',
        has_password: true,
        has_second_factor: false,
        must_change_password: false,
        stepped_up_until: '2026-05-20T08:05:00Z',
        is_line_private: true,
        notices: [],
      },
    });
  });

  it('stands in a list with its address and browser; everyone’s only for super-admins', async () => {
    const { center, signIn } = await withBoss();
    const first = await signIn('', 'Firefox');
    const second = await signIn('', 'Chrome');
    const viewer = await center.signIn('viewer');
    await whoAmI(center, viewer);
    const own = await center.post('/api/admin/sessions', { token: second });
    expect(own.body).toMatchObject({
      sessions: [
        { jti: jtiOf(second), user_agent: 'Chrome', address: '127.0.0.1', is_current: true },
        { jti: jtiOf(first), user_agent: 'Firefox', is_current: false, created_at: '2026-05-20T08:00:00Z' },
      ],
    });
    const everyone = await center.post('/api/admin/sessions', { token: second, everyone: true });
    expect((everyone.body as { sessions: { email: string }[] }).sessions.map(({ email }) => email)).toEqual([
      'viewer@example.vn',
      'boss@example.vn',
      'boss@example.vn',
    ]);
    expect(await center.post('/api/admin/sessions', { token: viewer, everyone: true })).toMatchObject({ status: 403 });
  });

  it('is ended by its owner or a super-admin, and by nobody else', async () => {
    const { center, signIn } = await withBoss();
    const [boss, other] = [await signIn(), await signIn()];
    const viewer = await center.signIn('viewer');
    await whoAmI(center, viewer);
    const end = (token: string, jti: string) => center.post('/api/admin/sessions/end', { token, jti });
    expect(await end(viewer, jtiOf(other))).toMatchObject({ status: 403 });
    expect(await end(boss, 'nothing')).toMatchObject({ status: 404, body: { code: 'session.unknown' } });
    expect(await end(boss, jtiOf(other))).toMatchObject({ body: { ended: 1 } });
    expect(await end(boss, jtiOf(viewer))).toMatchObject({ body: { ended: 1 } });
    expect(await whoAmI(center, other)).toMatchObject(revoked);
    expect(await whoAmI(center, viewer)).toMatchObject(revoked);
    expect(await whoAmI(center, boss)).toMatchObject({ status: 200 });
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'session.end', target_id: jtiOf(viewer) });
  });

  it('is dead with all others in the very second they end, where a new sign-in lives', async () => {
    const { center, signIn } = await withBoss();
    const before = [await signIn(), await signIn()];
    const foreign = (await center.tokens.issue(claimsOf(before[0] ?? ''))).token;
    expect(await whoAmI(center, foreign)).toMatchObject({ status: 200 });
    const unseen = (await center.tokens.issue(claimsOf(before[0] ?? ''))).token;
    const ended = await center.post('/api/admin/sessions/end', { token: before[0], all: true });
    expect(ended).toMatchObject({ body: { ended: 3 } });
    for (const token of [...before, foreign, unseen]) expect(await whoAmI(center, token)).toMatchObject(revoked);
    expect(await whoAmI(center, await signIn())).toMatchObject({ status: 200 });
  });

  it('ends after 30 minutes without use where our panel asked for it, and only there', async () => {
    const { center, signIn } = await withBoss();
    const [panel, client] = [await signIn('panel'), await signIn()];
    const list = (token: string) => center.post('/api/admin/features', { token });
    center.clock.pass(18 * minute);
    await list(panel);
    center.clock.pass(29 * minute);
    // Asking who one is does not keep a session alive.
    expect(await whoAmI(center, panel)).toMatchObject({ status: 200 });
    center.clock.pass(2 * minute);
    expect(await list(panel)).toMatchObject(expired);
    center.clock.pass(60 * minute);
    expect(await list(client)).toMatchObject({ status: 200 });
    center.clock.pass(7 * 60 * minute);
    expect(await list(client)).toMatchObject(expired);
  });

  it('is not kept alive by an open page that listens and asks by itself, but by who touches it', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn('panel');
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    const stream = center.get('/api/admin/events', bearer);
    const asked = ['today', 'health', 'gates/schedule', 'requests', 'audit/find', 'audit/verdict', 'session'];
    const leftOpen = async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      center.clock.pass(10 * minute);
      for (const path of ['jobs', 'backups', 'lan']) await center.get(`/api/admin/${path}`, bearer);
      for (const path of asked)
        expect(await center.post(`/api/admin/${path}`, { token })).toMatchObject({ status: 200 });
    };
    for (let count = 0; count < 2; count += 1) await leftOpen();
    expect(await center.post('/api/admin/session/here', { token })).toMatchObject({ status: 200, body: {} });
    for (let count = 0; count < 3; count += 1) await leftOpen();
    center.clock.pass(minute);
    expect(await whoAmI(center, token)).toMatchObject(expired);
    expect((await stream).status).toBe(200);
  });

  it('ends after 10 minutes at the PC whose kiosk window is open, where students stand', async () => {
    const { center, signIn, say } = await withKiosk();
    const token = await signIn('panel');
    center.clock.pass(11 * minute);
    expect(await whoAmI(center, token)).toMatchObject({ status: 200 });
    say({ type: 'window', token: 'a'.repeat(43) });
    const kiosk = center.get('/api/events', { headers: { cookie: `lvt_window=${'a'.repeat(43)}` } });
    await expect.poll(async () => (await whoAmI(center, token)).status).toBe(401);
    const other = await signIn('panel');
    center.clock.pass(9 * minute);
    expect(await whoAmI(center, other)).toMatchObject({ status: 200 });
    center.clock.pass(2 * minute);
    expect(await whoAmI(center, other)).toMatchObject(expired);
    await center.close();
    expect((await kiosk).status).toBe(200);
  });

  it('shows a rescue at the machine to everyone for seven days', async () => {
    const { center } = await withBoss();
    center.staff.notices.putRescue('u1', { at: '2026-05-20T08:00:00Z', email: 'an@example.vn' });
    const noticesOf = async (email: string) => {
      const token = await center.signIn('viewer', email);
      return ((await whoAmI(center, token)).body as { notices: unknown }).notices;
    };
    const rescue = { kind: 'rescue', email: 'an@example.vn', at: '2026-05-20T08:00:00Z', reason: null };
    center.clock.pass(7 * 24 * 60 * minute);
    expect(await noticesOf('a@b.vn')).toEqual([rescue]);
    center.clock.pass(minute);
    expect(await noticesOf('b@b.vn')).toEqual([]);
  });

  it('is ended as the oldest where a user has more than fifty', async () => {
    const { center, boss, signIn } = await withBoss();
    const first = await signIn();
    const issue = async () => {
      const { token } = await center.tokens.issue({ sub: boss.id, email: boss.email, role: 'super-admin' });
      await whoAmI(center, token);
      return token;
    };
    const second = await issue();
    for (let count = 0; count < 49; count += 1) await issue();
    expect(await whoAmI(center, first)).toMatchObject(revoked);
    expect(await whoAmI(center, second)).toMatchObject({ status: 200 });
  });

  it.each([
    ['deactivated', 'is_active = 0'],
    ['given another role', "role = 'admin'"],
  ])('is dead at once where the account is %s by the sqlite3 program', async (_name, change) => {
    const { center, signIn } = await withBoss();
    const token = await signIn();
    execFileSync('sqlite3', [join(center.root, 'data', 'portal.db'), `UPDATE admin_users SET ${change}`]);
    expect(await whoAmI(center, token)).toMatchObject(revoked);
  });

  it('goes on where the use of it cannot be noted', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn('panel');
    center.portalDb.exec(`CREATE TRIGGER filler BEFORE UPDATE ON admin_session BEGIN
      INSERT INTO settings VALUES ('filler', hex(zeroblob(1000000)), ''); END`);
    const { page_count: pages } = center.portalDb.prepare('PRAGMA page_count').get() as { page_count: number };
    center.portalDb.pragma(`max_page_count = ${pages}`);
    for (let count = 0; count < 5; count += 1) {
      center.clock.pass(20 * minute);
      expect(await center.post('/api/admin/features', { token })).toMatchObject({ status: 200 });
    }
    expect(center.log.lines.join()).toContain('auth.use-not-written');
  });
});

describe('a password of one’s own', () => {
  const change = (center: TestCenter, token: string, current_password: string, new_password: string) =>
    center.post('/api/admin/password/change', { token, current_password, new_password });

  it('is changed with the old one; every session ends but the new one', async () => {
    const { center, signIn } = await withBoss();
    const [mine, other] = [await signIn(), await signIn()];
    expect(await change(center, mine, 'wrong-password', 'con-cho-to-2027')).toMatchObject({
      status: 400,
      body: { code: 'auth.wrong-password' },
    });
    expect(await change(center, mine, password, 'ngan')).toMatchObject({ body: { code: 'user.password-short' } });
    const { token } = (await change(center, mine, password, 'con-cho-to-2027')).body as { token: string };
    expect(await whoAmI(center, mine)).toMatchObject(revoked);
    expect(await whoAmI(center, other)).toMatchObject(revoked);
    expect(await whoAmI(center, token)).toMatchObject({ status: 200 });
    const actions = center.auditLog().map(({ action }) => action);
    expect(actions).toContain('user.password.change');
    expect(actions).toContain('admin.step-up.failure');
    expect(JSON.stringify(center.auditLog())).not.toContain('con-cho');
  });

  it('cannot be guessed through a session: ten tries a minute', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn();
    const answers = await Promise.all(Array.from({ length: 30 }, () => change(center, token, 'x', 'y')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });
});

describe('a new signing secret', () => {
  it('signs everyone out, is in .env, and leaves an entry', async () => {
    const { center, signIn } = await withBoss();
    const tokens = [await signIn(), await signIn()];
    const rotated = await center.post('/api/admin/secret/rotate', { token: tokens[0] });
    expect(rotated).toMatchObject({ status: 200, body: { ended: 2 } });
    for (const token of tokens) expect(await whoAmI(center, token)).toMatchObject({ status: 401 });
    const text = readFileSync(join(center.root, '.env'), 'utf8');
    expect(text).not.toContain(testSecret);
    expect(text).toMatch(/^JWT_SECRET=[\w-]{64}$/m);
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'admin.secret.rotate', metadata: { ended: 2 } });
    expect(await whoAmI(center, await signIn())).toMatchObject({ status: 200 });
  });

  it('is refused where the environment gives the secret, and nobody is signed out', async () => {
    const { center, signIn } = await withBoss({ env: { JWT_SECRET: testSecret } });
    const token = await signIn();
    expect(await center.post('/api/admin/secret/rotate', { token })).toMatchObject({
      status: 501,
      body: { code: 'auth.secret-outside' },
    });
    expect(readEnvironment(center.root, {}).JWT_SECRET).toBe(testSecret);
    expect(await whoAmI(center, token)).toMatchObject({ status: 200 });
  });
});

describe('the two programs', () => {
  it('take each other’s tokens under the same secret', async () => {
    const { center, boss } = await withBoss({ config: aConfig() });
    // As PyJWT of the earlier program writes it.
    const upstream = await center.tokens.issue({ sub: boss.id, email: boss.email, role: 'super-admin' });
    expect(await whoAmI(center, upstream.token)).toMatchObject({
      body: { idle_seconds: null, stepped_up_until: null },
    });
  });
});

function claimsOf(token: string): { sub: string; email: string; role: 'super-admin' } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as never;
}
