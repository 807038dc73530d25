import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { createRowComparison, type RoundTable, type RowChoice, type RowValues } from './compare-rows.ts';
import { createFindings, exampleAt, type Findings, type NoticeListener } from './findings.ts';
import { placesOf } from './guess-columns.ts';
import { columnsMissing, planSheets, type SheetPlan } from './plan-sheets.ts';
import { noteColumns, noteFile, noteSheets } from './note-findings.ts';
import type { Finding, IngestOptions, IngestReport, RejectedRow } from './ingest.contract.ts';
import { sourceOf, targetsOf, type Target } from './known-heads.ts';
import { createRowReader } from './read-row.ts';
import { cellText, type ListFile, type RawRow } from './rows.ts';

type Parts = {
  readonly config: CertConfig;
  readonly list: ListFile;
  readonly table: RoundTable;
  /** Hears of each rejected row while it is read. */
  readonly onRejected: (rejected: RejectedRow, raw: RawRow) => void;
  /** Hears of each thing noticed, also beyond the examples that the report keeps. */
  readonly onNoticed?: NoticeListener;
  readonly missingGlyphs?: GlyphCheck | undefined;
  /** Hears of every change and says whether it shall be made. */
  readonly choice: RowChoice;
  /** Every 2,000 rows. */
  readonly onProgress: (rows: number) => void;
  readonly clock: Clock;
};

/** Characters of a row that the font of a field of its certificate lacks, each once. */
export type GlyphCheck = (
  row: Readonly<Record<string, string>>,
) => readonly { readonly field: string; readonly character: string }[];

type Place = { readonly sheet: string; readonly row: number };

const rowsPerProgress = 2_000;
const keptRejected = 20;

/**
 * Reads a list, compares it with the round's table and, where the options say so, hands each row on to be written, in
 * the caller's transaction. Refuses a list without the two columns that name a student, and with a head said twice. A
 * report with a finding of level `question` must not be committed.
 */
export function readList(parts: Parts, options: IngestOptions): IngestReport {
  const { config, list, table } = parts;
  const targets = targetsOf(config, new Map(options.columns), options.ignored);
  const plan = planSheets(list, targets, options.sheet);
  for (const sheet of plan.read) requireColumns(sheet);
  const findings = createFindings(parts.onNoticed);
  noteFile(list, findings);
  noteSheets(plan, findings);
  for (const sheet of plan.read) noteColumns(sheet, targets, findings);

  const reader = createRowReader(readingOf(parts, options, targets), findings);
  const comparison = createRowComparison(
    { ...rulesOf(config, options, targets, plan.read), choice: parts.choice },
    table,
    findings,
  );
  const { counts } = comparison;
  const rejected: RejectedRow[] = [];
  let sample: RowValues = [];

  for (const sheet of plan.read) {
    const read = reader.forSheet(sheet);
    for (const raw of sheet.sheet.rows()) {
      if (raw.number >= sheet.header.dataFrom) takeRow(sheet, raw, read(raw));
    }
  }

  function takeRow(
    { sheet: { name: sheet } }: SheetPlan,
    raw: RawRow,
    row: ReturnType<ReturnType<typeof reader.forSheet>>,
  ): void {
    if (row.kind === 'blank') return;
    if (row.kind === 'group') {
      counts.passed += 1;
      return;
    }
    if (row.kind === 'passed') {
      counts.passed += 1;
      const text = raw.cells.map(cellText).filter(Boolean).join(' | ');
      findings.note('row.passed', 'info', '', exampleAt({ sheet, row: raw.number }, text, ''));
      return;
    }
    counts.read += 1;
    if (counts.read % rowsPerProgress === 0) parts.onProgress(counts.read);
    if (row.kind === 'student') {
      if (counts.read === 1) sample = row.values;
      if (parts.missingGlyphs) noteGlyphs(parts.missingGlyphs, row.values, { sheet, row: raw.number });
      comparison.take(row.values, { sheet, row: raw.number });
      return;
    }
    counts.rejected += 1;
    const rejection = { sheet, row: raw.number, code: row.code, facts: row.facts };
    if (rejected.length < keptRejected) rejected.push(rejection);
    parts.onRejected(rejection, raw);
  }

  function noteGlyphs(missing: GlyphCheck, values: RowValues, place: Place): void {
    const row = Object.fromEntries(table.columns.map((column, index) => [column, values[index] ?? '']));
    for (const { field, character } of missing(row)) {
      const name = row[config.data_mapping.name_col] ?? '';
      findings.note('glyph.missing', 'warning', '', exampleAt(place, name, `${field}: ${character}`));
    }
  }

  noteWhole(reader, config, findings);
  return {
    round_id: options.roundId,
    committed: false,
    format: list.format,
    encoding: list.encoding,
    delimiter: list.delimiter,
    sheets: plan.read.map(({ sheet }) => sheet.name),
    columns: columnsOf(plan.read, table.columns, sample),
    result_names: [...new Set(Object.values(config.results).flatMap((results) => Object.keys(results)))],
    targets: targets.map(({ column, field }) => {
      const subject = field === 'result' ? config.subjects.find(({ db_col: own }) => own === column) : undefined;
      return { column, field, subject: subject?.code ?? null };
    }),
    ...headsOf(plan.read),
    counts,
    findings: withoutFilled(findings.list()),
    rejected,
  };
}

