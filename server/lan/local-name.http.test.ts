import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import makeMdns, { type MulticastDNS } from 'multicast-dns';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { aLog } from '../../test/support/scratch.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { createAnnouncer } from './announcer.ts';

/** Second loopback addresses are networks to those on the same machine; a port of our own disturbs no one. */
const card = { name: 'wlan0', address: '127.0.0.2' };
const on = { is_on: true, is_panel_on: false, card: null };
/** From the center's slug. */
const host = 'ky-thi-thu.local';

async function aPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Another device on the network. */
async function aDevice(port: number): Promise<MulticastDNS> {
  const device = makeMdns({ interface: '127.0.0.3', bind: '0.0.0.0', port });
  onTestFinished(() => device.destroy());
  await once(device, 'networkInterface');
  return device;
}

/** The next single record that the device hears of; what is told unasked has two. */
function hears(device: MulticastDNS): Promise<unknown> {
  return new Promise((resolve) => {
    device.on('response', ({ answers = [] }) => {
      if (answers.length === 1) resolve(answers[0]);
    });
  });
}
function lookUp(device: MulticastDNS, name: string, type: 'A' | 'AAAA'): Promise<unknown> {
  const answer = hears(device);
  device.query(name, type);
  return answer;
}

async function aCenter() {
  const port = await aPort();
  const names = createAnnouncer({ port, probeMs: 40, log: aLog() });
  const center = await startCenter({ lanCards: [card], names });
  const token = await center.signIn('super-admin');
  const send = async (path: string, body: object = {}) =>
    (await center.post(`/api/admin/lan${path}`, { token, ...body })).body;
  return { center, send, device: await aDevice(port), port };
}

it('answers to its name on the network while that is switched on, and at its door', async () => {
  const { center, send, device } = await aCenter();
  const visit = () =>
    ask({ port: center.port, method: 'GET', path: '/nowhere', headers: { host: `${host}:${center.port}` } });
  expect(await send('')).toMatchObject({ name: { host, url: null, trouble: null } });
  expect((await visit()).status).toBe(421);

  expect(await send('/switch', on)).toMatchObject({ name: { host, url: `http://${host}:${center.port}` } });
  expect(await lookUp(device, host, 'A')).toMatchObject({ type: 'A', data: card.address, flush: true });
  expect(await lookUp(device, host, 'AAAA')).toMatchObject({ type: 'NSEC' });
  expect((await visit()).status).toBe(404);
  const today = await center.post('/api/admin/today', { token: await center.signIn('viewer') });
  expect(today.body).toMatchObject({ address: { name_url: `http://${host}:${center.port}` } });

  const goodbye = hears(device);
  expect(await send('/switch', { ...on, is_on: false })).toMatchObject({ name: { url: null } });
  expect(await goodbye).toMatchObject({ name: host, ttl: 0 });
  expect((await visit()).status).toBe(421);
});

it('leaves a name to the machine that has it, says whose it is, and takes the one staff choose instead', async () => {
  const { center, send, device } = await aCenter();
  device.on('query', ({ questions = [] }) => {
    if (questions.some(({ name }) => name === host)) {
      device.respond([{ name: host, type: 'A', ttl: 120, data: '127.0.0.3' }]);
    }
  });
  expect(await send('/switch', on)).toMatchObject({
    bound: { address: card.address },
    name: { host, url: null, trouble: 'taken', taken_by: '127.0.0.3', proposal: 'ky-thi-thu-2' },
  });

  const other = 'ky-thi-thu-2.local';
  expect(await send('/name', { name: '-demo' })).toMatchObject({ code: 'request.invalid' });
  expect(await send('/name', { name: 'ky-thi-thu-2' })).toMatchObject({
    name: { host: other, url: `http://${other}:${center.port}`, trouble: null },
  });
  expect(await lookUp(device, other, 'A')).toMatchObject({ data: card.address });
  expect(center.auditLog().at(-1)).toMatchObject({ action: 'lan.name', metadata: { name: other } });
});

it('goes on by its address alone where another program keeps the port of names to itself', async () => {
  const port = await aPort();
  const other = createSocket('udp4').bind(port);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const center = await startCenter({ lanCards: [card], names: createAnnouncer({ port, log: aLog() }) });
  const token = await center.signIn('super-admin');
  expect((await center.post('/api/admin/lan/switch', { token, ...on })).body).toMatchObject({
    url: `http://${card.address}:${center.port}`,
    trouble: null,
    name: { url: null, trouble: 'port-taken' },
  });
});
