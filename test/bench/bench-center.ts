import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startServer, type ChildServer } from './child-server.ts';
import { openClient, type RawClient } from './raw-client.ts';

const root = join(import.meta.dirname, '..', '..');
const entry = join(root, 'dist', 'server', 'main.js');

const student = { name: 'Nguyễn Thị Minh Khai', dob: '02-01-2010' };

/** A center of the demo's shape with so many further students, served by the built bundle as visitors would meet it. */
export async function openBenchCenter(scratch: string, students: number) {
  const data = join(scratch, `center-${students}`);
  mkdirSync(data, { recursive: true });
  const start = (): Promise<ChildServer> =>
    startServer({
      entry,
      args: ['--demo', '--data', data, '--port', '0'],
      environment: { TRUST_PROXY_HEADERS: '1', PUBLIC_BASE_URL: 'http://192.168.1.20:5000' },
    });
  await (await start()).stop();
  addStudents(join(data, 'data', 'portal.db'), students);
  const server = await start();
  await settle(server.port, join(data, 'data', 'portal.db'));
  return { server, start, students, data };
}

export type BenchCenter = Awaited<ReturnType<typeof openBenchCenter>>;

function addStudents(path: string, students: number): void {
  const db = new Database(path);
  db.prepare(
    `INSERT INTO so_khao (sbd, full_name, dob, school, grade, phone, toan)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     SELECT printf('B%07d', i), ?, ?, 'THCS Chu Văn An', '9A', '0912345678', 'Huy chương Vàng' FROM n`,
  ).run(students, student.name, student.dob);
  db.close();
}

/** Rows written behind the server's back get their search keys after the next request that needs them. */
async function settle(port: number, path: string): Promise<void> {
  const client = await openClient(port);
  const visitor = createVisitors(1);
  const db = new Database(path, { readonly: true });
  const countStale = db.prepare<[], { left: number }>('SELECT count(*) AS left FROM stale_row');
  for (let tries = 0; tries < 1200 && (countStale.get()?.left ?? 0) > 0; tries += 1) {
    await searchByName(client, visitor());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const left = countStale.get()?.left ?? 0;
  db.close();
  client.close();
  if (left > 0) throw new Error(`${left} rows still have no search keys`);
}

export type Visitor = { readonly address: string; readonly sbd: string };

/** Visitors one after another, each with an address of its own, so that the rate limits are met honestly. */
export function createVisitors(students: number): () => Visitor {
  let count = 0;
  const start = Number(process.hrtime.bigint() % 200n);
  return () => {
    count += 1;
    const address = `10.${(start + (count >> 16)) & 255}.${(count >> 8) & 255}.${count & 255}`;
    return { address, sbd: `B${String((count % students) + 1).padStart(7, '0')}` };
  };
}

/** A captcha, read and solved from its question. */
async function solve(client: RawClient, { address }: Visitor) {
  const { body } = await client.post('/api/captcha', {}, address);
  const { id, question } = JSON.parse(body.toString('utf8')) as { id: string; question: string };
  const [left, operator, right] = question.split(' ');
  const [a, b] = [Number(left), Number(right)];
  const answer = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
  return { captcha_id: id, captcha_answer: answer };
}

export async function search(client: RawClient, visitor: Visitor) {
  const asked = { ...student, sbd: visitor.sbd, ...(await solve(client, visitor)) };
  return client.post('/api/search', asked, visitor.address);
}

/** Without a number, so that the keys of name and date are asked. */
async function searchByName(client: RawClient, visitor: Visitor) {
  return client.post('/api/search', { ...student, ...(await solve(client, visitor)) }, visitor.address);
}

export async function download(client: RawClient, visitor: Visitor) {
  const asked = { ...student, sbd: visitor.sbd, round_id: 'so-khao', subject_code: 'toan' };
  return client.post('/api/download', { ...asked, ...(await solve(client, visitor)) }, visitor.address);
}

export async function wrongCaptcha(client: RawClient, visitor: Visitor) {
  const { captcha_id, captcha_answer } = await solve(client, visitor);
  const asked = { ...student, sbd: visitor.sbd, captcha_id, captcha_answer: captcha_answer + 1 };
  return client.post('/api/search', asked, visitor.address);
}
