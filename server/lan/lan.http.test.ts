import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { codeOf, hasTools, textOf } from '../../test/support/tools.ts';

vi.setConfig({ testTimeout: 30_000 });

const on = { is_on: true, is_panel_on: false, card: null };
const wifi = { name: 'wlan0', address: '127.0.0.2' };
const cable = { name: 'eth0', address: '127.0.0.3' };

it('is off until staff switch it on, lets others in at one address, and shuts them out again', async () => {
  const center = await startCenter({ lanCards: [wifi] });
  const token = await center.signIn('super-admin');
  const visit = (host: string, port: number) => ask({ port, host, method: 'GET', path: '/health' });
  expect((await center.post('/api/admin/lan', { token })).body).toMatchObject({ is_on: false, bound: null, url: null });
  await expect(visit(wifi.address, center.port)).rejects.toThrow('ECONNREFUSED');

  const { status, body } = await center.post('/api/admin/lan/switch', { token, ...on });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    is_on: true,
    bound: { address: wifi.address, port: center.port },
    trouble: null,
    url: `http://${wifi.address}:${center.port}`,
  });
  expect((await visit(wifi.address, center.port)).status).toBe(200);
  await expect(visit(cable.address, center.port)).rejects.toThrow('ECONNREFUSED');
  expect((await center.post('/api/admin/lan/test', { token })).body).toMatchObject({ is_answered: true });

  const off = await center.post('/api/admin/lan/switch', { token, ...on, is_on: false });
  expect(off.body).toMatchObject({ is_on: false, bound: null, url: null });
  await expect(visit(wifi.address, center.port)).rejects.toThrow('ECONNREFUSED');
  expect(center.auditLog().map(({ action, metadata }) => [action, metadata])).toEqual([
    ['lan.switch', { is_on: true, is_panel_on: false }],
    ['lan.switch', { is_on: false, is_panel_on: false }],
  ]);
});

const network = Object.values(networkInterfaces())
  .flatMap((cards = []) => cards)
  .find(({ family, internal }) => family === 'IPv4' && !internal);

it.runIf(network)('opens the panel to others only where that is switched on as well', async () => {
  const { address = '' } = network ?? {};
  const center = await startCenter({ lanCards: [{ name: 'real', address }] });
  const token = await center.signIn('super-admin');
  const headers = { host: `localhost:${center.port}` };
  const session = () =>
    ask({ port: center.port, host: address, method: 'POST', path: '/api/admin/session', body: { token }, headers });
  await center.post('/api/admin/lan/switch', { token, ...on });
  expect(await session()).toMatchObject({ status: 403, body: { code: 'panel.off-on-lan' } });
  await center.post('/api/admin/lan/switch', { token, ...on, is_panel_on: true });
  expect(await session()).toMatchObject({ status: 200 });
  await center.post('/api/admin/lan/switch', { token, ...on });
  expect(await session()).toMatchObject({ status: 403 });
});

it('says where there is no network, and follows a changed address by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const lanCards = [wifi];
    const center = await startCenter({ lanCards });
    center.lan.start();
    const token = await center.signIn('super-admin');
    await center.post('/api/admin/lan/switch', { token, ...on });
    const state = async () => (await center.post('/api/admin/lan', { token })).body;
    const comesTo = async (expected: object) => {
      vi.advanceTimersByTime(10_000);
      await vi.waitFor(async () => expect(await state()).toMatchObject(expected));
    };
    lanCards.splice(0, 1);
    await comesTo({ bound: null, trouble: 'no-network', url: null });
    lanCards.push(cable);
    await comesTo({ bound: { address: cable.address }, trouble: null });
  } finally {
    vi.useRealTimers();
  }
});

it('takes another port where the own is taken on that address', async () => {
  const center = await startCenter({ lanCards: [wifi] });
  const token = await center.signIn('super-admin');
  const other = createServer().listen(center.port, wifi.address);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { body } = await center.post('/api/admin/lan/switch', { token, ...on });
  expect(body).toMatchObject({ bound: { address: wifi.address }, wanted_port: center.port });
  expect(body).not.toMatchObject({ bound: { port: center.port } });
});

it.skipIf(!hasTools('pdftotext', 'pdftoppm', 'zbarimg'))(
  'makes a poster of one A4 page that says and holds the address, and remembers it',
  async () => {
    const center = await startCenter({ lanCards: [wifi] });
    const token = await center.signIn('super-admin');
    const asked = { token, locale: 'vi', wifi: 'SaoMai-Thí sinh' };
    expect(await center.post('/api/admin/lan/poster', asked)).toMatchObject({ status: 409, body: { code: 'lan.off' } });
    const url = `http://${wifi.address}:${center.port}`;
    await center.post('/api/admin/lan/switch', { token, ...on });
    const { bytes } = await center.post('/api/admin/lan/poster', asked);
    const text = textOf(bytes);
    expect(text).toContain('Nối Wi-Fi “SaoMai-Thí sinh”');
    expect(text).toContain(`${wifi.address}:${center.port}`);
    expect(codeOf(bytes, 100)).toBe(url);
    const state = await center.post('/api/admin/lan', { token });
    expect(state.body).toMatchObject({ poster: { url, wifi: 'SaoMai-Thí sinh' } });
    const emoji = await center.post('/api/admin/lan/poster', { ...asked, wifi: 'nhà 🏠' });
    expect(emoji).toMatchObject({ status: 400, body: { code: 'lan.poster-character', character: '🏠' } });
  },
);
