import type { CertConfig } from '../config/cert-config.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Refusal } from '../refusal.ts';
import { type Finding, type IngestReport, RefusalCode } from './ingest.contract.ts';
import { textFacts } from './text-facts.ts';

type Printing = {
  readonly t: Translate;
  readonly print: (line: string) => void;
  readonly file: string;
  /** What people call a column of the config. */
  readonly labels: ReadonlyMap<string, string>;
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
    print(`  ${labelOf(column, printing)} ← "${head}"${sample === '' ? '' : `  (${sample})`}`);
  print('');
  for (const finding of report.findings.filter(isSaidAlone)) printFinding(finding, printing);
  printGathered(report.findings, printing);
  if (report.findings.length > 0) print('');
  print(t('ingest.cli.counts', counts));
  if (counts.passed > 0) print(t('ingest.cli.passed', { passed: counts.passed }));
  if (counts.rejected > 0) printRejected(report, printing);
  print('');
  print(nextStep(report, t));
}

/** Columns that the list lacks or does not need are many and rarely of interest: a line for all, a warning once. */
function isSaidAlone({ code, level, column }: Finding, at: number, all: readonly Finding[]): boolean {
  if (code === 'column.unused') return false;
  if (code !== 'column.absent') return true;
  return level !== 'info' && all.findIndex((other) => other.code === code && other.column === column) === at;
}

function printGathered(findings: readonly Finding[], printing: Printing): void {
  const { t, print } = printing;
  const absent = findings.flatMap(({ code, level, column }) =>
    code === 'column.absent' && level === 'info' ? labelOf(column, printing) : [],
  );
  const unused = findings.flatMap(({ code, facts: { letters, head } }) =>
    code === 'column.unused' ? `${String(letters)} "${String(head)}"` : [],
  );
  const level = t('ingest.cli.level.info');
  if (absent.length > 0) print(`[${level}] ${t('ingest.cli.absent', { columns: [...new Set(absent)].join(', ') })}`);
  if (unused.length > 0) print(`[${level}] ${t('ingest.cli.unused', { columns: [...new Set(unused)].join(', ') })}`);
}

/** `Họ và tên (full_name)`; a column without a name of its own stands as it is. */
function labelOf(column: string, { labels }: Printing): string {
  const label = labels.get(column);
  return label === undefined || label === column ? column : `${label} (${column})`;
}

function printFinding({ code, level, column, count, facts, examples }: Finding, printing: Printing): void {
  const { t, print } = printing;
  const text = t(`ingest.finding.${code}`, { ...textFacts(facts), column });
  const times = count > 1 ? ` (${count})` : '';
  print(`[${t(`ingest.cli.level.${level}`)}] ${column === '' ? '' : `${labelOf(column, printing)}: `}${text}${times}`);
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
  if (counts.read === 0) return t('ingest.cli.next.no-rows');
  if (committed) return t('ingest.cli.next.done', { count });
  if (findings.some(({ level }) => level === 'question')) return t('ingest.cli.next.question');
  return count === 0 ? t('ingest.cli.next.nothing') : t('ingest.cli.next.commit');
}

/** Why a list is not taken, in the center's language; null for a refusal that is about something else. */
export function refusalText({ code, facts }: Refusal, t: Translate): string | null {
  const known = RefusalCode.safeParse(code.replace(/^ingest\./, ''));
  if (!known.success) return null;
  if (known.data === 'columns-missing') return missingText(facts, t);
  return t(`ingest.refusal.${known.data}`, textFacts(facts));
}

/** Names the columns as people do, and offers a school's own number where there is one. */
function missingText({ missing, offered, ...facts }: Refusal['facts'], t: Translate): string {
  const names = Array.isArray(missing)
    ? missing.map((field) => t(field === 'sbd' ? 'ingest.field.sbd' : 'ingest.field.name'))
    : [];
  const text = t('ingest.refusal.columns-missing', { ...textFacts(facts), missing: names.join(', ') });
  const head: unknown = Array.isArray(offered) ? offered[0] : undefined;
  return typeof head !== 'string' ? text : `${text}\n${t('ingest.refusal.columns-offered', { head })}`;
}

/** What people call the columns of the config, in the words of the catalogs and of the config's subjects. */
export function labelsOf(
  { data_mapping: mapping, subjects, project }: CertConfig,
  t: Translate,
): ReadonlyMap<string, string> {
  const { sbd_col, name_col, dob_col, school_col, grade_col, phone_col } = mapping;
  const named: readonly (readonly [string | null, string])[] = [
    [sbd_col, t('ingest.field.sbd')],
    [name_col, t('ingest.field.name')],
    [dob_col, t('ingest.field.dob')],
    [school_col, t('ingest.field.school')],
    [grade_col, t('ingest.field.grade')],
    [phone_col, t('ingest.field.phone')],
    ...subjects.map(({ db_col, vi, en }) => [db_col, project.locale === 'vi' ? (vi ?? en) : en] as const),
  ];
  return new Map(named.flatMap(([column, label]) => (column === null ? [] : [[column, label] as const])));
}
