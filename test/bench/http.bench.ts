import { constants, generateKeyPairSync, sign, verify } from 'node:crypto';
import { join } from 'node:path';
import {
  createVisitors,
  download,
  openBenchCenter,
  search,
  wrongCaptcha,
  type BenchCenter,
  type Visitor,
} from './bench-center.ts';
import { startServer, type ChildServer } from './child-server.ts';
import { judge, median, short, type BenchOptions, type BenchRow, type Slice } from './measure.ts';
import { openClient, type Answer, type RawClient } from './raw-client.ts';
import { readQr } from './read-qr.ts';

type Work = (client: RawClient, visitor: Visitor) => Promise<Answer>;
type Load = { readonly server: ChildServer; readonly work: Work; readonly times: number; readonly atOnce: number };

/** Rows 6, 7, 8, 14, 17, 18: the server's CPU per visit, against what a bare server on this Node needs. */
export async function benchHttp({ isQuick, isBig, scratch }: BenchOptions): Promise<readonly BenchRow[]> {
  const small = await openBenchCenter(scratch, 5000);
  const large = await openBenchCenter(scratch, isBig ? 1_000_000 : isQuick ? 20_000 : 100_000);
  const bare = await startServer({ entry: join(import.meta.dirname, 'bare-server.mjs') });
  try {
    const blob = await check(small);
    const sizes = { slices: isQuick ? 3 : 6, times: isQuick ? 300 : 600 };
    return await measureAll({ small, large, bare, blob, isQuick, ...sizes });
  } finally {
    await Promise.all([small.server.stop(), large.server.stop(), bare.stop()]);
  }
}

type All = {
  readonly small: BenchCenter;
  readonly large: BenchCenter;
  readonly bare: ChildServer;
  readonly blob: string;
  readonly slices: number;
  readonly times: number;
  readonly isQuick: boolean;
};

async function measureAll({ small, large, bare, blob, slices, times, isQuick }: All): Promise<BenchRow[]> {
  // The worker that took the templates apart ends when it had nothing to do for some seconds.
  await new Promise((resolve) => setTimeout(resolve, isQuick ? 8000 : 15_000));
  const idle = (await small.server.usage()).rss;
  const bareIdle = (await bare.usage()).rss;
  const two: Work = async (client, { address }) => {
    await client.post('/api/captcha', {}, address);
    return client.post('/api/search', { sbd: 'B0000001', captcha_id: 'x', captcha_answer: 1 }, address);
  };
  const verifying: Work = (client, { address }) => client.post('/api/verify', { blob }, address);
  const load = (server: ChildServer, work: Work, atOnce: number): Load => ({ server, work, times, atOnce });
  const visits = createVisitors(5000);
  const pair = (ours: Load, reference: Load) => compareCpu(ours, reference, slices, visits);
  const bareTwo = load(bare, two, 4);

  const searches = await pair(load(small.server, search, 4), bareTwo);
  const downloads = await pair(load(small.server, download, 16), bareTwo);
  const verifies = await pair(load(small.server, verifying, 8), bareTwo);
  const growth = await pair(load(large.server, search, 4), load(small.server, search, 4));
  const growthPdf = await pair(load(large.server, download, 4), load(small.server, download, 4));
  const connections = await manyConnections(small, visits);
  const after = (await small.server.usage()).rss;
  const { signMs, verifyMs } = timeSignatures();
  const bareMs = median(searches.map(({ reference }) => reference));
  return [
    judge({ row: '6', path: 'captcha + search, server CPU', referenceName: 'BARE', slices: searches, atMost: 5 }),
    judge({
      row: '7',
      path: 'captcha + download, 16 at once, server CPU',
      referenceName: '5 BARE + 1.5 SIGN',
      slices: against(downloads, (reference) => 5 * reference + 1.5 * signMs),
      atMost: 1.4,
    }),
    judge({
      row: '8',
      path: 'verify, 8 at once, server CPU',
      referenceName: '2.5 BARE + 1.5 VERIFY',
      slices: against(verifies, (reference) => 2.5 * reference + 1.5 * verifyMs),
      atMost: 1,
    }),
    { ...memoryRow('14', 'memory idle', idle, 90), reference: `BARE ${short(bareIdle / 1024 / 1024)} MiB` },
    memoryRow('14', `memory after ${times * slices * 2} visits and as many downloads`, after, 200),
    connections,
    judge({
      row: '18',
      path: `growth: CPU per search, ${large.students} students`,
      referenceName: '5,000',
      slices: growth,
      atMost: 1.15,
    }),
    judge({
      row: '18',
      path: `growth: CPU per certificate, ${large.students} students`,
      referenceName: '5,000',
      slices: growthPdf,
      atMost: 1.15,
    }),
    {
      ...noTarget,
      row: '',
      path: 'limits: BARE, SIGN, VERIFY',
      ours: [bareMs, signMs, verifyMs].map(short).join(' / '),
    },
  ];
}

