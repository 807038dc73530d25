import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { typed } from './auth.contract.ts';

const RoleName = z.enum(['super-admin', 'admin', 'viewer'], { error: 'role must be super-admin, admin or viewer' });

export type UserView = z.infer<typeof UserView>;
const UserView = z.object({
  id: z.string(),
  email: z.string(),
  /** As stored: an upstream program may have written anything. */
  role: z.string(),
  is_active: z.boolean(),
  /** Instants. */
  created_at: z.string(),
  last_seen_at: z.string().nullable(),
  open_sessions: z.number(),
  has_password: z.boolean(),
  has_second_factor: z.boolean(),
  must_change_password: z.boolean(),
  is_self: z.boolean(),
  /** The last active super-admin: his role stays, he cannot be deactivated. */
  is_last_super_admin: z.boolean(),
});

const act = { method: 'post', access: 'super-admin', isSensitive: true } as const;
const userId = z.object({ token: typed, id: typed });
const changed = z.object({ user: UserView });

/** A code is shown once, works once and only until `code_until`; who signs in with it must set a password. */
const withCode = z.object({
  user: UserView,
  /** Null where `admin.auth_mode` needs no password. */
  code: z.string().nullable(),
  /** Instant. */
  code_until: z.string().nullable(),
});

/** In the order of their e-mails. */
export const usersEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/users',
  access: 'super-admin',
  isReading: true,
  isPassive: true,
  request: z.object({ token: typed }),
  response: z.object({ users: z.array(UserView) }),
});

/** Refuses `user.email`, `user.email-taken`. */
export const createUserEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/create',
  request: z.object({ token: typed, email: typed, role: RoleName }),
  response: withCode,
});

/** Refuses `user.unknown`, `user.last-super-admin`. Ends the user's sessions, as the next three do. */
export const userRoleEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/role',
  request: userId.extend({ role: RoleName }),
  response: changed,
});

/** Refuses `user.unknown`, `user.last-super-admin`. */
export const deactivateUserEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/deactivate',
  request: userId,
  response: changed,
});

export const activateUserEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/activate',
  request: userId,
  response: changed,
});

/** A one-time code in place of the password; with `second_factor` the second factor is taken off too. */
export const resetUserEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/reset',
  request: userId.extend({ second_factor: z.boolean().default(false) }),
  response: withCode,
});

export const endUserSessionsEndpoint = defineEndpoint({
  ...act,
  path: '/api/admin/users/end-sessions',
  request: userId,
  response: z.object({ ended: z.number() }),
});
