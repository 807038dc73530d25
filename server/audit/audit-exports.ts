import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Caller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { createTranslate, type Translate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';
import type { AuditAction } from './actions.contract.ts';
import type { AuditWatch } from './audit-watch.ts';
import type { Audit } from './audit.ts';
import type { Signed } from './checkpoints.store.ts';
import type { ExportTask } from './export.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly watch: AuditWatch;
  /** Every signed checkpoint as text, oldest first. */
  readonly notes: () => readonly string[];
  readonly audit: Audit;
  readonly clock: Clock;
};
type SignedIn = Caller & { readonly actor: Actor };
export type ExportFormat = 'jsonl' | 'csv' | 'verifier' | 'checkpoints';
/** `isScratch`: to be removed once it was sent. */
export type ExportFile = {
  readonly path: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly isScratch: boolean;
};

const contentTypes: Record<ExportFormat, string> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  verifier: 'text/html; charset=utf-8',
  checkpoints: 'text/plain; charset=utf-8',
};

/** The page that verifies an export, beside a built server; null in a checkout that was never built. */
function findVerifier(): string | null {
  const places = [
    join(import.meta.dirname, 'audit-verifier.html'),
    join(import.meta.dirname, '..', '..', 'dist', 'server', 'audit-verifier.html'),
  ];
  return places.find(existsSync) ?? null;
}

export type AuditExports = ReturnType<typeof createAuditExports>;

/** What leaves the house: the log as a file, the page that verifies it, a signed checkpoint. Each is told of in the log. */
export function createAuditExports({ config, watch, notes, audit, clock }: Parts) {
  const t = createTranslate(config.project.locale);

  async function exportFile(format: ExportFormat, caller: SignedIn): Promise<ExportFile> {
    const contentType = contentTypes[format];
    if (format === 'verifier') {
      const path = findVerifier();
      if (path === null)
        throw new Refusal('unavailable', 'audit.no-verifier', 'this program was not built: run npm run build');
      return { path, fileName: 'audit-verifier.html', contentType, isScratch: false };
    }
    await tell('audit.exported', { format }, caller);
    const time = toInstant(clock.now());
    if (format === 'checkpoints') return writeNotes(time);
    const fileName = `audit-${config.project.slug}-${time.slice(0, 10)}.${format}`;
    const path = join(tmpdir(), `lvt-audit-${randomUUID()}.${format}`);
    await watch.exportTo({ format, path, ...csvTexts(t) });
    return { path, fileName, contentType, isScratch: true };
  }

  /** In the form of `logs/checkpoints.txt`, which the verifier reads; signed to the end first. */
  async function writeNotes(time: string): Promise<ExportFile> {
    await watch.checkpoint();
    const fileName = `checkpoints-${config.project.slug}-${time.slice(0, 10)}.txt`;
    const path = join(tmpdir(), `lvt-audit-${randomUUID()}.txt`);
    writeFileSync(
      path,
      notes()
        .map((note) => `${note}\n`)
        .join(''),
      { mode: 0o600 },
    );
    return { path, fileName, contentType: contentTypes.checkpoints, isScratch: true };
  }

  async function checkpoint(caller: SignedIn): Promise<Signed> {
    await tell('audit.checkpoint', {}, caller);
    return watch.checkpoint();
  }

  function tell(
    action: AuditAction,
    metadata: Readonly<Record<string, string>>,
    { actor, address }: SignedIn,
  ): Promise<void> {
    const { userId, email: userEmail, jti: session } = actor;
    return audit.record({ action, userId, userEmail, targetId: 'log', metadata, ip: address, session });
  }

  return { exportFile, checkpoint };
}

/** The head of the table for reading. */
export function csvTexts(t: Translate): Pick<ExportTask, 'titles' | 'notice'> {
  const titles = [
    t('audit.csv.seq'),
    t('audit.csv.time'),
    t('audit.csv.person'),
    t('audit.csv.action'),
    t('audit.csv.target'),
    t('audit.csv.metadata'),
    t('audit.csv.address'),
    t('audit.csv.hash'),
  ];
  return { titles, notice: t('audit.csv.notice') };
}
