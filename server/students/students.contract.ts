import { z } from 'zod';
import { ListedCertificate } from '../certificates/certificates.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const text = (name: string, max: number) =>
  z.string({ error: `'${name}' must be text` }).max(max, { error: `'${name}' must be at most ${max} characters` });
const optional = (name: string) =>
  text(name, 200)
    .nullish()
    .transform((value) => (value === '' ? null : (value ?? null)));

/** Which students are meant: what was typed into the one box, and the filters beside it. All must hold. */
export type StudentFilter = z.infer<typeof StudentFilter>;
export const StudentFilter = z.object({
  /** Part of a name (marks and case ignored), a number or its beginning, a date of birth, a phone or its last digits. */
  text: text('text', 200).default(''),
  round_id: optional('round_id'),
  school: optional('school'),
  /** With `result`: whose cell of that subject is this result. Without: who has any result of it. */
  subject_code: optional('subject_code'),
  /** Without `subject_code`: in any subject. */
  result: optional('result'),
});

export const studentSorts = ['number', 'name', 'round'] as const;
export type StudentSort = (typeof studentSorts)[number];

export type FindStudentsRequest = z.infer<typeof FindStudentsRequest>;
const FindStudentsRequest = StudentFilter.extend({
  /** `name`: by given name as Vietnamese lists are sorted; `round`: as the rounds and their tables stand. */
  sort: z.enum(studentSorts).default('number'),
  is_descending: z.boolean().default(false),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
});

/** One row of one round. */
export type FoundStudent = z.infer<typeof FoundStudent>;
const FoundStudent = z.object({
  round_id: z.string(),
  sbd: z.string(),
  name: z.string(),
  dob: z.string(),
  school: z.string(),
  grade: z.string(),
  /** All but the last digits hidden; empty where there is none. */
  phone_masked: z.string(),
  /** By subject code, as stored; subjects without a result are left out. */
  results: z.record(z.string(), z.string()),
});

export type FindStudentsResponse = z.infer<typeof FindStudentsResponse>;
const FindStudentsResponse = z.object({
  total: z.number(),
  /** What the rows are sorted by: `round` where so many match that they cannot be sorted at once. */
  sorted_by: z.enum(studentSorts),
  offset: z.number(),
  rows: z.array(FoundStudent),
});

export const findStudentsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/find',
  access: 'viewer',
  isReading: true,
  request: FindStudentsRequest,
  response: FindStudentsResponse,
});

const Counted = z.object({ value: z.string(), count: z.number() });

export type StudentFacets = z.infer<typeof StudentFacets>;
const StudentFacets = z.object({
  /** Rows of all rounds. */
  total: z.number(),
  rounds: z.array(z.object({ round_id: z.string(), label: z.string(), count: z.number() })),
  /** Of the asked round, or of all; most first, at most 1,000. */
  schools: z.array(Counted),
  /** Results as the config names them, in its order, with how many have them. */
  results: z.array(
    z.object({ subject_code: z.string(), subject_label: z.string(), values: z.array(Counted), total: z.number() }),
  ),
});

export const studentFacetsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/facets',
  access: 'viewer',
  isReading: true,
  request: z.object({ round_id: optional('round_id') }),
  response: StudentFacets,
});

const FieldRole = z.enum(['sbd', 'name', 'dob', 'school', 'grade', 'phone', 'extra', 'result']);
export type FieldRole = z.infer<typeof FieldRole>;

export type RecordField = z.infer<typeof RecordField>;
const RecordField = z.object({
  column: z.string(),
  role: FieldRole,
  /** Of a result. */
  subject_code: z.string().nullable(),
  subject_label: z.string().nullable(),
  value: z.string(),
  /** The phone: hidden until it is asked for. */
  is_masked: z.boolean(),
  /** Drawn on the certificate: a change of it replaces what was issued. */
  is_drawn: z.boolean(),
});

export type RecordChange = z.infer<typeof RecordChange>;
const RecordChange = z.object({
  /** For `undo`. */
  change_id: z.number(),
  round_id: z.string(),
  kind: z.enum(['added', 'corrected', 'undone', 'imported', 'removed']),
  /** An instant. */
  changed_at: z.string(),
  /** E-mail of who did it; null where it was no one signed in. */
  changed_by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The import it came with. */
  batch_id: z.string().nullable(),
  /** What stood there before had been changed by another program. */
  was_changed_outside: z.boolean(),
  /** Phones are masked here too. */
  cells: z.array(z.object({ column: z.string(), role: FieldRole, before: z.string(), after: z.string() })),
  can_undo: z.boolean(),
});

