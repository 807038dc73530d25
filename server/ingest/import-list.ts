import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import { createTranslate } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { createRowWriter, type RowWriter } from '../students/row-writer.store.ts';
import type { RowChoice } from './compare-rows.ts';
import { createImportBatches, type ImportBatches } from './import-batches.store.ts';
import { type GlyphCheck, readList, requireRound } from './ingest.ts';
import type { ImportJob } from './import-job.ts';
import { createImportSources } from './import-sources.store.ts';
import type { IngestOptions, IngestReport, RejectedRow } from './ingest.contract.ts';
import { openList } from './open-list.ts';
import { createNumberList, type NumberList } from './number-list.ts';
import { createRejectedFile } from './rejected-file.ts';
import { createReviewing } from './reviewing.ts';
import type { RawRow } from './rows.ts';
import { textFacts } from './text-facts.ts';

type Parts = {
  /** A connection of its own: the whole import is one transaction on it. */
  readonly db: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (rows: number) => void;
  /** Characters of a row that its certificate's font lacks. */
  readonly missingGlyphs?: GlyphCheck;
};

type ListParts = Parameters<typeof readList>[0];

type ImportedFile = Omit<ImportJob, 'config' | 'databasePath' | 'root'>;

/**
 * One import from file to commit, or its dry run, which takes no lock and changes nothing in the database. Whatever is
 * thrown, the database is as before. `committed` stays false where a question is open.
 */
export function importList(parts: Parts, file: ImportedFile): IngestReport {
  const { db, config, clock } = parts;
  const { options, actor } = file;
  requireRound(config, options.roundId);
  const list = openList(file.path, options.encoding);
  const rejects = rejectedRows(file.rejectedPath, config.project.locale);
  const writer = createRowWriter({ db, config, clock, userId: actor?.userId ?? null }, options.roundId);
  const review = createReviewing(file, writer.columns, config.data_mapping.name_col);
  try {
    if (options.commit) writer.begin();
    else writer.look();
    const batches = createImportBatches(db, clock);
    const historyBefore = batches.lastHistory();
    const onRejected: ListParts['onRejected'] = (rejected, raw) => {
      rejects.add(rejected, raw);
      review.rejected?.(rejected, raw);
    };
    const { choice, noticed } = review;
    const added = createNumberList();
    const listening = { onRejected, choice: noting(choice, added), ...(noticed && { onNoticed: noticed }) };
    const report = readList({ ...parts, ...listening, list, table: writer }, options);
    const isOpen = report.findings.some(({ level }) => level === 'question');
    const committed = options.commit && !isOpen;
    review.finish(committed);
    if (options.commit && isOpen && file.reviewPath !== null) throw questionOpen();
    if (committed) commit(parts, file, { batches, writer, report, added, historyBefore });
    rejects.finish();
    return { ...report, committed };
  } finally {
    writer.abandon();
    rejects.abandon();
    review.abandon();
    list.close();
  }
}

type Written = {
  readonly batches: ImportBatches;
  readonly historyBefore: number;
  readonly writer: RowWriter;
  readonly report: IngestReport;
  /** The numbers that were added. */
  readonly added: NumberList;
};

/** The rows, the entry of the log, the batch that undoes them and what was answered are one transaction. */
function commit(parts: Parts, file: ImportedFile, { batches, writer, report, ...rows }: Written): void {
  const { counts, format, round_id: roundId } = report;
  const { table = '' } = parts.config.rounds.find(({ id }) => id === roundId) ?? {};
  writer.finish((commitHash) => {
    const { actor, fileName } = file;
    if (file.reviewPath !== null) keepAnswers(parts, report.source, file.options);
    const batch = batches.add({ roundId, table, fileName, format, actor, counts, ...rows });
    appendEntry(parts, report, actor, { commitHash, batch });
  });
}

/** For the next list with the same heads. */
function keepAnswers({ db, clock }: Parts, source: string, options: IngestOptions): void {
  const { encoding, dateOrder, shortYears, acceptProposals, mapResults, columns, ignored, cures } = options;
  const answers = { encoding, dateOrder, shortYears, acceptProposals, mapResults, columns, ignored, cures };
  createImportSources(db, clock).keep(source, JSON.stringify(answers));
}

/** The same choice, remembering what it took. */
function noting(choice: RowChoice, taken: NumberList): RowChoice {
  const added: RowChoice['added'] = (sbd, ...row) => {
    const isTaken = choice.added(sbd, ...row);
    if (isTaken) taken.add(sbd);
    return isTaken;
  };
  return { added, changed: choice.changed };
}

function questionOpen(): Refusal {
  return new Refusal('invalid', 'ingest.question', 'a question about the list is still open');
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
function appendEntry(
  parts: Parts,
  report: IngestReport,
  actor: ImportedFile['actor'],
  { commitHash, batch }: { readonly commitHash: string; readonly batch: number },
): void {
  const inTransaction = createTransactions(parts.db, () => undefined);
  const audit = createAudit({ store: createAuditStore(parts.db), inTransaction, clock: parts.clock, log: parts.log });
  const { added, changed, same, kept, rejected } = report.counts;
  audit.append({
    action: 'ingest.commit',
    targetId: report.round_id,
    userId: actor?.userId ?? null,
    userEmail: actor?.email ?? null,
    metadata: { batch, format: report.format, added, changed, same, kept, rejected },
    commitHash,
  });
}
