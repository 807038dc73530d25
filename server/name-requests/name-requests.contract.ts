import { z } from 'zod';
import { captchaFields, CertificatePass } from '../captcha/captcha.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

const what = z.enum(['name', 'dob', 'other'], { error: "'what' must be name, dob or other" });

export type NameRequest = z.infer<typeof NameRequest>;
const NameRequest = z.object({
  /** The pass of a search: it says whose record this is about. */
  ...captchaFields,
  what,
  /** What it should say, in the student's own words. */
  right_value: z
    .string({ error: "'right_value' must be text" })
    .trim()
    .min(1, { error: 'say what it should be' })
    .max(200, { error: "'right_value' must be at most 200 characters" }),
});

export type NameRequestAnswer = z.infer<typeof NameRequestAnswer>;
const NameRequestAnswer = z.object({
  /** What the student tells the staff, such as K-1042. */
  code: z.string(),
  /** False where one was waiting already: it now says what was typed last. */
  is_new: z.boolean(),
  /** In place of the one that was used up. */
  pass: CertificatePass,
});

/** "My name or birth date is wrong": one waits for each number. */
export const nameRequestEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/name-request',
  access: 'public',
  request: NameRequest,
  response: NameRequestAnswer,
});

const status = z.enum(['waiting', 'done', 'refused']);

export type ListedNameRequest = z.infer<typeof ListedNameRequest>;
const ListedNameRequest = z.object({
  id: z.number(),
  code: z.string(),
  created_at: z.string(),
  sbd: z.string(),
  /** As the record has it now, in the first round that has one; null where it is gone. */
  round_id: z.string().nullable(),
  name: z.string().nullable(),
  dob: z.string().nullable(),
  what,
  right_value: z.string(),
  status,
  note: z.string().nullable(),
  answered_at: z.string().nullable(),
  answered_by: z.string().nullable(),
});

export type NameRequestsRequest = z.infer<typeof NameRequestsRequest>;
const NameRequestsRequest = z.object({
  token,
  status: status.default('waiting'),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
});

export type NameRequestList = z.infer<typeof NameRequestList>;
const NameRequestList = z.object({
  total: z.number(),
  /** All that wait, whatever was asked for. */
  waiting: z.number(),
  rows: z.array(ListedNameRequest),
});

/** Waiting ones oldest first, answered ones newest first. */
export const nameRequestsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/requests',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: NameRequestsRequest,
  response: NameRequestList,
});

export type NameRequestAnswering = z.infer<typeof NameRequestAnswering>;
const NameRequestAnswering = z
  .object({
    token,
    id: z.int(),
    outcome: z.enum(['done', 'refused'], { error: 'the outcome is done or refused' }),
    note: z.string().trim().max(500, { error: 'a note has at most 500 characters' }).default(''),
  })
  .refine(({ outcome, note }) => outcome === 'done' || note !== '', { error: 'say why it is refused' });

/** 409 where a colleague was faster. The record itself is corrected on its own page. */
export const nameRequestAnswerEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/requests/answer',
  access: 'admin',
  request: NameRequestAnswering,
  response: ListedNameRequest,
});
