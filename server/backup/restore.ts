import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { openSecrets } from '../config/env.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import type { InstanceLock } from '../db/instance-lock.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { Log } from '../log.ts';
import { backupTasks } from './backup-tasks.ts';
import { databaseName, topEntries } from './contents.ts';
import { type Counted, countRecords } from './copy.store.ts';
import type { Manifest } from './manifest.ts';
import { exportOldLog } from './old-log.store.ts';
import { mergeForward } from './merge.store.ts';
import type { By } from './recipients.ts';
import { restorePlaces, swapIn } from './swap.ts';

type Parts = { readonly root: string; readonly clock: Clock; readonly log: Log };
type Wish = {
  readonly path: string;
  readonly identity: string;
  readonly signal?: AbortSignal;
  readonly progress?: (percent: number) => void;
};

/** A backup that was taken out and proved, waiting beside the folder's own entries. */
export type Staged = {
  readonly id: string;
  readonly manifest: Manifest;
  /** What the folder holds now; null where it holds no records that can be read. */
  readonly present: Counted | null;
  /** Entries of the log that are in no backup; 0 for a backup of another center. */
  readonly lostEntries: number;
};

export type Restored = {
  readonly counts: Counted['counts'];
  readonly before: string | null;
  readonly oldLog: string | null;
};

/**
 * Takes the backup out beside the folder's own entries and proves it; nothing of the center changes. Refuses as
 * `takeOutBackup`.
 */
export async function stageRestore({ root, clock }: Parts, { path, identity, ...tools }: Wish): Promise<Staged> {
  const id = toInstant(clock.now()).replaceAll(/[-:]/g, '');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  clearLeftOvers(root);
  const { work, staged } = restorePlaces(root, id);
  try {
    const manifest = await backupTasks.takeOut({ path, identity, into: staged }, tools);
    const present = countPresent(root);
    const isSame = present?.database.id === manifest.database.id;
    const lostEntries = isSame ? Math.max(0, present.counts.log - manifest.counts.log) : 0;
    return { id, manifest, present, lostEntries };
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** Of a staging whose program died before its restore began: with a journal the next start has cleared it. */
function clearLeftOvers(root: string): void {
  for (const name of readdirSync(root)) {
    if (/^restore-[\dTZ]+$/.test(name)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

export function dropStaged(root: string, { id }: Staged): void {
  rmSync(restorePlaces(root, id).work, { recursive: true, force: true });
}

function countPresent(root: string): Counted | null {
  const config = presentConfig(root);
  const path = join(root, databaseName);
  return config && existsSync(path) ? countRecords(path, config) : null;
}

/** Null where there is none, or none that can be used. */
export function presentConfig(root: string): CertConfig | null {
  try {
    return loadConfig(join(root, configFileName));
  } catch {
    // A broken config is one of the reasons to restore.
    return null;
  }
}

/**
 * The staged center becomes the folder's, and what was there is kept beside it. The records are closed, `lock` is the
 * folder's, and gone afterwards. Throws what keeps it from that; the folder then is as it was.
 */
export async function commitRestore(
  { root, clock, log }: Parts,
  { id, manifest, present }: Staged,
  { lock, by, onStep }: { lock: InstanceLock | null; by: By; onStep?: (step: string) => void },
): Promise<Restored> {
  const { work, staged, before } = restorePlaces(root, id);
  try {
    const config = loadConfig(join(staged, configFileName));
    const own = presentConfig(root);
    const database = present ? join(root, databaseName) : null;
    const oldLog = database && own ? exportOldLog(root, own, { database, clock }) : null;
    mergeForward({ staged: join(staged, databaseName), config, present: database, manifest, by, clock, log });
    mergeRetiredKeys(root, staged);
    openSecrets(staged, {}).jwt.replace();
    const names = [...new Set(['data', ...(own ? topEntries(own) : []), ...topEntries(config)])];
    const check = () => {
      const counted = countRecords(join(root, databaseName), loadConfig(join(root, configFileName)));
      if (counted?.counts.students !== manifest.counts.students) throw new Error('the restored records do not count');
    };
    await swapIn({ root, id, names, lock, clock, check, ...(onStep && { onStep }) });
    removeOlder(root, before);
    return { counts: manifest.counts, before: existsSync(before) ? before : null, oldLog };
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** One state before a restore is kept, the last: it holds the same secrets as the center itself. */
function removeOlder(root: string, kept: string): void {
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    if (/^before-restore-[\dTZ]+$/.test(name) && path !== kept) rmSync(path, { recursive: true, force: true });
  }
}

const KeyList = z.array(z.looseObject({ id: z.string().regex(/^[0-9a-f]{32}$/), status: z.string() }));

/** A key that was retired or withdrawn since stays so: of each key the present's word counts. */
function mergeRetiredKeys(root: string, staged: string): void {
  const [own, fresh] = [join(root, 'keys'), join(staged, 'keys')];
  const present = readKeys(join(own, 'keys.json'));
  if (present.length === 0) return;
  const ids = new Set(present.map(({ id }) => id));
  const others = readKeys(join(fresh, 'keys.json')).filter(({ id }) => !ids.has(id));
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  for (const { id } of present) {
    const name = `${id}.pem`;
    if (existsSync(join(own, name)) && !existsSync(join(fresh, name))) cpSync(join(own, name), join(fresh, name));
  }
  replaceFile(join(fresh, 'keys.json'), `${JSON.stringify([...present, ...others], null, 2)}\n`);
}

function readKeys(path: string): z.infer<typeof KeyList> {
  if (!existsSync(path)) return [];
  const read = KeyList.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return read.success ? read.data : [];
}
