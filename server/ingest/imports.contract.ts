import { z } from 'zod';
import { BackedUp } from '../backup/backup.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { JobState } from '../jobs/jobs.contract.ts';
import { FindingCode, IngestOptions, IngestReport, ReasonCode } from './ingest.contract.ts';

/** Header of an upload: the file's name, percent-encoded. */
export const fileNameHeader = 'X-File-Name';

/** What the person says about a list in the panel; what is absent is found, or asked. */
export const ImportAnswers = IngestOptions.omit({ commit: true, duplicates: true, keepsUnbrought: true });
export type ImportAnswers = Readonly<z.infer<typeof ImportAnswers>>;

/** One list on its way from file to students. */
export const ImportState = z.object({
  id: z.string(),
  file_name: z.string(),
  bytes: z.int(),
  answers: ImportAnswers,
  /** The answers were given for an earlier list with the same heads. */
  is_source_known: z.boolean(),
  /** reading and writing: see the job. failed: the problem of the job says why; the file is still there. */
  phase: z.enum(['uploaded', 'reading', 'reviewed', 'writing', 'done', 'failed']),
  job: JobState.nullable(),
  report: IngestReport.nullable(),
  /** Rows that the ticks would write now. */
  chosen: z.object({ added: z.int(), changed: z.int() }),
  /** The batch it became. */
  batch: z.int().nullable(),
  /** How the backup before it came out; null before it was to be made. */
  backed_up: BackedUp.nullable(),
});
export type ImportState = Readonly<z.infer<typeof ImportState>>;

const one = z.object({ id: z.string() });
/** What a worker writes is not waited for here. */
const read = { method: 'post', access: 'admin', isReading: true } as const;

/** The list as the bare body, its name in `X-File-Name`; up to 200 MiB. Refuses `ingest.file-size`, `request.cut-short`. */
export const uploadImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/upload',
  request: z.object({}),
  response: ImportState,
});

/** A list of this PC that the menu of the desktop program offered; once. Refuses `import.unknown` and as an upload. */
export const takeImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/take',
  request: z.object({ id: z.string().max(100) }),
  response: ImportState,
});

/** Imports that are not written yet, newest first: work that a reload of the page finds again. */
export const openImportsEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/admin/imports/open',
  access: 'admin',
  request: z.object({}),
  response: z.object({ imports: z.array(ImportState) }),
});

/** Refuses `import.unknown`. */
export const importStateEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/state',
  // The page asks while a job runs, of its own accord.
  isPassive: true,
  request: one,
  response: ImportState,
});

/** Reads the list with these answers and compares it with the round: a job. Ticks begin anew. Refuses `import.busy`. */
export const reviewImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/review',
  request: one.extend({ answers: ImportAnswers.partial() }),
  response: ImportState,
});

const LineKind = z.enum(['added', 'changed', 'rejected', 'warned']);
export type LineKind = z.infer<typeof LineKind>;

/** added: one a row, `values` holds it. changed: one a cell. rejected: `reason`. warned: `finding`, before and after. */
export const ReviewLine = z.object({
  n: z.int(),
  sheet: z.string(),
  row: z.int(),
  sbd: z.string(),
  name: z.string(),
  column: z.string(),
  before: z.string(),
  after: z.string(),
  values: z.record(z.string(), z.string()),
  reason: ReasonCode.nullable(),
  finding: FindingCode.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  is_ticked: z.boolean(),
});
export type ReviewLine = Readonly<z.infer<typeof ReviewLine>>;

export const importLinesEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/lines',
  request: one.extend({ kind: LineKind, offset: z.int().min(0), limit: z.int().min(1).max(200) }),
  response: z.object({ total: z.int(), ticked: z.int(), lines: z.array(ReviewLine) }),
});

/** Ticks or unticks lines, or all of a kind where `lines` is absent. A changed value without its tick stays as it is. */
export const tickImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/tick',
  request: one.extend({
    kind: z.enum(['added', 'changed']),
    lines: z.array(z.int()).max(2_000).optional(),
    ticked: z.boolean(),
  }),
  response: ImportState,
});

/** Writes what is ticked, in one transaction: a job. Refuses `import.not-reviewed`, `import.busy`; the job fails with
 * `ingest.question` or `ingest.changed-meanwhile`, and nothing is written. */
export const commitImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/commit',
  request: one,
  response: ImportState,
});

/** The rejected rows with reasons, as csv. Refuses `import.no-rejected`. */
export const rejectedRowsEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/rejected',
  request: one,
  response: z.never(),
});

/** Forgets the upload. */
export const discardImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/discard',
  request: one,
  response: z.object({}),
});

/** A list that was written. It can be undone for 30 days where nothing of it was changed later. */
export const ImportBatch = z.object({
  id: z.int(),
  round_id: z.string(),
  file_name: z.string(),
  user_email: z.string().nullable(),
  committed_at: z.string(),
  added: z.int(),
  changed: z.int(),
  rejected: z.int(),
  undone_at: z.string().nullable(),
  can_undo: z.boolean(),
});
export type ImportBatch = Readonly<z.infer<typeof ImportBatch>>;

/** Newest first, the last hundred. */
export const importBatchesEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/admin/imports',
  access: 'admin',
  request: z.object({}),
  response: z.object({ batches: z.array(ImportBatch) }),
});

/**
 * Puts every row back as it was before the list: a job. Refuses `import.unknown-batch`, `import.undone`,
 * `import.too-old`; the job fails with `import.edited-later`, naming the registration numbers, and changes nothing.
 */
export const undoImportEndpoint = defineEndpoint({
  ...read,
  path: '/api/admin/imports/undo',
  request: z.object({ batch: z.int() }),
  response: JobState,
});
