import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

/** Text as typed; what is no text counts as not typed. */
export const typed = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

/** As `typed`, but whether the member was there at all can still be told: undefined where it was not. */
const typedIfPresent = z
  .unknown()
  .optional()
  .transform((value) => (value === undefined || value === null ? undefined : asText(value)));

/** Six digits may come as a number, which has lost its zeros in front. */
const toDigits = (value: unknown) => (typeof value === 'number' ? String(value).padStart(6, '0') : asText(value));

const digitsIfPresent = z
  .unknown()
  .optional()
  .transform((value) => (value === undefined || value === null ? undefined : toDigits(value)));
const typedDigits = z
  .unknown()
  .optional()
  .transform((value) => toDigits(value).replaceAll(/\s/g, ''));

const RoleName = z.enum(['super-admin', 'admin', 'viewer']);

/**
 * Members by `admin.auth_mode`. `password`: e-mail and password. `otp_email`: e-mail alone asks for a code by mail,
 * e-mail and `code` sign in (a code that is there, even empty, is the second step). `magic_link`: e-mail alone asks for
 * a link, its `token` alone signs in. Where the answer names a second factor, the same body goes again with `totp` or
 * `recovery_code`, or the answer's `ticket` with one of the two, which works in every mode.
 */
export type LoginRequest = z.infer<typeof LoginRequest>;
const LoginRequest = z.object({
  email: typed,
  password: typed,
  code: digitsIfPresent,
  token: typedIfPresent,
  totp: typedDigits,
  recovery_code: typed,
  ticket: typed,
  /** `panel` for our own page: its sessions also end after 30 minutes without use, 10 at the PC whose kiosk window is open. */
  client: typed,
  /** What an earlier answer gave this browser to keep. */
  device: typed,
});

export type LoginResponse = z.infer<typeof LoginResponse>;
const LoginResponse = z.object({
  token: z.string().nullable(),
  challenge_issued: z.boolean(),
  role: RoleName.nullable(),
  /** What is still to be given; absent where nothing is. */
  second_factor: z.literal('totp').optional(),
  /** Stands for the first step, five minutes long. */
  ticket: z.string().optional(),
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

/** What staff must know at once. `rescue`: an account was reset at the PC itself; seven days long, for everyone.
 * `mail`: a mail could not leave; for super-admins. */
export type StaffNotice = z.infer<typeof StaffNotice>;
const StaffNotice = z.object({
  kind: z.enum(['rescue', 'mail']),
  /** Instant. */
  at: z.string(),
  /** The account that was reset. */
  email: z.string().nullable(),
  /** Why the mail could not leave, as a stable code: `not-configured`, `unreachable`, `refused`, `timeout`. */
  reason: z.string().nullable(),
});

export type SessionInfo = z.infer<typeof SessionInfo>;
const SessionInfo = z.object({
  user_id: z.string(),
  email: z.string(),
  role: RoleName,
  jti: z.string(),
  /** Instants. */
  expires_at: z.string(),
  /** Ends after so many seconds without use; null where it lives its whole time. */
  idle_seconds: z.number().nullable(),
  auth_mode: z.enum(['password', 'otp_email', 'magic_link']),
  has_password: z.boolean(),
  has_second_factor: z.boolean(),
  recovery_codes_left: z.number(),
  /** Signed in by a one-time code: nothing but `/password/change` and `/logout` works until a password is set. */
  must_change_password: z.boolean(),
  /** Until when acts that ask for the password again are open; null where they would ask. */
  stepped_up_until: z.string().nullable(),
  /** False on plain HTTP over the network: acts that ask for the password again are refused there. */
  is_line_private: z.boolean(),
  notices: z.array(StaffNotice),
});

/** Who am I. Asking does not count as use of the session. */
export const sessionEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/session',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  isOpenBeforePasswordChange: true,
  request: z.object({ token: typed }),
  response: SessionInfo,
});

/** Somebody is at the page. Pages ask by themselves, and that is no use of a session; a key or a touch is. */
export const presenceEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/session/here',
  access: 'viewer',
  isReading: true,
  request: z.object({ token: typed }),
  response: z.object({}),
});

export type SessionRow = z.infer<typeof SessionRow>;
const SessionRow = z.object({
  jti: z.string(),
  user_id: z.string(),
  email: z.string(),
  /** Instants. */
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
  address: z.string(),
  /** As the browser names itself; empty where it did not. */
  user_agent: z.string(),
  is_current: z.boolean(),
});

/** Open sessions, newest first: one's own, or for a super-admin with `everyone` those of all. */
export const sessionsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/sessions',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: z.object({ token: typed, everyone: z.boolean().default(false) }),
  response: z.object({ sessions: z.array(SessionRow) }),
});

export type EndSessionsRequest = z.infer<typeof EndSessionsRequest>;
const EndSessionsRequest = z.object({ token: typed, jti: typed, all: z.boolean().default(false) });

/** Ends one session (`jti`; of others only as super-admin), or with `all` every one of one's own, this one included. */
export const endSessionsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/sessions/end',
  access: 'viewer',
  request: EndSessionsRequest,
  response: z.object({ ended: z.number() }),
});

export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;
const ChangePasswordRequest = z.object({ token: typed, current_password: typed, new_password: typed, client: typed });

/**
 * `current_password` may be left out after a sign-in by a one-time code. Ends every session of the user; the answer's
 * token is that of a new one.
 */
export const changePasswordEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/password/change',
  access: 'viewer',
  isOpenBeforePasswordChange: true,
  request: ChangePasswordRequest,
  response: z.object({ token: z.string() }),
});

/** A new signing secret: everyone is signed out, the caller too. */
export const rotateSecretEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/secret/rotate',
  access: 'super-admin',
  isSensitive: true,
  request: z.object({ token: typed }),
  response: z.object({ ended: z.number() }),
});

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
