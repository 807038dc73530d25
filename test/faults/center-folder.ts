import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUserStore } from '../../server/auth/users.store.ts';
import { createTokens } from '../../server/auth/tokens.ts';
import { systemClock } from '../../server/clock.ts';
import { closeDatabase, type Database, openDatabase } from '../../server/db/open-database.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import { randomText, systemRandom } from '../../server/random.ts';
import { createRowWriter } from '../../server/students/row-writer.store.ts';
import { ask, type Answer } from '../support/ask.ts';
import { aConfig, aConfigFile } from '../support/config-builder.ts';
import { portOf, run, type RunOptions } from '../support/run-server.ts';
import { solve } from '../support/start-center.ts';
import { aStudent } from '../support/student-builder.ts';

const secret = 'a secret for faults that is long enough: 0123456789';
const userId = 'id-of-the-boss';
/** Of a session that gave its password a moment ago, and always has. */
const confirmedJti = 'confirmedjti0000';

/** Makes the folder a center with so many students and a super-admin; nothing is open. */
export function fillCenter(root: string, students = 200): string {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'cert.config.json'), JSON.stringify(aConfigFile()));
  writeFileSync(join(root, '.env'), `JWT_SECRET=${secret}\n`, { mode: 0o600 });
  const config = aConfig();
  const db = openDatabase(join(root, 'data', 'portal.db'));
  prepareSchema(db, config);
  const writer = createRowWriter({ db, config, clock: systemClock, userId: null }, 'main');
  writer.begin();
  for (let number = 1; number <= students; number += 1) writer.put(aStudent(studentOf(number)));
  writer.finish(() => undefined);
  addBoss(db);
  closeDatabase(db);
  return root;
}

const studentOf = (number: number) => ({ sbd: `A${number}`, full_name: `Nguyễn Văn An ${number}` });

function addBoss(db: Database): void {
  const created_at = '2026-01-01T00:00:00Z';
  const email = 'boss@example.vn';
  createUserStore(db).insert({
    id: userId,
    email,
    role: 'super-admin',
    created_at,
    is_active: 1,
    password_hash: null,
    sessions_valid_after: null,
  });
  db.prepare(
    `INSERT INTO admin_session (jti, user_id, created_at, last_seen_at, expires_at, address, user_agent, stepped_up_until)
     VALUES (?, ?, ?, ?, '2099-01-01T00:00:00Z', '127.0.0.1', '', '2099-01-01T00:00:00Z')`,
  ).run(confirmedJti, userId, created_at, created_at);
}

/** The session that may do sensitive acts. */
export const aConfirmedToken = () => aToken(confirmedJti);

/** A session of the super-admin, as a sign-in gives it. */
export async function aToken(
  jti = randomText(systemRandom, 12),
): Promise<{ readonly token: string; readonly jti: string }> {
  const key = new TextEncoder().encode(secret);
  const tokens = createTokens({ key: () => key, clock: systemClock, makeJti: () => jti });
  const { token } = await tokens.issue({ sub: userId, email: 'boss@example.vn', role: 'super-admin' });
  return { jti, token };
}

export type FaultServer = Awaited<ReturnType<typeof startServer>>;

/** The server as a process of its own on that folder, once the center is open. */
export async function startServer(root: string, options: RunOptions & { readonly port?: number } = {}) {
  const server = run(['--data', root, '--port', String(options.port ?? 0)], {}, options);
  const port = await portOf(server.child).catch((error: unknown) => {
    throw new Error(`the server did not start: ${server.stderr()}`, { cause: error });
  });
  const post = (path: string, body: unknown, from = '127.0.0.1'): Promise<Answer> =>
    ask({ port, method: 'POST', path, body, from });
  const get = (path: string, from = '127.0.0.1'): Promise<Answer> => ask({ port, method: 'GET', path, from });
  const opened = await get('/api/portal');
  if (opened.status !== 200) throw new Error(`the center did not open: ${String(opened.status)}`);

  /** A student finds themself, from an address of their own, so that no limit stops them. */
  async function search(number: number, from: string): Promise<Answer> {
    const { id, question } = (await post('/api/captcha', {}, from)).body as { id: string; question: string };
    const { full_name: name } = studentOf(number);
    const asked = { name, dob: '01-02-2010', captcha_id: id, captcha_answer: solve(question) };
    return post('/api/search', asked, from);
  }

  return { ...server, port, post, get, search };
}

/** The server itself, where `under` has started it: a signal to that program would not reach it. */
export function processIn(root: string): number {
  const note = JSON.parse(readFileSync(join(root, 'data', 'instance.owner.json'), 'utf8')) as { readonly pid: number };
  return note.pid;
}

/** An address of this PC that plays a stranger on the LAN: there are 16 million. */
export function strangerAt(number: number): string {
  return `127.${1 + ((number >> 16) & 127)}.${(number >> 8) & 255}.${1 + (number % 254)}`;
}

export const hasTool = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));
