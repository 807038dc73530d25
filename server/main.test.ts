import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../test/support/ask.ts';
import { aCenterFolder, exitOf, portOf, run } from '../test/support/run-server.ts';
import { aFolder } from '../test/support/scratch.ts';

describe('the server as a program', () => {
  it('prints one ready line, answers, and on SIGTERM ends streams, empties the WAL and ends with 0', async () => {
    const root = aCenterFolder();
    const server = run(['--data', root, '--port', '0']);
    const port = await portOf(server.child);
    expect(await ask({ port, method: 'GET', path: '/api/portal' })).toMatchObject({
      status: 200,
      body: { name: 'Kỳ thi thử', preparing: null },
    });
    const stream = ask({ port, method: 'GET', path: '/api/events' });
    await ask({ port, method: 'POST', path: '/api/captcha' });
    server.child.kill('SIGTERM');
    expect(await exitOf(server.child)).toBe(0);
    expect((await stream).body).toContain('event: portal');
    expect(server.stdout()).toBe(`ready http://127.0.0.1:${port}\n`);
    expect(() => readFileSync(join(root, 'data', 'portal.db-wal'))).toThrow('ENOENT');
    expect(readFileSync(join(root, '.env'), 'utf8')).toMatch(/^JWT_SECRET=[\w-]{64}\nSECOND_FACTOR_KEY=[\w-]{43}\n$/);
  }, 30_000);

  it('ends with 3 where the folder is open already, and with 4 where the port is taken', async () => {
    const root = aCenterFolder();
    const first = run(['--data', root, '--port', '0']);
    const port = await portOf(first.child);
    const second = run(['--data', root, '--port', '0']);
    expect(await exitOf(second.child)).toBe(3);
    expect(second.stderr()).toContain(`${root} đang được một chương trình khác mở (tiến trình`);
    expect(await ask({ port, method: 'GET', path: '/health' })).toMatchObject({ status: 200 });

    const squatter = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void squatter.close());
    await once(squatter, 'listening');
    const taken = (squatter.address() as AddressInfo).port;
    const third = run(['--data', aCenterFolder(), '--port', String(taken)]);
    expect(await exitOf(third.child)).toBe(4);
    expect(third.stderr()).toContain(`Cổng ${taken} đang được chương trình khác dùng`);
    expect(third.stdout()).toBe('');
  }, 30_000);

  it.each([
    ['an unknown argument', ['--bogus'], 2, "unknown option '--bogus'"],
    ['a port that is none', ['--port', '99999'], 2, '--port 99999: must be a whole number'],
    ['no config', [], 1, 'config file not found'],
  ])(
    'ends for %s with a line, a remedy and a code',
    async (_what, args, code, line) => {
      const server = run(['--data', aFolder(), ...args]);
      expect(await exitOf(server.child)).toBe(code);
      expect(server.stderr()).toContain(line);
      expect(server.stderr().trim().split('\n').length).toBeLessThanOrEqual(2);
      expect(server.stdout()).toBe('');
    },
    30_000,
  );

  it('ends with 2 for a broken config and for a placeholder secret, naming each', async () => {
    const root = aCenterFolder();
    const placeholder = run(['--data', aCenterFolder()], { JWT_SECRET: 'change-me-please-change-me-please-change' });
    writeFileSync(join(root, 'cert.config.json'), '{"project": }');
    const broken = run(['--data', root]);
    expect([await exitOf(placeholder.child), await exitOf(broken.child)]).toEqual([2, 2]);
    expect(placeholder.stderr()).toContain('  - JWT_SECRET: cần ít nhất 32 byte');
    expect(broken.stderr()).toContain('is not valid JSON');
    expect(placeholder.stderr()).toContain('Sửa những chỗ nêu ở trên rồi chạy lại');
  }, 30_000);

  it('takes a config of any name, and its folder for the center', async () => {
    const root = aCenterFolder();
    renameSync(join(root, 'cert.config.json'), join(root, 'kỳ thi.json'));
    const server = run(['--config', join(root, 'kỳ thi.json'), '--port', '0']);
    const port = await portOf(server.child);
    expect(await ask({ port, method: 'GET', path: '/api/portal' })).toMatchObject({ body: { name: 'Kỳ thi thử' } });
    expect(existsSync(join(root, 'data', 'portal.db'))).toBe(true);
  }, 30_000);

  it('stays up for a damaged folder: alive, and its page says what to do in both languages', async () => {
    const root = aCenterFolder();
    mkdirSync(join(root, 'data'));
    writeFileSync(join(root, 'data', 'portal.db'), 'no database at all, but long enough to be one: '.repeat(50));
    const server = run(['--data', root, '--port', '0']);
    const port = await portOf(server.child);
    expect(await ask({ port, method: 'GET', path: '/health' })).toMatchObject({ status: 200, body: { ok: true } });
    const page = await ask({ port, method: 'GET', path: '/' });
    expect(page.status).toBe(503);
    expect(page.body).toContain('Trung tâm chưa mở được');
    expect(page.body).toContain('The center cannot be opened');
    expect(page.body).toContain('is damaged');
    expect((await ask({ port, method: 'GET', path: '/', from: '127.0.0.2' })).body).not.toContain(root);
    expect(await ask({ port, method: 'POST', path: '/api/captcha' })).toMatchObject({
      status: 503,
      body: { code: 'center.damaged' },
    });
    server.child.kill('SIGTERM');
    expect(await exitOf(server.child)).toBe(0);
    expect(readFileSync(join(root, 'data', 'portal.db'), 'utf8')).toContain('no database at all');
  }, 30_000);
});