/** A certificate the record gives now. */
export type RecordCertificate = z.infer<typeof RecordCertificate>;
const RecordCertificate = ListedCertificate.extend({
  status: z.enum(['current', 'revoked']),
  /** An instant: copies issued before it say "replaced"; null where nothing drawn on them ever changed. */
  replaced_before: z.string().nullable(),
});

export type StudentRecord = z.infer<typeof StudentRecord>;
const StudentRecord = z.object({
  sbd: z.string(),
  name: z.string(),
  /** One a round that has the number, in the order of the rounds; fields in the order of the config. */
  rounds: z.array(z.object({ round_id: z.string(), round_label: z.string(), fields: z.array(RecordField) })),
  certificates: z.array(RecordCertificate),
  /** Newest first, at most 200. */
  history: z.array(RecordChange),
});

export const studentRecordEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/record',
  access: 'viewer',
  isReading: true,
  request: z.object({ sbd: text('sbd', 64) }),
  response: StudentRecord,
});

const reason = text('reason', 300)
  .transform((value) => value.trim())
  .refine((value) => value !== '', { error: 'a reason is required', params: { code: 'correct.no-reason' } });

export type CorrectRequest = z.infer<typeof CorrectRequest>;
const CorrectRequest = z.object({
  round_id: text('round_id', 40),
  sbd: text('sbd', 64),
  column: text('column', 60),
  new_value: text('new_value', 1000),
  /** What the field showed when it was opened. Left out for a phone that was never shown. */
  expected_old: text('expected_old', 32_767).nullish(),
  reason,
});

export type CorrectResponse = z.infer<typeof CorrectResponse>;
const CorrectResponse = z.object({
  /** False where the cleaned value is what stood there: nothing was written. */
  changed: z.boolean(),
  /** For `undo`; null where nothing was written. */
  change_id: z.number().nullable(),
  old_value: z.string(),
  /** As stored, after cleaning. */
  new_value: z.string(),
  /** How many certificates of this row are replaced by it: copies issued before say so. */
  replaced: z.number(),
});

/**
 * Refuses `correct.conflict` (409, with `current_value`) where the field changed meanwhile, `correct.value` with why,
 * `record.none`.
 */
export const correctStudentEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/correct',
  access: 'admin',
  request: CorrectRequest,
  response: CorrectResponse,
});

/** Refuses `undo.collides` (409, with `columns`) where a later change touched the same cells, `undo.none`. */
export const undoChangeEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/undo',
  access: 'admin',
  request: z.object({ change_id: z.int().min(1), reason }),
  response: z.object({ change_id: z.number(), replaced: z.number() }),
});

const certificateChange = z.object({
  round_id: text('round_id', 40),
  sbd: text('sbd', 64),
  subject_code: text('subject_code', 10),
  reason,
});

/** Takes a certificate back: who checks a copy is told so. Refuses `record.none`, `revoke.done` (409). */
export const revokeEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/revoke',
  access: 'super-admin',
  request: certificateChange,
  response: z.object({ revoked: z.boolean() }),
});

/** Makes a revoked certificate good again. Refuses `revoke.none`. */
export const unrevokeEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/unrevoke',
  access: 'super-admin',
  request: certificateChange,
  response: z.object({ revoked: z.boolean() }),
});

/** The whole phone number; told of in the log. */
export const showPhoneEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/phone',
  access: 'viewer',
  isReading: true,
  request: z.object({ round_id: text('round_id', 40), sbd: text('sbd', 64) }),
  response: z.object({ phone: z.string() }),
});

export type ExportStudentsRequest = z.infer<typeof ExportStudentsRequest>;
const ExportStudentsRequest = StudentFilter.extend({
  format: z.enum(['xlsx', 'csv']),
  sort: z.enum(studentSorts).default('number'),
  is_descending: z.boolean().default(false),
});

/** Answers a file of what the filter shows: every declared column, one row a round and number. */
export const exportStudentsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/students/export',
  access: 'admin',
  isReading: true,
  isSensitive: true,
  request: ExportStudentsRequest,
  response: z.never(),
});
