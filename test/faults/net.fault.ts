import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type FaultServer, fillCenter, startServer, strangerAt } from './center-folder.ts';
import { aFaultFolder, pause, tell } from './fault-run.ts';

const connections = 1_500;
const attackMs = 20_000;

/** Opens one from 127.0.0.2 that never finishes what it asks; again where it is closed, as long as it goes on. */
function dribble(port: number, open: Set<Socket>, isOver: () => boolean): void {
  const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  open.add(socket);
  socket.on('connect', () =>
    socket.write(`POST /api/search HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 500\r\n`),
  );
  socket.on('error', () => undefined);
  socket.on('close', () => {
    open.delete(socket);
    if (!isOver()) setTimeout(() => dribble(port, open, isOver), 200);
  });
}

/** One look-up by a student at the PC and one elsewhere on the network; how many went wrong. */
async function probe(server: FaultServer, number: number): Promise<number> {
  const asked = [server.search(1, strangerAt(5_000 + number)), server.get('/api/portal', '127.0.0.1')];
  const answers = await Promise.allSettled(asked);
  return answers.filter((answer) => answer.status === 'rejected' || answer.value.status !== 200).length;
}

/** Control, run when this was written: without the limit for each address 35 of 35 probes failed. */
it('keeps the kiosks served while one address holds 1,500 slow connections', { timeout: 120_000 }, async () => {
  const server = await startServer(fillCenter(aFaultFolder()));
  const open = new Set<Socket>();
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
    for (const socket of open) socket.destroy();
  });
  for (let count = 0; count < connections; count += 1) dribble(server.port, open, () => isOver);
  const start = performance.now();
  let [probes, failures, slowest] = [0, 0, 0];
  while (performance.now() - start < attackMs) {
    const before = performance.now();
    failures += await probe(server, probes);
    slowest = Math.max(slowest, performance.now() - before);
    probes += 1;
    for (const socket of open) if (!socket.destroyed) socket.write('X-A: b\r\n');
    await pause(500);
  }
  isOver = true;
  tell(
    `net: ${connections} slow connections for ${attackMs / 1000} s, ${probes} probes, ${failures} failures, slowest ${Math.round(slowest)} ms`,
  );
  expect(probes).toBeGreaterThan(5);
  expect(failures).toBe(0);
  expect(server.child.exitCode).toBeNull();
});
