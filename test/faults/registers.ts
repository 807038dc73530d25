import { createLogCheck } from '../../server/audit/log-check.store.ts';
import { type Database, openDatabase } from '../../server/db/open-database.ts';
import { aToken, type FaultServer, strangerAt } from './center-folder.ts';

/** What was acknowledged: tries to sign in, sign-outs, flips of the gates. */
export function aRegister() {
  const emails: string[] = [];
  const signOuts: string[] = [];
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

  const acknowledged = () => emails.length + signOuts.length + flips;
  return { trySignIn, signOut, flip, acknowledged, written: () => ({ emails, signOuts, flips }) };
}

export type Written = {
  readonly emails: readonly string[];
  readonly signOuts: readonly string[];
  readonly flips: number;
};

/** How much of what was acknowledged is missing, and how much is there by half. */
export function judge(databasePath: string, written: Written) {
  const db = openDatabase(databasePath);
  try {
    return count(db, written);
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
