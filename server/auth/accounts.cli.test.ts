import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder, portOf, run } from '../../test/support/run-server.ts';
import { openReadOnly } from '../db/open-database.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

const password = 'mot mat khau that dai';
const email = 'truong@saomai.vn';

/** A running server whose super-admin has signed in. */
async function aServedCenter(changes = {}) {
  const folder = aCenterFolder(changes);
  const env = { ADMIN_DEFAULT_PASSWORD: password, ADMIN_DEFAULT_EMAIL: email };
  const { child } = run(['--data', folder, '--port', '0'], env);
  const port = await portOf(child);
  const post = (path: string, body: unknown) => ask({ port, method: 'POST', path: `/api/admin${path}`, body });
  const signIn = async (typed: string) => {
    const answer = await post('/login', { email, password: typed });
    return { ...answer, token: (answer.body as { token?: string }).token ?? '' };
  };
  const whoAmI = async (token: string) => (await post('/session', { token })).status;
  return { folder, post, signIn, whoAmI };
}

function entriesOf(folder: string, action: string) {
  const db = openReadOnly(join(folder, 'data', 'portal.db'));
  onTestFinished(() => void db.close());
  return db.prepare('SELECT user_id, target_id, metadata FROM admin_activity WHERE action = ?').all(action);
}

describe('lvt-cert admin reset', () => {
  it('lets the owner of the folder in again beside a running server, and tells every administrator', async () => {
    const { folder, post, signIn, whoAmI } = await aServedCenter();
    const before = await signIn(password);
    const { code, out } = lvtCert(folder, ['admin', 'reset', ' Truong@SaoMai.vn']);
    expect(code).toBe(0);
    const [, once = ''] = /mã dùng một lần là ([A-Z2-9-]{19})\n/.exec(out) ?? [];
    expect(await whoAmI(before.token)).toBe(401);
    expect((await signIn(password)).status).toBe(401);
    const { token } = await signIn(once.toLowerCase());
    expect((await signIn(once)).status).toBe(401);

    expect(await post('/features', { token })).toMatchObject({ status: 403, body: { code: 'auth.password-due' } });
    const changed = await post('/password/change', { token, new_password: 'con-cho-to-2027' });
    const fresh = (changed.body as { token: string }).token;
    expect(await post('/features', { token: fresh })).toMatchObject({ status: 200 });
    const { body } = await post('/session', { token: fresh });
    expect(body).toMatchObject({ must_change_password: false, notices: [{ kind: 'rescue', email }] });
    expect(entriesOf(folder, 'admin.rescue')).toMatchObject([{ user_id: null, metadata: '{"second_factor":true}' }]);
    expect((await signIn('con-cho-to-2027')).status).toBe(200);
  });

  it('works where no server runs, and says who is unknown', () => {
    const folder = aCenterFolder();
    lvtCert(folder, ['admin', 'create', email], { input: `${password}\n` });
    expect(lvtCert(folder, ['admin', 'reset', email])).toMatchObject({ code: 0, errors: '' });
    expect(lvtCert(folder, ['admin', 'reset', 'ai@saomai.vn'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('không có tài khoản nào với email ai@saomai.vn') as string,
    });
  });

  it('says what to do where the center signs in by mail', () => {
    const folder = aCenterFolder({ admin: { auth_mode: 'otp_email' } });
    lvtCert(folder, ['admin', 'create', email], { input: `${password}\n` });
    const { out } = lvtCert(folder, ['admin', 'reset', email]);
    expect(out).toContain('đặt admin.auth_mode thành "password"');
  });
});

describe('lvt-cert admin', () => {
  it('changes role, closes and opens accounts, ends sessions: at once, and never without a super-admin', async () => {
    const { folder, signIn, whoAmI } = await aServedCenter();
    const { token } = await signIn(password);
    const alone = lvtCert(folder, ['admin', 'role', email, '--role', 'viewer']);
    expect(alone).toMatchObject({ code: 1 });
    expect(alone.errors).toContain('Quản trị cao nhất cuối cùng');
    expect(lvtCert(folder, ['admin', 'deactivate', email])).toMatchObject({ code: 1 });
    expect(await whoAmI(token)).toBe(200);

    expect(lvtCert(folder, ['admin', 'rotate-sessions', email]).out).toContain('đã kết thúc 1 phiên');
    expect(await whoAmI(token)).toBe(401);

    lvtCert(folder, ['admin', 'create', 'an@saomai.vn', '--role', 'super-admin'], { input: `${password}\n` });
    const second = await signIn(password);
    expect(lvtCert(folder, ['admin', 'deactivate', email]).code).toBe(0);
    expect(await whoAmI(second.token)).toBe(401);
    expect((await signIn(password)).status).toBe(401);
    lvtCert(folder, ['admin', 'activate', email]);
    expect(await whoAmI(second.token)).toBe(401);
    const third = await signIn(password);
    expect(third.status).toBe(200);

    expect(lvtCert(folder, ['admin', 'rotate-sessions']).out).toContain('Đã đổi khóa ký và kết thúc 1 phiên');
    expect(await whoAmI(third.token)).toBe(401);
    expect(entriesOf(folder, 'admin.secret.rotate')).toHaveLength(1);
  });
});
