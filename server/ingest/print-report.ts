import type { Translate } from '../i18n/translate.ts';
import type { Refusal } from '../refusal.ts';
import { type Finding, type IngestReport, RefusalCode } from './ingest.contract.ts';
import { textFacts } from './text-facts.ts';

type Printing = {
  readonly t: Translate;
  readonly print: (line: string) => void;
  readonly file: string;
  /** The file of rejected rows, where one was written. */
  readonly rejectedPath: string | null;
};

/** A report in words: columns, findings with examples, counts, rejected rows, what to do next. */
export function printReport(report: IngestReport, printing: Printing): void {
  const { t, print, file } = printing;
  const { counts } = report;
  print(t('ingest.cli.title', { file, format: report.format, round: report.round_id }));
  print('');
  print(t('ingest.cli.columns'));
  for (const { column, head, sample } of report.columns)
    print(`  ${column} ← "${head}"${sample === '' ? '' : `  (${sample})`}`);
  print('');
  for (const finding of report.findings) printFinding(finding, printing);
  if (report.findings.length > 0) print('');
  print(t('ingest.cli.counts', counts));
  if (counts.passed > 0) print(t('ingest.cli.passed', { passed: counts.passed }));
  if (counts.rejected > 0) printRejected(report, printing);
  print('');
  print(nextStep(report, t));
}

function printFinding({ code, level, column, count, facts, examples }: Finding, { t, print }: Printing): void {
  const text = t(`ingest.finding.${code}`, { ...textFacts(facts), column });
  const times = count > 1 ? ` (${count})` : '';
  print(`[${t(`ingest.cli.level.${level}`)}] ${column === '' ? '' : `${column}: `}${text}${times}`);
  for (const { sheet, row, before, after } of examples) {
    const place = `${sheet === '' ? '' : `${sheet}, `}${t('ingest.cli.row', { row })}`;
    print(`    ${place}: ${before}${after === '' || after === before ? '' : ` → ${after}`}`);
  }
}

function printRejected({ rejected, counts }: IngestReport, { t, print, rejectedPath }: Printing): void {
  print('');
  print(t('ingest.cli.rejected'));
  for (const { sheet, row, code, facts } of rejected) {
    const place = `${sheet === '' ? '' : `${sheet}, `}${t('ingest.cli.row', { row })}`;
    print(`    ${place}: ${t(`ingest.reason.${code}`, textFacts(facts))}`);
  }
  if (counts.rejected > rejected.length)
    print(`    ${t('ingest.cli.rejected-more', { count: counts.rejected - rejected.length })}`);
  print(rejectedPath === null ? t('ingest.cli.rejected-hint') : t('ingest.cli.rejected-file', { path: rejectedPath }));
}

function nextStep({ committed, counts, findings }: IngestReport, t: Translate): string {
  const count = counts.added + counts.changed;
  if (committed) return t('ingest.cli.next.done', { count });
  if (findings.some(({ level }) => level === 'question')) return t('ingest.cli.next.question');
  return count === 0 ? t('ingest.cli.next.nothing') : t('ingest.cli.next.commit');
}

/** A refusal in the center's language; the wire's text where it has none. */
export function refusalText({ code, message, facts }: Refusal, t: Translate): string {
  const known = RefusalCode.safeParse(code.replace(/^ingest\./, ''));
  if (!known.success) return message;
  return t(`ingest.refusal.${known.data}`, textFacts(facts));
}
