import { existsSync, statfsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import program from '../../package.json' with { type: 'json' };
import type { Audit } from '../audit/audit.ts';
import type { SignedInCaller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { InstanceLock } from '../db/instance-lock.ts';
import type { Database } from '../db/open-database.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { Jobs, JobTools } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { createBackUpFirst } from './back-up-first.ts';
import { listBackups, requireUnchanged } from './backup-files.ts';
import type { StagedRestore } from './backup.contract.ts';
import { createCareStore } from './care.store.ts';
import { createDailyBackup } from './daily-backup.ts';
import type { BackupReason } from './manifest.ts';
import { createRecipientStore } from './recipient.store.ts';
import { type By, createRecipients, readIdentity } from './recipients.ts';
import { createRehearsals } from './rehearsals.ts';
import { commitRestore, dropStaged, stageRestore, type Staged } from './restore.ts';
import { removeExpired } from './retention.ts';
import { createMenuBackups } from './menu-backups.ts';
import { createRunBackup, type MadeBackup } from './run-backup.ts';
import { createScheduleStore } from './schedule.store.ts';
import { createSecondPlace } from './second-place.ts';

/** Closes the center, lets the work change what lies in its folder, opens it anew. */
export type Reopen = (work: (lock: InstanceLock | null) => Promise<void>) => void;

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly portalDb: Database;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly signLog: () => Promise<{ readonly note: string }>;
  readonly jobs: Jobs;
  readonly reopen: Reopen;
  readonly clock: Clock;
  readonly log: Log;
};

const backupJobs = ['backup.make', 'backup.stage', 'backup.restore', 'backup.copy', 'backup.rehearse'] as const;
type BackupJob = (typeof backupJobs)[number];
const jobKinds: readonly string[] = backupJobs;

export type Backups = ReturnType<typeof createBackups>;

/** Backups as the panel and the schedule have them. */
export function createBackups({ root, config, portalDb, jobs, reopen, ...parts }: Parts) {
  const { audit, inTransaction, clock, log } = parts;
  const recipients = createRecipients({ store: createRecipientStore(portalDb), audit, inTransaction, clock });
  const schedule = createScheduleStore(portalDb);
  const making = { root, config, databasePath: portalDb.name, recipients, program: program.version };
  const runBackup = createRunBackup({ ...making, ...parts });
  const folder = join(root, 'backups');
  const backUpFirst = createBackUpFirst({ folder, db: portalDb, recipients, runBackup, log });
  const store = createCareStore(portalDb);
  const caring = { folder, store, audit, inTransaction, clock };
  const place = createSecondPlace({
    ...{ ...caring, root, log, isBusy },
    begin: (label, run) => begin('backup.copy', label, run),
  });
  const rehearsals = createRehearsals({ ...caring, begin: (label, run) => begin('backup.rehearse', label, run) });
  let staged: (Staged & { readonly name: string }) | null = null;
  const daily = createDailyBackup({
    dailyAt: () => (recipients.read() ? schedule.read() : null),
    lastMadeAt: () => newest((reason) => reason === 'daily'),
    make: () => {
      if (!isBusy()) begin('backup.make', config.project.name, (tools) => runAndTidy('daily', {}, tools));
    },
    clock,
  });

  function newest(isMeant: (reason: BackupReason) => boolean): string | null {
    return listBackups(folder).find(({ note }) => note && isMeant(note.reason))?.note?.made_at ?? null;
  }

  function state() {
    const { bavail, bsize } = statfsSync(root);
    return {
      key: recipients.read(),
      backups: listBackups(folder).map(({ name, bytes, note }) => ({
        ...{ name, bytes },
        made_at: note?.made_at ?? null,
        reason: note?.reason ?? null,
        counts: note?.counts ?? null,
      })),
      folder,
      free_gib: Math.round((bavail * bsize) / 1024 ** 3),
      daily_at: schedule.read(),
      staged: staged && toWire(staged),
      ...place.state(),
      rehearsed: rehearsals.last(),
      job: jobs.list().find(({ kind }) => jobKinds.includes(kind)) ?? null,
    };
  }

  /** Instant; null where there is none. */
  function lastMadeAt(): string | null {
    return newest(() => true);
  }

  function makeKey(caller: SignedInCaller) {
    return recipients.make(toBy(caller));
  }

  function make(caller: SignedInCaller): JobState {
    recipients.need();
    return begin('backup.make', config.project.name, (tools) => runAndTidy('manual', toBy(caller), tools));
  }

  async function runAndTidy(reason: BackupReason, by: By, { signal, progress }: JobTools): Promise<MadeBackup> {
    const made = await runBackup({ reason, by, signal, progress });
    const removed = removeExpired(folder);
    if (removed > 0) log.info('backup.expired', { removed });
    await place.follow({ signal });
    return made;
  }

  async function verify(name: string, caller: SignedInCaller) {
    const path = locate(name);
    try {
      const { made_at, counts } = await requireUnchanged(path);
      await audit.record({ ...toBy(caller), action: 'backup.verified', targetId: name });
      return { made_at, counts };
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal';
      await audit.record({ ...toBy(caller), action: 'backup.verify-failed', targetId: name, metadata: { code } });
      throw error;
    }
  }

  /** Names of the list alone. Refuses `backup.missing`. */
  function locate(name: string): string {
    if (listBackups(folder).some((entry) => entry.name === name)) return join(folder, name);
    throw missing(name);
  }

  function setDaily(time: string | null, caller: SignedInCaller) {
    inTransaction(() => {
      schedule.write(time, toInstant(clock.now()));
      audit.append({ ...toBy(caller), action: 'backup.scheduled', targetId: time ?? 'off' });
    });
    return { daily_at: time };
  }

  function stage(asked: { file: string; identity: string }, caller: SignedInCaller): JobState {
    requireThisPc(caller);
    return open(asked);
  }

  function open(asked: { readonly file: string; readonly identity: string }): JobState {
    const identity = readIdentity(asked.identity);
    const path = isAbsolute(asked.file) ? asked.file : locate(asked.file);
    if (!existsSync(path)) throw missing(path);
    drop();
    return begin('backup.stage', asked.file, async ({ signal, progress }) => {
      const opened = await stageRestore({ root, clock, log }, { path, identity, signal, progress });
      staged = { ...opened, name: asked.file };
    });
  }

  function drop(): Record<string, never> {
    if (staged) dropStaged(root, staged);
    staged = null;
    return {};
  }

  /** A backup of what is there comes first, where there is a key for it; it is put aside as it is in any case. */
  function restore(id: string, caller: SignedInCaller): JobState {
    requireThisPc(caller);
    return putBack(id, toBy(caller));
  }

  function putBack(id: string, by: By, onEnd: (problem: unknown) => void = () => undefined): JobState {
    const chosen = staged;
    if (chosen?.id !== id) {
      throw new Refusal('conflict', 'backup.not-staged', 'open the backup with its recovery key first');
    }
    return begin('backup.restore', chosen.name, async ({ signal, progress }) => {
      if (chosen.present) await backUpFirst('before-restore', by, { signal, progress });
      staged = null;
      reopen(async (lock) => {
        try {
          await commitRestore({ root, clock, log }, chosen, { lock, by });
          log.info('restore.done', { made_at: chosen.manifest.made_at });
          onEnd(null);
        } catch (error) {
          // The folder is as it was: the center opens again on it.
          log.error('restore.failed', { reason: error instanceof Error ? error.message : String(error) });
          onEnd(error);
        }
      });
    });
  }

  /** Before a list is written. */
  function backUpBeforeImport(caller: SignedInCaller, { signal }: Pick<JobTools, 'signal'>) {
    return backUpFirst('before-import', toBy(caller), { signal });
  }

  async function choosePlace(to: string | null, caller: SignedInCaller) {
    requireThisPc(caller);
    await place.choose(to, toBy(caller));
    return {};
  }

  function rehearse(typed: string, caller: SignedInCaller): JobState {
    requireThisPc(caller);
    return rehearsals.rehearse(typed, toBy(caller));
  }

  /** How old the newest are; nulls where there are none. */
  function ages() {
    return { made: lastMadeAt(), copied: store.copied.read()?.at ?? null, rehearsed: rehearsals.last()?.at ?? null };
  }

  function begin(kind: BackupJob, label: string, run: (tools: JobTools) => Promise<unknown>): JobState {
    if (isBusy()) throw new Refusal('conflict', 'backup.busy', 'another backup is under way: wait until it is done');
    return jobs.start({ kind, label, subject: 'backup', total: 100, run: (tools) => run(tools).then(() => undefined) });
  }

  function isBusy(): boolean {
    return jobs.list().some(({ kind, status }) => jobKinds.includes(kind) && status === 'running');
  }

  function close(): void {
    daily.close();
    place.close();
    drop();
  }

  const menu = createMenuBackups({
    jobs,
    make: (run) => {
      recipients.need();
      return begin('backup.make', config.project.name, (tools) => run(tools, () => runAndTidy('manual', {}, tools)));
    },
    stage: open,
    staged: () => staged && toWire(staged),
    putBack: (id, onEnd) => putBack(id, {}, onEnd),
  });
  function start(): void {
    daily.start();
    place.start();
  }

  return {
    ...{ state, ages, makeKey, make, verify, setDaily, stage, drop, restore, backUpBeforeImport },
    ...{ choosePlace, copy: place.copy, rehearse, menu, start, close },
  };
}

function toBy({ actor, address }: SignedInCaller): By {
  return { userId: actor.userId, userEmail: actor.email, session: actor.jti, ip: address };
}

function toWire({ id, name, manifest, present, lostEntries }: Staged & { readonly name: string }): StagedRestore {
  const { made_at, counts } = manifest;
  return { id, name, made_at, now: present?.counts ?? null, then: counts, lost_entries: lostEntries };
}

function requireThisPc({ isThisPc }: SignedInCaller): void {
  if (isThisPc) return;
  throw new Refusal('forbidden', 'backup.other-pc', 'a center is restored at its own PC alone');
}

function missing(path: string): Refusal {
  return new Refusal('not-found', 'backup.missing', `there is no backup at ${path}`, { path });
}
