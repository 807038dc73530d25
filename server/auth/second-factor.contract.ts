import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { typed } from './auth.contract.ts';

export type StepUpRequest = z.infer<typeof StepUpRequest>;
const StepUpRequest = z.object({
  token: typed,
  password: typed,
  totp: typed,
  /** By mail, where `admin.auth_mode` signs in by mail; `request_code` sends it. */
  code: typed,
  request_code: z.boolean().default(false),
});

/** Opens the acts that ask for the password again, for five minutes. One of the members is enough. */
export const stepUpEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/step-up',
  access: 'viewer',
  // Not 401: the session itself is good, and pages sign out at that.
  statuses: { 'auth.second-factor': 400 },
  request: StepUpRequest,
  response: z.object({
    /** Instant; null where a code was sent and is now to be given. */
    stepped_up_until: z.string().nullable(),
    challenge_issued: z.boolean(),
  }),
});

/** A new seed, shown once; counts from `confirm` on. A second enrolment needs the password again. */
export const totpBeginEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/totp/begin',
  access: 'viewer',
  isSensitive: true,
  request: z.object({ token: typed, password: typed }),
  response: z.object({
    /** Base32, to be typed where no camera is at hand. */
    secret: z.string(),
    /** `otpauth://totp/...`, to be shown as a QR code. */
    uri: z.string(),
  }),
});

export const totpConfirmEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/totp/confirm',
  access: 'viewer',
  isSensitive: true,
  request: z.object({ token: typed, totp: typed }),
  /** Ten codes, shown once; each works once. */
  response: z.object({ recovery_codes: z.array(z.string()) }),
});

export const totpDisableEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/totp/disable',
  access: 'viewer',
  isSensitive: true,
  request: z.object({ token: typed, password: typed }),
  response: z.object({ has_second_factor: z.literal(false) }),
});
