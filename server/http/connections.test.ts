import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';

function open({ port }: TestCenter, from: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  // A connection over the cap is cut: that is what the tests look for.
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('open connections', () => {
  it('are 64 per address, closed at once above, and never refused to the PC itself', async () => {
    const center = await startCenter();
    const strangers = Array.from({ length: 80 }, () => open(center, '127.0.0.2'));
    const own = Array.from({ length: 80 }, () => open(center, '127.0.0.1'));
    await pause(500);
    expect(strangers.filter(({ destroyed }) => !destroyed)).toHaveLength(64);
    expect(own.filter(({ destroyed }) => !destroyed)).toHaveLength(80);
    expect((await center.get('/health', { from: '127.0.0.3' })).status).toBe(200);

    for (const socket of strangers) socket.destroy();
    await pause(300);
    expect((await center.get('/health', { from: '127.0.0.2' })).status).toBe(200);
  });

  it('leave places for the PC when strangers from many addresses take all they can', async () => {
    const center = await startCenter();
    const strangers: Socket[] = [];
    for (let address = 1; address <= 20; address += 1) {
      // One address after the other: the system itself drops what comes faster than it is taken.
      for (let count = 0; count < 60; count += 1) strangers.push(open(center, `127.0.1.${address}`));
      await pause(100);
    }
    const standing = () => strangers.filter(({ destroyed, connecting }) => !destroyed && !connecting).length;
    for (let wait = 0; wait < 50 && standing() !== 960; wait += 1) await pause(200);
    await pause(500);
    expect(standing()).toBe(960);
    for (let probe = 0; probe < 20; probe += 1) expect((await center.post('/api/captcha')).status).toBe(200);
    for (const socket of strangers) socket.destroy();
  }, 30_000);

  it('that send their head too slowly are answered 408 and closed', async () => {
    const center = await startCenter();
    const socket = open(center, '127.0.0.2');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => socket.write('x-a: b\r\n'), 1000);
    await once(socket, 'close');
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  }, 30_000);

  it('that send their body too slowly are answered 408', async () => {
    const center = await startCenter();
    const socket = open(center, '127.0.0.2');
    const answered = once(socket, 'data');
    socket.write(`POST /api/search HTTP/1.1\r\nHost: localhost:${center.port}\r\nContent-Length: 1000\r\n\r\n{`);
    const drip = setInterval(() => socket.write(' '), 1000);
    const [chunk] = (await answered) as [Buffer];
    clearInterval(drip);
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 408 [^]*request body took too long/);
  }, 30_000);
});
