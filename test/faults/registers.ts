import { createLogCheck } from '../../server/audit/log-check.store.ts';
import { createRecordCheck } from '../../server/audit/record-check.store.ts';
import { type Database, openDatabase } from '../../server/db/open-database.ts';
import { aConfig } from '../support/config-builder.ts';
import { aConfirmedToken, aToken, type FaultServer, strangerAt } from './center-folder.ts';

/** What was acknowledged: tries to sign in, sign-outs, flips of the gates, corrections, new users. */
export function aRegister() {
  const emails: string[] = [];
  const signOuts: string[] = [];
  const users: string[] = [];
  const corrections: string[] = [];
  let [flips, tried] = [0, 0];

  /** A try to sign in; its entry must be on disk before the answer. */
  async function trySignIn(server: FaultServer): Promise<void> {
    tried += 1;
    const email = `k${tried}@example.vn`;
    const answer = await server.post('/api/admin/login', { email, password: '' }, strangerAt(tried));
    if (answer.status === 401) emails.push(email);
  }
  async function signOut(server: FaultServer): Promise<void> {
    const { token, jti } = await aToken();
    const answer = await server.post('/api/admin/logout', { token });
    if (answer.status === 200 && JSON.stringify(answer.body).includes(jti)) signOuts.push(jti);
  }
  async function flip(server: FaultServer): Promise<void> {
    const { token } = await aToken();
    const asked = { token, lookup_enabled: true, download_enabled: flips % 2 === 0 };
    const answer = await server.post('/api/admin/features/update', asked);
    if (answer.status === 200) flips += 1;
  }

  /** One after the other to the same student, each with a name that only it has. */
  async function correct(server: FaultServer): Promise<void> {
    tried += 1;
    const { token } = await aToken();
    const asked = { token, sbd: 'A11', round_id: 'main', column: 'full_name', new_value: `Lê Bình ${tried}` };
    const answer = await server.post('/api/admin/update', asked);
    if (answer.status === 200) corrections.push(asked.new_value);
  }
  async function addUser(server: FaultServer): Promise<void> {
    tried += 1;
    const { token } = await aConfirmedToken();
    const email = `u${tried}@example.vn`;
    const answer = await server.post('/api/admin/users/create', { token, email, role: 'viewer' });
    if (answer.status === 200) users.push(email);
  }

  const acknowledged = () => emails.length + signOuts.length + flips + corrections.length + users.length;
  const written = (): Written => ({ emails, signOuts, flips, corrections, users });
  return { trySignIn, signOut, flip, correct, addUser, acknowledged, written };
}

export type Written = {
  readonly emails: readonly string[];
  readonly signOuts: readonly string[];
  readonly flips: number;
  readonly corrections?: readonly string[];
  readonly users?: readonly string[];
};

/** How much of what was acknowledged is missing, and how much is there by half. */
export function judge(databasePath: string, written: Written) {
  const db = openDatabase(databasePath);
  try {
    const one = count(db, written);
    const other = countRecords(db, written);
    return { lost: one.lost + other.lost, half: one.half + other.half };
  } finally {
    db.close();
  }
}

function count(db: Database, { emails, signOuts, flips }: Written) {
  if (db.pragma('integrity_check', { simple: true }) !== 'ok') return { lost: Infinity, half: Infinity };
  const entries = db
    .prepare<[], { action: string; user_email: string | null; target_id: string | null; metadata: string }>(
      'SELECT action, user_email, target_id, metadata FROM admin_activity ORDER BY seq',
    )
    .all();
  const tried = new Set(entries.map(({ user_email: email }) => email));
  const denied = new Set(db.prepare<[], string>('SELECT key FROM kv_durable').pluck().all());
  const told = entries.filter(({ action }) => action === 'admin.features.update');
  const lost =
    emails.filter((email) => !tried.has(email)).length +
    signOuts.filter((jti) => !denied.has(`jwt_denylist:${jti}`)).length +
    Math.max(0, flips - told.length);
  const stored = db
    .prepare<[], string>("SELECT value FROM kv_durable WHERE key = 'feature:public_download_enabled'")
    .pluck()
    .get();
  const last = told.at(-1)?.metadata;
  const isSame = last === undefined ? stored === undefined : last.includes(`"download_enabled":${stored === '1'}`);
  const chain = createLogCheck(db, 'ky-thi-thu').checkAll().fault;
  return { lost, half: (isSame ? 0 : 1) + (chain === null ? 0 : 1) };
}

/** Corrections and users: the row, its history, its digest and its entry are there together or not at all. */
function countRecords(db: Database, { corrections = [], users = [] }: Written) {
  const told = (action: string) =>
    db
      .prepare<[string], number>(
        'SELECT count(*) FROM admin_activity WHERE action = ? AND metadata NOT LIKE \'%"changed":false%\'',
      )
      .pluck()
      .get(action) ?? 0;
  const known = new Set(db.prepare<[], string>('SELECT email FROM admin_users').pluck().all());
  const names = db.prepare<[], string>("SELECT after_json FROM record_history WHERE kind = 'corrected'").pluck().all();
  const kept = names.join('\n');
  const stored = db.prepare<[], string>("SELECT full_name FROM students WHERE sbd = 'A11'").pluck().get() ?? '';
  const isLast = corrections.length === 0 || numberOf(stored) >= numberOf(corrections.at(-1) ?? '');
  const lost =
    corrections.filter((name) => !kept.includes(`"${name}"`)).length +
    users.filter((email) => !known.has(email)).length +
    (isLast ? 0 : 1);
  const changed = createRecordCheck(db, aConfig())
    .find()
    .changes.filter(({ key }) => key !== 'id-of-the-boss');
  const isWhole = told('student.update') === names.length && told('user.create') === known.size - 1;
  return { lost, half: (isWhole ? 0 : 1) + changed.length };
}

function numberOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0);
}
