import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { childEnvironment } from '../../electron/find-node.mjs';
import { openBenchCenter } from './bench-center.ts';
import { judge, type BenchOptions, type BenchRow, type Slice } from './measure.ts';
import { openClient } from './raw-client.ts';

const bare = join(import.meta.dirname, 'bare-server.mjs');
const built = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
const patienceMs = 20_000;

/** Row 13: from the start of the process to the first answer of `/health`, against a bare server's. */
export async function benchStart({ isQuick, isBig, scratch }: BenchOptions): Promise<readonly BenchRow[]> {
  const students = isBig ? 1_000_000 : 5000;
  const { server, data } = await openBenchCenter(join(scratch, 'start'), students);
  await server.stop();
  const slices: Slice[] = [];
  for (let slice = 0; slice <= (isQuick ? 3 : 7); slice += 1) {
    const ours = await timeToHealth((port) => ['--max-semi-space-size=8', built, '--data', data, '--port', `${port}`]);
    const reference = await timeToHealth((port) => [bare, `${port}`]);
    if (slice > 0) slices.push({ ours, reference, ratio: ours / reference });
  }
  return [judge({ row: '13', path: `start, ${students} students`, referenceName: 'START', slices, atMost: 4 })];
}

/** Milliseconds from `spawn` to a 200; the port is asked again every 2 ms. */
async function timeToHealth(toArguments: (port: number) => readonly string[]): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, toArguments(port), { env: childEnvironment(), stdio: 'ignore' });
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null || performance.now() - began > patienceMs) throw new Error('the server did not start');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const passed = performance.now() - began;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return passed;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const client = await openClient(port);
    const { status } = await client.get('/health');
    client.close();
    return status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  holder.close();
  await once(holder, 'close');
  return port;
}
