import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../support/ask.ts';
import { fillCenter, startServer, strangerAt } from './center-folder.ts';
import { aFaultFolder, pause, tell } from './fault-run.ts';

const clients = 500;
const soakMs = 60_000;

/** MiB of memory that the process holds. */
function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

it.runIf(process.platform === 'linux')(
  'answers 500 connections for a minute without an error, and does not grow',
  { timeout: 180_000 },
  async () => {
    const server = await startServer(fillCenter(aFaultFolder()));
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    onTestFinished(() => {
      agent.destroy();
    });
    let [asked, errors, isOver] = [0, 0, false];
    async function client(number: number): Promise<void> {
      const from = strangerAt(number);
      while (!isOver) {
        const isLookUp = asked % 20 === 0;
        asked += 1;
        const asking = isLookUp
          ? server.search(1 + (number % 200), from)
          : ask({ port: server.port, method: 'GET', path: '/api/portal', from, agent });
        const status = await asking.then((answer) => answer.status).catch(() => 0);
        // A limit that answers is no error.
        if (status !== 200 && status !== 429) errors += 1;
        await pause(100);
      }
    }
    const running = Array.from({ length: clients }, (_, number) => client(number));
    await pause(soakMs / 6);
    const before = rssOf(server.child.pid ?? 0);
    await pause(soakMs);
    const after = rssOf(server.child.pid ?? 0);
    isOver = true;
    await Promise.all(running);
    tell(
      `soak: ${clients} connections, ${soakMs / 1000} s, ${asked} requests, ${errors} errors, ${Math.round(before)} to ${Math.round(after)} MiB`,
    );
    expect(errors).toBe(0);
    expect(after - before).toBeLessThanOrEqual(128);
  },
);