/** A column that group rows filled is not absent. */
function withoutFilled(found: readonly Finding[]): Finding[] {
  const filled = found
    .filter(({ code }) => code === 'school.group' || code === 'grade.group')
    .map(({ column }) => column);
  return found.filter(({ code, column }) => code !== 'column.absent' || !filled.includes(column));
}

/** What only the whole list tells. */
function noteWhole(
  reader: ReturnType<typeof createRowReader>,
  { data_mapping: mapping }: CertConfig,
  findings: Findings,
): void {
  const doubt = reader.dateDoubt();
  for (const example of doubt?.examples ?? []) {
    if (doubt !== null) findings.note(doubt.code, 'question', mapping.dob_col ?? '', example);
  }
  const short = reader.shortNumbers();
  if (short !== null) findings.addWhole({ code: 'sbd.width', level: 'warning', column: mapping.sbd_col, ...short });
}

function readingOf({ config, list, table, clock }: Parts, options: IngestOptions, targets: readonly Target[]) {
  const { subjects, results } = config;
  const { dateOrder, shortYears, mapResults, acceptProposals, cures } = options;
  const latestShortYear = new Date(clock.now()).getFullYear() % 100;
  const answers = { dateOrder, mapResults, acceptProposals, cures, shortYears, latestShortYear };
  return { columns: table.columns, targets, subjects, results, ...answers, is1904: list.is1904 };
}

function rulesOf(config: CertConfig, options: IngestOptions, targets: readonly Target[], sheets: readonly SheetPlan[]) {
  const { sbd_col: sbd, name_col: name, dob_col: dob } = config.data_mapping;
  const fromGroups = sheets.some(({ school, grade }) => school !== null || grade !== null)
    ? targets.filter(({ field }) => field === 'school' || field === 'grade').map(({ column }) => column)
    : [];
  const fromColumns = sheets.flatMap(({ header }) => header.guess.uses.map(({ target }) => target.column));
  return {
    columns: { sbd, name, dob },
    brought: new Set([...fromColumns, ...fromGroups]),
    duplicates: options.duplicates,
    commit: options.commit,
    keepsUnbrought: options.keepsUnbrought,
    takesLast: !options.keepsUnbrought,
  };
}

function requireColumns({ header, sheet }: SheetPlan): void {
  const { heads, guess } = header;
  const fields = new Set(guess.uses.map(({ target }) => target.field));
  const missing = (['sbd', 'name'] as const).filter((field) => !fields.has(field));
  const found = heads.map(({ text }) => text).filter((text) => text !== '');
  const twice = found.find((text, index) => found.indexOf(text) !== index);
  if (twice !== undefined) {
    throw new Refusal('invalid', 'ingest.duplicate-head', `duplicate header: '${twice}'`, {
      head: twice,
      sheet: sheet.name,
    });
  }
  if (missing.length > 0) throw columnsMissing(missing, found, sheet.name);
}

function columnsOf([first]: readonly SheetPlan[], columns: readonly string[], sample: RowValues) {
  const uses = first?.header.guess.uses ?? [];
  return uses.map(({ target: { column }, source, head }) => ({
    column,
    head: first?.decode(head, placesOf(source)[0]) ?? head,
    sample: (sample[columns.indexOf(column)] ?? '').slice(0, 120),
  }));
}

function headsOf([first]: readonly SheetPlan[]): { heads: string[]; source: string } {
  const heads = (first?.header.heads ?? []).map(({ text }) => text).filter((text) => text !== '');
  return { heads, source: sourceOf(heads) };
}

/** Refuses a round that the config does not have. */
export function requireRound({ rounds }: CertConfig, id: string): void {
  const ids = rounds.map((round) => round.id);
  if (ids.includes(id)) return;
  const message = `unknown round '${id}'; available: [${ids.map((known) => `'${known}'`).join(', ')}]`;
  throw new Refusal('invalid', 'ingest.unknown-round', message, { round: id, rounds: ids });
}
