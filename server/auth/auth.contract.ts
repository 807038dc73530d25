import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const typed = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

export type LoginRequest = z.infer<typeof LoginRequest>;
/** `device` is what an earlier answer gave this browser to keep. */
const LoginRequest = z.object({ email: typed, password: typed, client: typed, device: typed });

export type LoginResponse = z.infer<typeof LoginResponse>;
const LoginResponse = z.object({
  token: z.string().nullable(),
  challenge_issued: z.boolean(),
  role: z.enum(['super-admin', 'admin', 'viewer']).nullable(),
  /** Only for `client: 'panel'`: the browser keeps it, in place of the one it had, and sends it with its next sign-in. */
  device: z.string().optional(),
});

export const loginEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/login',
  access: 'public',
  request: LoginRequest,
  response: LoginResponse,
});

export type LogoutResponse = z.infer<typeof LogoutResponse>;
const LogoutResponse = z.object({ revoked: z.boolean(), jti: z.string().optional(), error: z.string().optional() });

/** Always 200; a revoked token may be revoked again. */
export const logoutEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/logout',
  access: 'public',
  request: z.object({ token: typed }),
  response: LogoutResponse,
});
