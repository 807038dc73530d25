import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim() : ''));
const instant = z
  .string()
  .refine((value) => value === '' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value), {
    error: 'a time must be an instant such as 2026-11-24T00:00:00Z',
  })
  .default('');
const seq = z.int().min(1).nullable().default(null);

/** One entry as the panel shows it. `metadata` never holds a value of a record. */
export type AuditEntryShown = z.infer<typeof AuditEntryShown>;
const AuditEntryShown = z.object({
  seq: z.number(),
  /** Instant. */
  at: z.string(),
  user_id: z.string().nullable(),
  user_email: z.string().nullable(),
  action: z.string(),
  target: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  session: z.string().nullable(),
  hash: z.string(),
  /** Binds the entry to the values it does not tell. */
  commit_hash: z.string().nullable(),
});

/** What to look for; what is empty does not narrow. */
export type AuditFindRequest = z.infer<typeof AuditFindRequest>;
const AuditFindRequest = z.object({
  token: text,
  /** A user's id or e-mail, whole; `system` for entries of nobody. */
  person: text,
  /** Whole actions; one that ends in a dot stands for all that begin so. */
  actions: z.array(z.string().max(100)).max(50).default([]),
  /** Part of the target, case ignored. */
  target: text,
  from: instant,
  /** Exclusive. */
  to: instant,
  /** Entries older than this one: the `next` of the page before. */
  before: seq,
  /** Entries newer than this one: what came since the page was read. */
  after: seq,
  limit: z.int().min(1).max(200).default(100),
});

export const auditFindEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/find',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: AuditFindRequest,
  /** Newest first. `total` counts up to 10,000; one more means there are more. `next` is null at the end. */
  response: z.object({
    rows: z.array(AuditEntryShown).readonly(),
    next: z.number().nullable(),
    total: z.number(),
  }),
});

/** What the filters can be set to. */
export const auditFiltersEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/filters',
  access: 'viewer',
  isReading: true,
  request: z.object({ token: text }),
  response: z.object({
    people: z.array(z.object({ user_id: z.string(), email: z.string().nullable() })).readonly(),
    actions: z.array(z.string()).readonly(),
  }),
});

/**
 * The first bad place of the log. `altered`: a row is not what was written; `gap`: rows between are gone; `cut`: the end
 * is gone; `inserted`: rows that this program did not write; `checkpoint`: the rows are not those a signed checkpoint
 * was made of; `signature`: a checkpoint is not signed by this center; `digests`: a program that knows the keys rewrote
 * what records are held against.
 */
export type AuditFault = z.infer<typeof AuditFault>;
export const AuditFault = z.object({
  seq: z.number(),
  kind: z.enum(['altered', 'gap', 'cut', 'inserted', 'checkpoint', 'signature', 'digests']),
});

/** A record that is not what this program wrote last. `unknown`: it came in from outside; `missing`: it is gone. */
export type OutsideChange = z.infer<typeof OutsideChange>;
export const OutsideChange = z.object({
  table: z.string(),
  /** Of a student's record; null for users and shipments. */
  round_id: z.string().nullable(),
  /** Registration number, or the id of the row. */
  key: z.string(),
  kind: z.enum(['altered', 'unknown', 'missing']),
  found_at: z.string(),
});

export type AuditVerdict = z.infer<typeof AuditVerdict>;
const AuditVerdict = z.object({
  state: z.enum(['unchecked', 'whole', 'broken']),
  is_checking: z.boolean(),
  /** Entries in the log now. */
  size: z.number(),
  checked_at: z.string().nullable(),
  /** Entries looked at by that check: the newest ones at a start, else all. */
  checked_rows: z.number(),
  fault: AuditFault.nullable(),
  /** The entry at the fault as it stands now, where there is one. */
  fault_entry: AuditEntryShown.nullable(),
  /** Records changed outside the program that nobody has accepted yet; the first hundred. */
  outside: z.object({
    checked_at: z.string().nullable(),
    total: z.number(),
    tables: z.array(z.object({ table: z.string(), count: z.number() })).readonly(),
    rows: z.array(OutsideChange).readonly(),
  }),
  checkpoint: z.object({ size: z.number(), at: z.string(), root: z.string() }).nullable(),
  /** The public audit key as a verifier key of C2SP signed-note. */
  public_key: z.string(),
});

/** `check` looks at the whole log first, and at every record in the background. */
export const auditVerdictEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/verdict',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: z.object({ token: text, check: z.boolean().default(false) }),
  response: AuditVerdict,
});

/**
 * A file: `jsonl` can be verified, `csv` is for reading, `verifier` is the page that verifies the first, `checkpoints`
 * holds every signed checkpoint, to be kept outside.
 */
export const auditExportEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/export',
  access: 'viewer',
  isReading: true,
  request: z.object({ token: text, format: z.enum(['jsonl', 'csv', 'verifier', 'checkpoints']).default('jsonl') }),
  response: z.never(),
});

/** Signs the log as it stands. `note` is to be kept outside: on paper, on another machine. */
export const auditCheckpointEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/checkpoint',
  access: 'admin',
  request: z.object({ token: text }),
  response: z.object({ size: z.number(), at: z.string(), root: z.string(), note: z.string() }),
});

/**
 * Takes a record that was changed outside the program as it stands now; key `*` takes all of its table, table and key
 * `*` the rewritten digests. 404 where it is none of those.
 */
export const auditAcceptEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/audit/accept',
  access: 'super-admin',
  request: z.object({
    token: text,
    table: z.string().max(100),
    key: z.string().max(100),
    reason: z.string().trim().min(1, { error: 'a reason is required' }).max(500),
  }),
  response: z.object({ accepted: z.boolean() }),
});