const noTarget = { reference: '', ratio: '', target: '', met: null, slices: [] };

function memoryRow(row: string, path: string, rss: number, mebibytes: number): BenchRow {
  const ours = rss / 1024 / 1024;
  return { ...noTarget, row, path, ours: `${short(ours)} MiB`, target: `<= ${mebibytes} MiB`, met: ours <= mebibytes };
}

function against(slices: readonly Slice[], toReference: (reference: number) => number): Slice[] {
  return slices.map(({ ours, reference }) => {
    const limit = toReference(reference);
    return { ours, reference: limit, ratio: ours / limit };
  });
}

/** CPU milliseconds of the servers per visit, in slices that alternate; the first pair only warms up. */
async function compareCpu(ours: Load, reference: Load, slices: number, visits: () => Visitor): Promise<Slice[]> {
  const pairs: Slice[] = [];
  for (let slice = 0; slice <= slices; slice += 1) {
    const one = await cpuPerVisit(ours, visits);
    const other = await cpuPerVisit(reference, visits);
    if (slice > 0) pairs.push({ ours: one, reference: other, ratio: one / other });
  }
  return pairs;
}

async function cpuPerVisit({ server, work, times, atOnce }: Load, visits: () => Visitor): Promise<number> {
  const clients = await Promise.all(Array.from({ length: atOnce }, () => openClient(server.port)));
  const before = await server.usage();
  let left = times;
  await Promise.all(
    clients.map(async (client) => {
      for (; left > 0; left -= 1) {
        const { status, body } = await work(client, visits());
        if (status !== 200) throw new Error(`answered ${status}: ${body.toString('utf8').slice(0, 200)}`);
      }
    }),
  );
  const after = await server.usage();
  for (const client of clients) client.close();
  return (after.cpuMs - before.cpuMs) / times;
}

/** Row 17: 100 searches a second over 500 open connections, and over 50. */
async function manyConnections({ server }: BenchCenter, visits: () => Visitor): Promise<BenchRow> {
  const few = await pacedP99(server, 50, visits);
  const many = await pacedP99(server, 500, visits);
  const slices = [{ ours: many, reference: few, ratio: many / few }];
  return judge({
    row: '17',
    path: '500 open connections, p99 of 100 searches/s',
    referenceName: '50 connections',
    slices,
    atMost: 3,
  });
}

async function pacedP99(server: ChildServer, connections: number, visits: () => Visitor): Promise<number> {
  const clients: RawClient[] = [];
  for (let count = 0; count < connections; count += 1) clients.push(await openClient(server.port));
  const times: number[] = [];
  const running: Promise<void>[] = [];
  for (let count = 0; count < 500; count += 1) {
    const client = clients[count % connections];
    if (client) running.push(timeOne(client, visits(), times));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(running);
  for (const client of clients) client.close();
  return times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

async function timeOne(client: RawClient, visitor: Visitor, times: number[]): Promise<void> {
  const start = performance.now();
  const { status } = await search(client, visitor);
  if (status !== 200) throw new Error(`answered ${status} over many connections`);
  times.push(performance.now() - start);
}

function timeSignatures(): { signMs: number; verifyMs: number } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const form = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 222 };
  const claim = Buffer.alloc(170, 'a');
  const signature = sign('sha256', claim, { ...form, key: privateKey });
  const cpuOf = (work: () => unknown) => {
    const before = process.cpuUsage();
    for (let count = 0; count < 500; count += 1) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / 500;
  };
  return {
    signMs: cpuOf(() => sign('sha256', claim, { ...form, key: privateKey })),
    verifyMs: cpuOf(() => verify('sha256', claim, { ...form, key: publicKey }, signature)),
  };
}

/** A fast wrong answer is no result: found, refused where the captcha is wrong, drawn, read, verified. Gives the blob. */
async function check({ server }: BenchCenter): Promise<string> {
  const client = await openClient(server.port);
  const visitor = { address: '10.255.0.1', sbd: 'B0000042' };
  const found = await search(client, visitor);
  if (!found.body.toString('utf8').includes('B0000042')) throw new Error('the search does not find the student');
  const wrong = await wrongCaptcha(client, visitor);
  if (wrong.status !== 400) throw new Error(`a wrong captcha is answered with ${wrong.status}`);
  const pdf = await download(client, visitor);
  const blob = (await readQr(pdf.body)).split('blob=')[1] ?? '';
  const verified = await client.post('/api/verify', { blob }, visitor.address);
  if (!verified.body.toString('utf8').includes('"valid":true'))
    throw new Error('the code of a download does not verify');
  client.close();
  return blob;
}
