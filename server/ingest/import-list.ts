import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import { createTranslate } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import { createRowWriter } from '../students/row-writer.store.ts';
import { readList, requireRound } from './ingest.ts';
import type { ImportJob } from './import-job.ts';
import type { IngestReport, RejectedRow } from './ingest.contract.ts';
import { openList } from './open-list.ts';
import { createRejectedFile } from './rejected-file.ts';
import type { RawRow } from './rows.ts';
import { textFacts } from './text-facts.ts';

type Parts = {
  /** A connection of its own: the whole import is one transaction on it. */
  readonly db: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (rows: number) => void;
};

type ImportedFile = Omit<ImportJob, 'config' | 'databasePath'>;

/**
 * One import from file to commit, or its dry run, which takes no lock and changes nothing. Whatever is thrown, the
 * database is as before. `committed` stays false where a question is open.
 */
export function importList(parts: Parts, file: ImportedFile): IngestReport {
  const { db, config, clock } = parts;
  const { options, actor } = file;
  requireRound(config, options.roundId);
  const list = openList(file.path, options.encoding);
  const rejects = rejectedRows(file.rejectedPath, config.project.locale);
  const writer = createRowWriter({ db, config, clock, userId: actor?.userId ?? null }, options.roundId);
  try {
    if (options.commit) writer.begin();
    else writer.look();
    const report = readList({ ...parts, list, table: writer, onRejected: rejects.add }, options);
    const isOpen = report.findings.some(({ level }) => level === 'question');
    const committed = options.commit && !isOpen;
    if (committed) writer.finish((commitHash) => appendEntry(parts, report, actor, commitHash));
    rejects.finish();
    return { ...report, committed };
  } finally {
    writer.abandon();
    rejects.abandon();
    list.close();
  }
}

function rejectedRows(path: string | null, locale: CertConfig['project']['locale']) {
  const t = createTranslate(locale);
  const titles = [t('ingest.rejected.sheet'), t('ingest.rejected.row'), t('ingest.rejected.reason')];
  const file = path === null ? null : createRejectedFile(path, titles);
  const add = ({ sheet, code, facts }: RejectedRow, raw: RawRow): void =>
    file?.add(sheet, raw, t(`ingest.reason.${code}`, textFacts(facts)));
  return { add, finish: () => file?.finish(), abandon: () => file?.abandon() };
}

/** Counts and the kind of file; never a value. */
function appendEntry(parts: Parts, report: IngestReport, actor: ImportedFile['actor'], commitHash: string): void {
  const inTransaction = createTransactions(parts.db, () => undefined);
  const audit = createAudit({ store: createAuditStore(parts.db), inTransaction, clock: parts.clock, log: parts.log });
  const { added, changed, same, kept, rejected } = report.counts;
  audit.append({
    action: 'ingest.commit',
    targetId: report.round_id,
    userId: actor?.userId ?? null,
    userEmail: actor?.email ?? null,
    metadata: { format: report.format, added, changed, same, kept, rejected },
    commitHash,
  });
}
