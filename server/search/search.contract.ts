import { z } from 'zod';
import { captchaFields, CertificatePass } from '../captcha/captcha.contract.ts';
import { ListedCertificate } from '../certificates/certificates.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { staffPinField } from '../staff-pin/staff-pin.contract.ts';
import { OptionalSbd } from '../values/sbd.ts';

const typed = (name: string, max: number) =>
  z
    .union([z.string(), z.number().transform(String)], { error: `'${name}' must be text` })
    .pipe(z.string().max(max, { error: `'${name}' must be at most ${max} characters` }))
    .nullish()
    .transform((text) => text ?? '');

/** `mode: "admin"`, exactly this word, is the door for staff; anything else is a student. */
export const askedMode = z
  .unknown()
  .optional()
  .transform((mode) => (mode === 'admin' ? ('admin' as const) : ('student' as const)));

/** What names a student, and the sum or the token. */
export type SearchRequest = z.infer<typeof SearchRequest>;
export const SearchRequest = z.object({
  mode: askedMode,
  token: z
    .unknown()
    .optional()
    .transform((token) => (typeof token === 'string' ? token : '')),
  sbd: OptionalSbd,
  name: typed('name', 200),
  dob: typed('dob', 40),
  phone: typed('phone', 40),
  ...captchaFields,
  /** Instead of the sum, at the center's own PC. */
  ...staffPinField,
});

export type SearchResponse = z.infer<typeof SearchResponse>;
const SearchResponse = z.object({
  sbd: z.string(),
  name: z.string(),
  fields: z.record(z.string(), z.string()),
  certificates: z.array(ListedCertificate),
  /** Spares the student a second sum: stands for `captcha_id` and `captcha_answer` of one download of this number. */
  pass: CertificatePass.optional(),
});

/** A token that does not hold is 400 here. Source: upstream api/search.py. */
export const searchEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/search',
  access: 'public',
  isReading: true,
  request: SearchRequest,
  response: SearchResponse,
  statuses: { unauthenticated: 400 },
});
