import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export type VerifyRequest = z.infer<typeof VerifyRequest>;
const VerifyRequest = z.object({
  blob: z
    .unknown()
    .optional()
    .transform((blob) => (typeof blob === 'string' ? blob : '')),
});

/** What a code claims. Source: upstream qr/codec.py. */
const QrPayloadShape = z.object({
  project_slug: z.string(),
  round_id: z.string(),
  subject_code: z.string(),
  result: z.string(),
  sbd: z.string(),
  issued_at: z.number(),
});

export type VerifyResponse = z.infer<typeof VerifyResponse>;
const VerifyResponse = z.object({
  valid: z.boolean(),
  reason: z.string().optional(),
  payload: QrPayloadShape.optional(),
  status: z.enum(['replaced', 'revoked', 'key-withdrawn']).optional(),
});

export const verifyEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/verify',
  access: 'public',
  isReading: true,
  request: VerifyRequest,
  response: VerifyResponse,
});

/** One public key of the center: SubjectPublicKeyInfo, base64 DER; `from`, `to` are instants (`to` null while in use). */
export type PublicKeyEntry = z.infer<typeof PublicKeyEntry>;
const PublicKeyEntry = z.object({
  id: z.string(),
  spki: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  status: z.enum(['active', 'retired', 'compromised']),
});

export type KeysResponse = z.infer<typeof KeysResponse>;
export const KeysResponse = z.object({ slug: z.string(), keys: z.array(PublicKeyEntry) });

export const keysEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/keys',
  access: 'public',
  request: z.object({}),
  response: KeysResponse,
});
