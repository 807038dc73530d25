import { z } from 'zod';

/** question: read one way, another is as likely, so nothing is written before it is answered. */
const FindingLevel = z.enum(['question', 'warning', 'info']);
export type FindingLevel = z.infer<typeof FindingLevel>;

/** What can be noticed; the text of each is `ingest.finding.<code>`. */
export const FindingCode = z.enum([
  'file.encoding',
  'file.delimiter',
  'sheets.joined',
  'sheet.hidden',
  'sheet.total',
  'sheet.no-head',
  'sheet.other',
  'header.row',
  'letters.old',
  'letters.decoded',
  'column.rival',
  'column.hidden-used',
  'column.hidden',
  'column.unused',
  'column.result-unclear',
  'column.absent',
  'school.outside',
  'grade.outside',
  'school.group',
  'grade.group',
  'name.eth',
  'name.joined',
  'name.empty',
  'name.double-space',
  'name.one-syllable',
  'name.capitals',
  'name.apostrophe',
  'name.odd-character',
  'dob.ordered',
  'dob.cell',
  'dob.serial',
  'dob.swapped',
  'dob.century',
  'dob.year',
  'dob.short-year',
  'dob.unreadable',
  'dob.order-swapped',
  'dob.order-month-first',
  'dob.order-no-swap',
  'phone.zero',
  'phone.rounded',
  'zeros.restored',
  'sbd.width',
  'result.mapped',
  'result.no-award',
  'result.proposed',
  'result.accents',
  'result.unknown',
  'duplicate.sbd',
  'duplicate.person',
  'row.kept',
  'row.passed',
  'row.changed',
  'value.emptied',
  'column.emptied',
  'glyph.missing',
]);
export type FindingCode = z.infer<typeof FindingCode>;

/** Why a row is not taken; the text of each is `ingest.reason.<code>`. */
export const ReasonCode = z.enum(['cell.error', 'cell.too-long', 'sbd.form', 'sbd.missing', 'sbd.rounded']);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** Why a list is not taken, without the leading `ingest.` of its code; the text of each is `ingest.refusal.<code>`. */
export const RefusalCode = z.enum([
  'bad-json',
  'binary',
  'broken-zip',
  'columns-missing',
  'disk-full',
  'duplicate-head',
  'empty',
  'encoding',
  'file-size',
  'json-shape',
  'no-file',
  'no-sheet',
  'no-workbook',
  'not-a-file',
  'old-xls',
  'open-quote',
  'password',
  'too-wide',
  'unknown-round',
  'unknown-sheet',
  'unreadable',
  'workbook-limit',
  'worker-memory',
  'worker-time',
  'changed-meanwhile',
  'question',
  'edited-later',
  'wrong-format',
]);

/** What a column of a round holds. */
const ColumnField = z.enum(['sbd', 'name', 'dob', 'school', 'grade', 'phone', 'result', 'extra']);

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** Something noticed in the list; its facts fill its text. */
const Finding = z.object({
  code: FindingCode,
  level: FindingLevel,
  column: z.string(),
  count: z.int(),
  facts: Facts,
  examples: z.array(z.object({ sheet: z.string(), row: z.int(), before: z.string(), after: z.string() })),
});
export type Finding = Readonly<z.infer<typeof Finding>>;

const Counts = z.object({
  /** Rows that could be students. */
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  /** In the database with other values and left as they are there (duplicates `warn`, `skip`). */
  kept: z.int(),
  /** Left as they are because a person said so. */
  left: z.int(),
  /** Said more than once in the list. */
  repeated: z.int(),
  rejected: z.int(),
  /** Group rows, totals, footers, repeated heads. */
  passed: z.int(),
});
export type Counts = z.infer<typeof Counts>;

const RejectedRow = z.object({ sheet: z.string(), row: z.int(), code: ReasonCode, facts: Facts });
export type RejectedRow = Readonly<z.infer<typeof RejectedRow>>;

/** What an import would do, or did. */
export const IngestReport = z.object({
  round_id: z.string(),
  committed: z.boolean(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
  columns: z.array(z.object({ column: z.string(), head: z.string(), sample: z.string() })),
  /** Every column of the round, and what it holds; for results the code of the subject. */
  targets: z.array(z.object({ column: z.string(), field: ColumnField, subject: z.string().nullable() })),
  /** Names of results in the config. */
  result_names: z.array(z.string()),
  /** Every head of the first sheet that is read. */
  heads: z.array(z.string()),
  /** The same for lists with the same heads: answers are kept under it. */
  source: z.string(),
  counts: Counts,
  findings: z.array(Finding),
  /** The first of them; all are in the file of rejected rows. */
  rejected: z.array(RejectedRow),
});
export type IngestReport = Readonly<z.infer<typeof IngestReport>>;

export const Duplicates = z.enum(['warn', 'skip', 'replace']);
export type Duplicates = z.infer<typeof Duplicates>;

/** How the letters of a list are written. */
export const ListEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni']);

/** Names in capitals get small letters; every apostrophe becomes the one of H’Hen Niê. */
export const NameCure = z.enum(['name.capitals', 'name.apostrophe']);
export type NameCure = z.infer<typeof NameCure>;

/** What the person says about a list. Absent answers are found, or asked. */
export const IngestOptions = z.object({
  roundId: z.string(),
  sheet: z.string().nullable(),
  duplicates: Duplicates,
  encoding: ListEncoding.nullable(),
  dateOrder: z.enum(['dmy', 'mdy']).nullable(),
  /** Two-digit years are read as the latest such year that is not ahead; else they are asked about. */
  shortYears: z.boolean(),
  acceptProposals: z.boolean(),
  /** Result words of the list and what they mean. */
  mapResults: z.array(z.tuple([z.string(), z.string()])),
  /** Columns (or fields such as `sbd`) and the heads that hold them. */
  columns: z.array(z.tuple([z.string(), z.string()])),
  /** Heads whose columns are left out although they look like one of ours. */
  ignored: z.array(z.string()),
  /** Doubts about names that are mended in every row. */
  cures: z.array(NameCure),
  /** Columns that the list does not bring keep what they hold, also under `replace`. */
  keepsUnbrought: z.boolean(),
  commit: z.boolean(),
});
export type IngestOptions = Readonly<z.infer<typeof IngestOptions>>;
