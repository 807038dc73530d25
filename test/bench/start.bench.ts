import { join } from 'node:path';
import { openBenchCenter } from './bench-center.ts';
import { startServer, type ChildServer } from './child-server.ts';
import { judge, type BenchOptions, type BenchRow, type Slice } from './measure.ts';
import { openClient } from './raw-client.ts';

/** Row 13: from the start of the process to the first answer of `/health`, against a bare server's. */
export async function benchStart({ isQuick, isBig, scratch }: BenchOptions): Promise<readonly BenchRow[]> {
  const students = isBig ? 1_000_000 : 5000;
  const center = await openBenchCenter(join(scratch, 'start'), students);
  await center.server.stop();
  const bare = join(import.meta.dirname, 'bare-server.mjs');
  const slices: Slice[] = [];
  for (let slice = 0; slice <= (isQuick ? 3 : 7); slice += 1) {
    const ours = await timeStart(center.start);
    const reference = await timeStart(() => startServer({ entry: bare }));
    if (slice > 0) slices.push({ ours, reference, ratio: ours / reference });
  }
  return [judge({ row: '13', path: `start, ${students} students`, referenceName: 'START', slices, atMost: 4 })];
}

async function timeStart(start: () => Promise<ChildServer>): Promise<number> {
  const began = performance.now();
  const server = await start();
  const client = await openClient(server.port);
  const { status } = await client.get('/health');
  const passed = performance.now() - began;
  client.close();
  await server.stop();
  if (status !== 200) throw new Error(`/health answered ${status}`);
  return passed;
}
