import { networkInterfaces } from 'node:os';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { systemRandom } from '../random.ts';
import { capConnections } from './connections.ts';
import { createDoor } from './door.ts';
import { type CenterFace, createHttpServer } from './http-server.ts';

/** A server whose center is still being opened. */
async function aPreparingServer() {
  const door = createDoor<CenterFace>();
  const server = createHttpServer({
    door,
    pagesFolder: aFolder(),
    locale: 'vi',
    allowedOrigins: undefined,
    publicBaseUrl: undefined,
    trustProxyHeaders: false,
    forceHsts: false,
    addresses: () => [],
    hostName: 'exam-pc',
    host: '127.0.0.1',
    clock: aClock(),
    random: systemRandom,
    log: aLog(),
    onFatal: (error) => {
      throw error;
    },
  });
  const port = await server.listen(0);
  onTestFinished(() => server.close());
  return { door, port };
}

describe('while the center is being opened', () => {
  it('it is alive, pages show how far it is, and the API waits ten seconds and then says to come back', async () => {
    const { door, port } = await aPreparingServer();
    door.report({ step: 'indexing', rows: 44_000 });
    const waiting = ask({ port, method: 'POST', path: '/api/captcha' });
    expect(await ask({ port, method: 'GET', path: '/health' })).toMatchObject({ status: 200, body: { ok: true } });
    const page = await ask({ port, method: 'GET', path: '/' });
    expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    for (const words of ['Đang chuẩn bị', '44000', 'http-equiv="refresh"']) expect(page.body).toContain(words);
    expect(await waiting).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'center.preparing', retry_after: 5 },
    });
  }, 30_000);

  it('callers who wait are let in as soon as it is open', async () => {
    const { door, port } = await aPreparingServer();
    const waiting = ask({ port, method: 'POST', path: '/api/captcha' });
    await ask({ port, method: 'GET', path: '/health' });
    const center = await startCenter();
    door.open(center.face);
    expect(await waiting).toMatchObject({ status: 200, body: { question: expect.stringMatching(/ = \?$/) as string } });
  });
});

const lanAddress = Object.values(networkInterfaces())
  .flatMap((cards) => cards ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe('the part of the staff over the network', () => {
  it.skipIf(lanAddress === undefined)('is refused by name unless it was switched on', async () => {
    const host = lanAddress ?? '';
    const closed = await startCenter({ host: '0.0.0.0' });
    const opened = await startCenter({ host: '0.0.0.0', env: { PANEL_ON_LAN: '1' } });
    for (const [center, status] of [
      [closed, 403],
      [opened, 200],
    ] as const) {
      const { port } = center;
      const over = { port, host, method: 'POST', headers: { host: `127.0.0.1:${port}` } };
      const token = await center.signIn('super-admin');
      const body = { token };
      expect((await ask({ ...over, path: '/api/admin/features', body })).status).toBe(status);
      const bySearch = await ask({ ...over, path: '/api/search', body: { mode: 'admin', token, sbd: 'A01' } });
      expect(bySearch.status).toBe(status === 403 ? 403 : 404);
      const page = await ask({ ...over, method: 'GET', path: '/admin/users' });
      expect(page.status).toBe(status === 403 ? 403 : 503);
      expect(String(page.body).includes('PANEL_ON_LAN=1')).toBe(status === 403);
      expect((await ask({ ...over, path: '/api/captcha' })).status).toBe(200);
      expect((await center.post('/api/admin/features', { token })).status).toBe(200);
    }
    const refused = await ask({
      port: closed.port,
      host,
      method: 'POST',
      path: '/api/admin/login',
      headers: { host: `127.0.0.1:${closed.port}` },
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 'panel.off-on-lan' } });
  });
});

describe('a caller who does not read', () => {
  it('is cut after a silence, though the answer is not all sent', async () => {
    const server = createServer((_request, response) => response.end(Buffer.alloc(64 * 1024 * 1024)));
    capConnections({ server, trustProxyHeaders: false, silenceMs: 300 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const [cut] = await Promise.all([
      once(server, 'connection').then(([socket]) => once(socket as NodeJS.EventEmitter, 'close')),
      new Promise<void>((resolve) => {
        const slow = connect((server.address() as AddressInfo).port, '127.0.0.1', resolve);
        onTestFinished(() => void slow.destroy());
        slow.on('error', () => undefined);
        slow.pause();
        slow.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      }),
    ]);
    expect(cut).toBeDefined();
  });
});
