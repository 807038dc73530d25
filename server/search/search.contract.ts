import { z } from 'zod';
import { captchaFields } from '../captcha/captcha.contract.ts';
import { ListedCertificate } from '../certificates/certificates.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { OptionalSbd } from '../values/sbd.ts';

const typed = (max: number) =>
  z
    .union([z.string(), z.number().transform(String)])
    .pipe(z.string().max(max))
    .nullish()
    .transform((text) => text ?? '');

/** What names a student, and the sum; `mode: "admin"` with a token is the other door (anything else is a student). */
export const studentFields = {
  mode: z.unknown().transform((mode) => (mode === 'admin' ? ('admin' as const) : ('student' as const))),
  token: z.unknown().transform((token) => (typeof token === 'string' ? token : '')),
  sbd: OptionalSbd,
  name: typed(200),
  dob: typed(40),
  phone: typed(40),
  ...captchaFields,
};

export type SearchRequest = z.infer<typeof SearchRequest>;
const SearchRequest = z.object(studentFields);

export type SearchResponse = z.infer<typeof SearchResponse>;
const SearchResponse = z.object({
  sbd: z.string(),
  name: z.string(),
  fields: z.record(z.string(), z.string()),
  certificates: z.array(ListedCertificate),
});

export const searchEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/search',
  access: 'public',
  request: SearchRequest,
  response: SearchResponse,
});
