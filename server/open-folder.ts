import { join } from 'node:path';
import type { CenterParts } from './center-parts.ts';
import { createCenter, type Center } from './center.ts';
import { chooseWebhook } from './audit/webhook.ts';
import { chooseMailer } from './auth/mail.ts';
import { ensureSecret, type Environment, openSecrets, type RawEnvironment } from './config/env.ts';
import { acquireInstanceLock, type InstanceLock } from './db/instance-lock.ts';
import type { Database } from './db/open-database.ts';
import { StartProblem } from './db/start-problem.ts';
import { kindOfPlace } from './files/folder-kind.ts';
import { createTransactions } from './db/transactions.ts';
import { isRestoring } from './backup/swap.ts';
import type { Door } from './http/door.ts';
import type { CenterFace } from './http/http-server.ts';
import { createKeptFilesStore } from './kept-files/kept-files.store.ts';
import { keepGoodFiles, requireWholeEnvironment } from './kept-files/kept-files.ts';
import { toStartProblem } from './opening/open-problem.ts';
import { inspectFolder } from './opening/inspect-folder.ts';
import { type CenterDatabase, openCenterDatabase } from './opening/open-center-database.ts';
import { centerPaths } from './opening/paths.ts';
import { Refusal } from './refusal.ts';
import type { Way } from './setup/setup.contract.ts';
import { readPublicKey } from './verify/key-files.ts';

type Parts = Omit<
  CenterParts,
  'portalDb' | 'kvDb' | 'isPanelOnLan' | 'secrets' | 'mailer' | 'postWebhook' | 'place'
> & {
  readonly environment: Environment;
  /** What of it the process was given. */
  readonly outside: RawEnvironment;
  /** How the center came to be, right after its first run made it. */
  readonly madeBy?: Way | undefined;
};

export type OpenFolder = ReturnType<typeof openFolder>;

/** The center folder from lock to last write: databases, the parts above them, the first account. */
export function openFolder({ environment, outside, madeBy, ...parts }: Parts) {
  const { root, config, clock, log } = parts;
  const paths = centerPaths(root, config, environment.KV_LOCAL_PATH);
  const stopping = new AbortController();
  let lock: InstanceLock | null = null;
  let unusable: StartProblem | null = null;
  let database: CenterDatabase | null = null;
  let center: Center | null = null;

  /**
   * Before listening. Refuses a folder that is open elsewhere, was used by a newer program, or lies on a network drive
   * (StartProblem).
   */
  function claim(): void {
    try {
      inspectFolder(paths);
      lock = acquireInstanceLock(paths.data, clock);
      if (isRestoring(root)) refuseRestoring();
    } catch (error) {
      const problem = toStartProblem(error, paths.data);
      if (!isForSafePage(problem)) throw problem;
      unusable = problem;
    }
  }

  /** A restore began between our look for one and our lock. */
  function refuseRestoring(): never {
    lock?.release();
    throw new StartProblem('in-use', root, `${root} is being restored by another program: wait until it is done`, {
      folder: root,
    });
  }

  /**
   * Opens the databases and lets callers in. What makes the folder unusable is shown at the door instead. Refuses
   * (ConfigError) an .env that was lost or cut short.
   */
  async function open(door: Door<CenterFace>): Promise<void> {
    try {
      if (unusable) throw unusable;
      database = await openCenterDatabase({ paths, config, log, signal: stopping.signal, onProgress: door.report });
      completeEnvironment(database.portalDb);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (!isForSafePage(error)) throw error;
      log.error('center.not-opened', { kind: error.kind, reason: error.message });
      door.fail({ code: error.kind, message: error.message });
      return;
    }
    const { portalDb, kvDb } = database;
    const isPanelOnLan = environment.PANEL_ON_LAN || environment.TRUST_PROXY_HEADERS;
    const secrets = openSecrets(root, outside);
    const postWebhook = chooseWebhook(environment.GSHEET_WEBHOOK_URL, log);
    const mailer = chooseMailer(environment, config.features.otp_email.provider);
    const place = kindOfPlace({ folder: root, platform: process.platform, environment: outside });
    center = createCenter({ ...parts, place, secrets, mailer, postWebhook, portalDb, kvDb, isPanelOnLan });
    const inTransaction = createTransactions(portalDb, parts.onFatal);
    center.audit.adopt(inTransaction);
    const store = createKeptFilesStore(portalDb);
    keepGoodFiles({ root, config, store, inTransaction, keys: { readPublicKey }, clock, log });
    if (madeBy !== undefined) await center.audit.record({ action: 'setup.center', metadata: { way: madeBy } });
    await createFirstUser(center);
    door.open(center.face);
    center.auditWatch.start();
    center.lan.start();
    center.menu.tell();
    center.startBackups();
    void center.certificates.prepare();
    center.fillLists();
  }

  function completeEnvironment(portalDb: Database): void {
    const kept = createKeptFilesStore(portalDb).list();
    requireWholeEnvironment(root, kept, (outside['JWT_SECRET'] ?? '') !== '');
    try {
      ensureSecret(root, environment);
    } catch (error) {
      throw toStartProblem(error, join(root, '.env'));
    }
  }

  async function createFirstUser({ users }: Center): Promise<void> {
    const { ADMIN_DEFAULT_PASSWORD: password, ADMIN_DEFAULT_EMAIL: email } = environment;
    if (password === undefined) return;
    try {
      if (await users.createFirst(email, password)) log.info('admin.first-account', {});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Students need no account: the start goes on, and says what to mend.
      log.warn('ADMIN_DEFAULT_PASSWORD made no account', { reason: error.message });
    }
  }

  /** `meanwhile` has the folder to itself, under its lock. */
  async function close(meanwhile?: (lock: InstanceLock | null) => Promise<void>): Promise<void> {
    stopping.abort();
    await center?.close();
    database?.close();
    await meanwhile?.(lock);
    lock?.release();
  }

  return { claim, open, close };
}

/** A damaged or unwritable folder keeps the server up, so that its page says what to do; the rest ends the program. */
function isForSafePage(error: unknown): error is StartProblem {
  return error instanceof StartProblem && !['in-use', 'newer', 'network'].includes(error.kind);
}
