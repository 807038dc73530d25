import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import program from '../../package.json' with { type: 'json' };
import type { MailTrouble } from '../auth/notices.store.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { FolderKind } from '../files/folder-kind.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import { diagnosticsFileName } from './diagnostics.ts';
import type { HealthCheck, HealthReport } from './health.contract.ts';
import { looseMode } from './rights.ts';

type LogVerdict = {
  readonly size: number;
  readonly state: 'unchecked' | 'whole' | 'broken';
  /** Records changed outside the program that nobody has accepted. */
  readonly outside: { readonly total: number };
};

type Parts = {
  /** The center folder. */
  readonly root: string;
  readonly config: CertConfig;
  readonly place: FolderKind;
  readonly platform: NodeJS.Platform;
  /** A way to send mail is set up. */
  readonly hasMailer: boolean;
  /** Null where the last mail left. */
  readonly mailTrouble: () => MailTrouble | null;
  /** Lines about signing keys, empty where all is well. */
  readonly keyProblems: () => readonly string[];
  /** Lines about templates and fonts. */
  readonly templateProblems: () => Promise<readonly string[]>;
  /** Null while the PC's clock is plausible. */
  readonly clockJump: () => { readonly direction: string } | null;
  /** What was last found of the log and the records; reading it proves that the database answers. */
  readonly logVerdict: () => LogVerdict;
  /** Instants of the newest backup, copy on another disk, and rehearsal; nulls where there are none. */
  readonly backupAges: () => Readonly<Record<'made' | 'copied' | 'rehearsed', string | null>>;
  readonly publicBaseUrl: () => string;
  readonly clock: Clock;
};

const [leastBytes, fewBytes] = [256 * 1024 ** 2, 1024 ** 3];
const order = ['bad', 'warn', 'ok'] as const;

export type Health = ReturnType<typeof createHealth>;

/** The checks of a running center, each cheap enough to be asked while students are served. */
export function createHealth(parts: Parts) {
  const openedAt = parts.clock.elapsed();

  async function report(): Promise<HealthReport> {
    const templates = await parts.templateProblems();
    const verdict = parts.logVerdict();
    const checks: readonly HealthCheck[] = [
      { id: 'database', level: 'ok', facts: { rows: verdict.size } },
      checkLog(verdict),
      toCheck('key', parts.keyProblems()),
      toCheck('template', templates),
      checkSettings(parts.config),
      ...checkMail(parts),
      checkRights(parts),
      checkPlace(parts.place),
      checkDisk(parts.root),
      checkClock(parts.clockJump()),
      checkAddress(parts.publicBaseUrl()),
      ...checkBackups(parts),
    ];
    return {
      checked_at: toInstant(parts.clock.now()),
      up_minutes: Math.floor((parts.clock.elapsed() - openedAt) / 60_000),
      checks: checks.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level)),
    };
  }

  /** See `writeDiagnostics`; counting and reading take a moment, so not on the thread that serves. */
  async function diagnostics(): Promise<{ readonly text: string; readonly fileName: string }> {
    const { checks: findings } = await report();
    const asked = { root: parts.root, findings, version: program.version };
    const text = await runInWorker(workerUrl(import.meta.url, 'diagnostics'), asked, { mayBeCut: true });
    return { text: String(text), fileName: diagnosticsFileName(parts.clock) };
  }

  return { report, diagnostics };
}

function toCheck(id: 'key' | 'template', problems: readonly string[]): HealthCheck {
  return { id, level: problems.length === 0 ? 'ok' : 'bad', facts: { count: problems.length } };
}

function checkLog({ state, size, outside }: LogVerdict): HealthCheck {
  const level = state === 'broken' || outside.total > 0 ? 'bad' : 'ok';
  return { id: 'audit', level, facts: { rows: size } };
}

/** What nobody could look up by. */
function checkSettings({ student_search: search, data_mapping: mapping }: CertConfig): HealthCheck {
  const isBroken = search.mode === 'name_dob_captcha' && mapping.dob_col === null;
  return { id: 'settings', level: isBroken ? 'bad' : 'ok', facts: {} };
}

/** Nothing to say where nobody signs in by mail and none is set up. */
function checkMail({ config, hasMailer, mailTrouble }: Parts): HealthCheck[] {
  const isNeeded = config.admin.auth_mode !== 'password';
  if (!isNeeded && !hasMailer) return [];
  const trouble = mailTrouble();
  const level = !hasMailer ? 'bad' : trouble ? 'warn' : 'ok';
  return [{ id: 'mail', level, facts: { at: trouble?.at ?? '' } }];
}

/** Files with secrets in them that others on this PC can read. */
function checkRights({ root, config, platform }: Parts): HealthCheck {
  const files = ['.env', config.features.qr_verify.private_key_path];
  const count = files.filter((name) => looseMode(join(root, name), platform) !== null).length;
  return { id: 'rights', level: count === 0 ? 'ok' : 'bad', facts: { count } };
}

/** A folder of a synchronising service is changed from outside; two PCs that open it lose data. */
function checkPlace(place: FolderKind): HealthCheck {
  return place.is === 'local'
    ? { id: 'place', level: 'ok', facts: {} }
    : { id: 'place', level: place.is === 'network' ? 'bad' : 'warn', facts: { name: place.name } };
}

function checkDisk(root: string): HealthCheck {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  const level = free < leastBytes ? 'bad' : free < fewBytes ? 'warn' : 'ok';
  return { id: 'disk', level, facts: { gib: Math.round((free / 1024 ** 3) * 10) / 10 } };
}

function checkClock(jump: { readonly direction: string } | null): HealthCheck {
  return { id: 'clock', level: jump ? 'warn' : 'ok', facts: {} };
}

const staleDays = { backup: 7, 'backup-copy': 7, rehearsal: 31 } as const;

/** Without a backup there is nothing to copy or rehearse. */
function checkBackups({ backupAges, clock }: Parts): HealthCheck[] {
  const { made, copied, rehearsed } = backupAges();
  const check = (id: keyof typeof staleDays, last: string | null): HealthCheck => {
    const days = last === null ? null : Math.max(0, Math.floor((clock.now() - Date.parse(last)) / 86_400_000));
    return { id, level: days === null || days >= staleDays[id] ? 'warn' : 'ok', facts: { days: days ?? 0 } };
  };
  const own = check('backup', made);
  return made === null ? [own] : [own, check('backup-copy', copied), check('rehearsal', rehearsed)];
}

/** Codes are printed with this address in them: one that only this PC can reach helps nobody who scans. */
function checkAddress(url: string): HealthCheck {
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);
  return { id: 'address', level: isLoopback ? 'warn' : 'ok', facts: { url } };
}
