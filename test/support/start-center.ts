import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCenter } from '../../server/center.ts';
import type { Role } from '../../server/caller.ts';
import { toInstant } from '../../server/clock.ts';
import type { CertConfig } from '../../server/config/cert-config.ts';
import { chooseWebhook } from '../../server/audit/webhook.ts';
import { chooseMailer } from '../../server/auth/mail.ts';
import { ensureSecret, openSecrets, readEnvironment } from '../../server/config/env.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import type { DesktopLink } from '../../server/desktop/desktop-link.ts';
import { createOwnWindow } from '../../server/desktop/own-window.ts';
import { createDoor } from '../../server/http/door.ts';
import { type CenterFace, createHttpServer } from '../../server/http/http-server.ts';
import { openKvDatabase } from '../../server/kv/kv-tables.ts';
import type { NameService } from '../../server/lan/local-name.ts';
import { createNetwork } from '../../server/lan/network.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import { systemRandom } from '../../server/random.ts';
import { createRowWriter } from '../../server/students/row-writer.store.ts';
import { type Answer, ask, type Asked } from './ask.ts';
import { aConfig } from './config-builder.ts';
import { aClock, aFolder, aLog } from './scratch.ts';
import type { StudentRow } from './student-builder.ts';

export type CenterSetup = {
  /** Rows; `round` says which round, the first one where it is absent. */
  readonly students?: readonly StudentRow[];
  readonly config?: CertConfig;
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: ReturnType<typeof aClock>;
  /** Copied into the folder under their names, such as `templates/main.pdf`: text, bytes, or `{ from: path }`. */
  readonly files?: Readonly<Record<string, string | Uint8Array | { readonly from: string }>>;
  /** Built pages. */
  readonly pagesFolder?: string;
  /** The line to the program whose windows show the pages. */
  readonly desktop?: DesktopLink;
  /** Address to listen on. */
  readonly host?: string;
  /** Network cards of this machine, changed while it runs. */
  readonly lanCards?: { name: string; address: string }[];
  /** Who answers to the name on the network. */
  readonly names?: NameService;
};

export type TestCenter = Awaited<ReturnType<typeof startCenter>>;
type More = Pick<Asked, 'headers' | 'from' | 'agent'>;

/** Nobody on the network hears of a name. */
const noNames: NameService = {
  start: () => Promise.resolve({ is: 'unavailable', reason: 'refused' }),
  stop: () => Promise.resolve(),
  host: () => null,
};
/** No program at the other end. */
const noDesktop: DesktopLink = { tell: () => undefined, onMessage: () => undefined };

export const testSecret = 'a secret for tests that is long enough: 0123456789';

const defaults = { students: [], files: {}, env: {}, host: '127.0.0.1', desktop: noDesktop, names: noNames };

