import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readQr } from './bench/read-qr.ts';
import { ask } from './support/ask.ts';

import { certificateFiles } from './support/certificate-builder.ts';
import { aCenterFolder, exitOf, portOf, run } from './support/run-server.ts';
import { startCenter, type TestCenter } from './support/start-center.ts';
import { aStudent } from './support/student-builder.ts';
import { hasTools } from './support/tools.ts';

vi.setConfig({ testTimeout: 60_000 });

const revoked = { status: 401, body: { error: 'admin session revoked' } };
const an = { sbd: 'A01', name: 'nguyen van an', dob: '1.2.2010' };
const gone = { lookup: 'public lookup is currently disabled by the operator' };

/** What an operator types at the machine while the program runs. */
const shellOf = (center: TestCenter) => (sql: string) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(center.root, 'data', 'portal.db'), sql], {
    encoding: 'utf8',
  }).trim();

async function aCenter() {
  const center = await startCenter({ students: [aStudent()], files: await certificateFiles() });
  const search = async (asked: object = an) =>
    center.post('/api/search', { ...asked, ...(await center.solvedCaptcha()) });
  const certificateFor = (token: string) =>
    center.post('/api/download', { mode: 'admin', token, sbd: 'A01', round_id: 'main', subject_code: 'TOAN' });
  return { center, shell: shellOf(center), search, certificateFor };
}

// Source: upstream docs/operations, its recipes for the sqlite3 shell and its steps after an incident.
describe.skipIf(!hasTools('sqlite3'))('at the machine, with the sqlite3 shell', () => {
  it('the log answers who downloaded, who failed to come in, who changed what and who opened the lookup', async () => {
    const { center, shell, certificateFor } = await aCenter();
    const token = await center.signIn('super-admin', 'ha@saomai.vn');
    expect((await certificateFor(token)).status).toBe(200);
    await center.post('/api/admin/login', { email: 'La@Example.vn', password: 'doan mo' }, { from: '127.0.0.9' });
    await center.post('/api/admin/update', { token, sbd: 'A01', round_id: 'main', column: 'school', new_value: 'X' });
    await center.post('/api/admin/features/update', { token, lookup_enabled: false, download_enabled: false });
    const log = (what: string, where: string) => shell(`SELECT ${what} FROM admin_activity WHERE ${where}`);
    expect(
      log("user_email, json_extract(metadata, '$.subject_code')", "action = 'admin.download' AND target_id = 'A01'"),
    ).toBe('ha@saomai.vn|TOAN');
    expect(log("ip, count(*), json_extract(metadata, '$.reason')", "action = 'admin.login.failure' GROUP BY ip")).toBe(
      '127.0.0.9|1|bad-password',
    );
    expect(log("target_id, json_extract(metadata, '$.column')", "action = 'student.update'")).toMatch(/:A01\|school$/);
    expect(log("json_extract(metadata, '$.lookup_enabled')", "action = 'admin.features.update'")).toBe('0');
    expect(log('count(*)', "timestamp >= '2000-01-01T00:00:00Z'")).toBe('4');
  });

  it('a deactivated account is out at once, and nobody else', async () => {
    const { center, shell } = await aCenter();
    const [out, other] = [await center.signIn('admin', 'ra@example.vn'), await center.signIn('viewer')];
    shell("UPDATE admin_users SET is_active = 0 WHERE email = 'ra@example.vn'");
    expect(await center.post('/api/admin/session', { token: out })).toMatchObject(revoked);
    expect(await center.post('/api/admin/session', { token: other })).toMatchObject({ status: 200 });
  });

  it('a corrected row is found by its new name and no longer by its old one', async () => {
    const { shell, search } = await aCenter();
    expect(await search()).toMatchObject({ status: 200 });
    shell("UPDATE students SET full_name = 'Nguyễn Văn Ẩn Danh' WHERE sbd = 'A01'");
    expect(await search()).toMatchObject({ status: 404 });
    expect(await search({ ...an, name: 'nguyen van an danh' })).toMatchObject({ status: 200 });
  });

  it('a gate is closed by its key, and open as at first once the key is deleted', async () => {
    const { shell, search } = await aCenter();
    const key = 'feature:public_lookup_enabled';
    shell(`INSERT OR REPLACE INTO kv_durable VALUES ('${key}', '0', NULL)`);
    expect(await search()).toMatchObject({ status: 503, body: { error: gone.lookup } });
    shell(`DELETE FROM kv_durable WHERE key = '${key}'`);
    expect(await search()).toMatchObject({ status: 200 });
  });

  it('a token whose id is put on the denylist is dead at once', async () => {
    const { center, shell } = await aCenter();
    const token = await center.signIn('admin');
    const { body } = await center.post('/api/admin/session', { token });
    const { jti } = body as { jti: string };
    shell(`INSERT INTO kv_durable VALUES ('jwt_denylist:${jti}', '1', NULL)`);
    expect(await center.post('/api/admin/session', { token })).toMatchObject(revoked);
  });
});

describe('after an incident', () => {
  it('a new pair of QR keys signs what is issued from now on; what the old one signed is refused', async () => {
    const { center, certificateFor } = await aCenter();
    const token = await center.signIn('super-admin');
    const issue = async () => (await readQr((await certificateFor(token)).bytes)).split('blob=')[1] ?? '';
    const check = (blob: string) => center.post('/api/verify', { blob });
    const old = await issue();
    expect(await check(old)).toMatchObject({ body: { valid: true } });
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(center.root, 'private_key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(center.root, 'public_key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    center.clock.pass(5_000);
    expect(await check(await issue())).toMatchObject({ body: { valid: true } });
    const answer = { valid: false, reason: 'signature does not match payload' };
    expect(await check(old)).toMatchObject({ status: 200, body: answer });
  });

  it('another JWT_SECRET in .env signs everyone out at the next start, and in again', async () => {
    const root = aCenterFolder();
    const account = { email: 'ha@saomai.vn', password: 'con-meo-nho-2026' };
    const environment = { ADMIN_DEFAULT_EMAIL: account.email, ADMIN_DEFAULT_PASSWORD: account.password };
    async function start() {
      const { child } = run(['--data', root, '--port', '0'], environment);
      const port = await portOf(child);
      const post = (path: string, body: object) => ask({ port, method: 'POST', path: `/api/admin/${path}`, body });
      const stop = async () => {
        child.kill('SIGTERM');
        expect(await exitOf(child)).toBe(0);
      };
      return { post, stop };
    }
    const first = await start();
    const { body } = await first.post('login', account);
    const { token } = body as { token: string };
    expect(await first.post('session', { token })).toMatchObject({ status: 200 });
    await first.stop();
    const path = join(root, '.env');
    const before = readFileSync(path, 'utf8');
    const after = before.replace(/^JWT_SECRET=.*$/m, `JWT_SECRET=${'mot bi mat khac hoan toan '.repeat(2)}`);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    const second = await start();
    expect(await second.post('session', { token })).toMatchObject({
      status: 401,
      body: { error: 'admin token is invalid' },
    });
    expect(await second.post('login', account)).toMatchObject({ status: 200, body: { role: 'super-admin' } });
    await second.stop();
  });
});