/** A real center in a folder of its own, behind real HTTP on a free port; gone after the test. */
export async function startCenter(setup: CenterSetup = {}) {
  const { config = aConfig(), clock = aClock() } = setup;
  const { students, files, env, host, desktop, names } = { ...defaults, ...setup };
  const root = aFolder();
  layFiles(root, { '.env': `JWT_SECRET=${testSecret}\n`, ...files });
  const environment = readEnvironment(root, env);
  ensureSecret(root, environment);
  const log = aLog();

  const portalDb = openDatabase(join(root, 'data', 'portal.db'));
  prepareSchema(portalDb, config);
  fill(students);
  const kvDb = openKvDatabase(join(root, 'data', 'kv.db'), log);
  const network = createNetwork({
    isFixed: host !== '127.0.0.1',
    listener: {
      listen: (address, wanted) => server.lan.listen(address, wanted),
      close: () => server.lan.close(),
    },
    names,
    port: () => port,
    // A second loopback address is a network to those on the same machine.
    cards: () => setup.lanCards ?? [],
  });
  const center = createCenter({
    desktop,
    root,
    config,
    namedColors: { primary: true, accent: true },
    secrets: openSecrets(root, env),
    mailer: chooseMailer(environment, config.features.otp_email.provider),
    place: { is: 'local' },
    postWebhook: chooseWebhook(environment.GSHEET_WEBHOOK_URL, log),
    isPanelOnLan: environment.PANEL_ON_LAN || environment.TRUST_PROXY_HEADERS,
    network,
    publicBaseUrl: () => environment.PUBLIC_BASE_URL ?? network.url() ?? `http://127.0.0.1:${port}`,
    portalDb,
    kvDb,
    clock,
    random: systemRandom,
    log,
    reopen: () => undefined,
    onFatal: (error) => {
      throw error;
    },
  });
  const door = createDoor<CenterFace>();
  const server = createHttpServer({
    isOwnWindow: createOwnWindow(desktop).isShownIn,
    door,
    pagesFolder: setup.pagesFolder ?? join(root, 'no-pages'),
    locale: config.project.locale,
    allowedOrigins: environment.ALLOWED_ORIGINS,
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    trustProxyHeaders: environment.TRUST_PROXY_HEADERS,
    forceHsts: environment.FORCE_HSTS,
    addresses: () => [],
    hostName: 'exam-pc',
    localName: names.host,
    host,
    clock,
    random: systemRandom,
    log,
    onFatal: (error) => {
      throw error;
    },
  });
  const port = await server.listen(0);
  door.open(center.face);

  let isOpen = true;
  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await server.close();
    await center.close();
    kvDb.close();
    portalDb.close();
  }
  onTestFinished(close);

  function fill(rows: readonly StudentRow[]): void {
    for (const { id } of config.rounds) {
      const own = rows.filter(({ round = config.rounds[0]?.id }) => round === id);
      if (own.length === 0) continue;
      const writer = createRowWriter({ db: portalDb, config, clock, userId: null }, id);
      writer.begin();
      for (const row of own) writer.put(row);
      writer.finish(() => undefined);
    }
  }

  const askFor = (method: string, path: string, more: More & Pick<Asked, 'body'> = {}): Promise<Answer> =>
    ask({ port, method, path, ...more });
  const post = (path: string, body?: unknown, more: More = {}) => askFor('POST', path, { body, ...more });
  const get = (path: string, more: More = {}) => askFor('GET', path, more);

  /** A challenge with its right answer, made past the rate limit. */
  async function solvedCaptcha(): Promise<{ captcha_id: string; captcha_answer: number }> {
    const { id, question } = await center.captcha.issue();
    return { captcha_id: id, captcha_answer: solve(question) };
  }

  /** The token of a new account of that role. */
  async function signIn(role: Role, email = `${role}@example.vn`): Promise<string> {
    const id = `id-of-${email}`;
    const created_at = toInstant(clock.now());
    center.userStore.insert({
      id,
      email,
      role,
      created_at,
      is_active: 1,
      password_hash: null,
      sessions_valid_after: null,
    });
    return (await center.tokens.issue({ sub: id, email, role })).token;
  }

  /** As another process or an operator's tool would write it. */
  function writeGates(lookup: boolean, download: boolean): void {
    const write = portalDb.prepare<[string, string]>('INSERT OR REPLACE INTO kv_durable VALUES (?, ?, NULL)');
    write.run('feature:public_lookup_enabled', lookup ? '1' : '0');
    write.run('feature:public_download_enabled', download ? '1' : '0');
  }
  const closeGate = (gate: 'lookup' | 'download') => writeGates(gate !== 'lookup', false);
  const openGates = () => writeGates(true, true);

  /** The activity log, oldest first, its metadata read. */
  function auditLog(): Record<string, unknown>[] {
    const rows = portalDb.prepare<[], Record<string, unknown>>('SELECT * FROM admin_activity ORDER BY seq').all();
    return rows.map((row) => ({ ...row, metadata: JSON.parse(String(row['metadata'])) as unknown }));
  }

  const helpers = { ask: askFor, post, get, solvedCaptcha, signIn, closeGate, openGates, auditLog, close };
  return { ...center, ...helpers, root, config, clock, log, port, portalDb, door };
}

/** The answer to a question such as `7 × 3 = ?`. */
export function solve(question: string): number {
  const [, first, operator, second] = /^(\d+) ([-+×]) (\d+) = \?$/.exec(question) ?? [];
  const [a, b] = [Number(first), Number(second)];
  return operator === '+' ? a + b : operator === '-' ? a - b : a * b;
}

/** Files into a center folder, under their names. */
export function layFiles(root: string, files: NonNullable<CenterSetup['files']>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    if (typeof content === 'object' && 'from' in content) copyFileSync(content.from, path);
    else writeFileSync(path, content);
  }
}
