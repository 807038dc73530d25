import type { Audit } from '../audit/audit.ts';
import type { Caller, Role } from '../caller.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Log } from '../log.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { LoginRequest, LoginResponse } from './auth.contract.ts';
import type { KnownDevices } from './known-devices.ts';
import { createLimitedTries } from './limited-tries.ts';
import type { Passwords } from './passwords.ts';
import { isRole } from './roles.ts';
import { refused, type Tokens } from './tokens.ts';
import { toEmailKey, type Users } from './users.ts';
import type { UserStore } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: UserStore;
  readonly users: Users;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly rateLimits: RateLimits;
  readonly knownDevices: KnownDevices;
  readonly audit: Audit;
  readonly log: Log;
};

type KnownUser = { readonly id: string; readonly email: string; readonly role: Role };

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in. Source: upstream auth/login.py. */
export function createAuth(parts: Parts) {
  const { config, store, users, passwords, tokens, rateLimits, knownDevices, audit, log } = parts;
  const limitedTries = createLimitedTries({ audit, log });

  /**
   * Refuses by limits (address, then e-mail), missing credentials, wrong ones, in this order; limited tries are told of
   * in the log by their number, every other one for itself.
   */
  async function signIn(asked: LoginRequest, caller: Caller): Promise<LoginResponse> {
    const { email, password } = asked;
    const key = toEmailKey(email);
    await countTry(key, asked.device, caller);
    requirePasswordMode();
    if (key === '' || password === '') {
      await tellFailure('missing-credentials', key, caller);
      throw refused('credentials-missing', 'email and password are required');
    }
    const user = await findByPassword(key, password);
    if (!user) {
      await tellFailure('bad-password', key, caller);
      throw refused('credentials', 'invalid credentials');
    }
    const answer = await welcome(user, caller);
    return asked.client === 'panel' ? { ...answer, device: await knownDevices.remember(asked.device, key) } : answer;
  }

  async function countTry(email: string, device: string, caller: Caller): Promise<void> {
    try {
      await rateLimits.count('admin_login', caller.address);
      if (email === '') return;
      await rateLimits.count('admin_login_email', email, await bucketOf(email, device, caller));
    } catch (error) {
      limitedTries.note(caller.address);
      throw error;
    }
  }

  /** Someone who fails on purpose elsewhere must not shut staff out at the PC, nor where they signed in before. */
  async function bucketOf(email: string, device: string, { isThisPc }: Caller): Promise<string> {
    if (isThisPc) return '@this-pc';
    return (await knownDevices.isKnown(device, email)) ? '@known-device' : '';
  }

  /** Null for an unknown e-mail, a wrong password, an inactive account: all in the same time. */
  async function findByPassword(email: string, password: string): Promise<KnownUser | null> {
    const user = store.findByEmail(email);
    const { matches, isOutdated } = await passwords.check(password, user?.password_hash ?? null);
    if (!user || !matches || user.is_active !== 1 || !isRole(user.role)) return null;
    if (isOutdated) await users.renewHash(user, password);
    return { id: user.id, email: user.email, role: user.role };
  }

  async function welcome({ id: userId, email: userEmail, role }: KnownUser, caller: Caller): Promise<LoginResponse> {
    const token = await tokens.issue({ sub: userId, email: userEmail, role });
    await audit.record({ action: 'admin.login.success', userId, userEmail, metadata: { role }, ip: caller.address });
    return { token, challenge_issued: false, role };
  }

  function tellFailure(reason: string, email: string, { address }: Caller): Promise<void> {
    const userEmail = email === '' ? null : email;
    return audit.record({ action: 'admin.login.failure', userEmail, metadata: { reason }, ip: address });
  }

  function requirePasswordMode(): void {
    const { auth_mode: mode } = config.admin;
    if (mode === 'password') return;
    const message = `this program signs in by password only: set admin.auth_mode to 'password' (it is '${mode}')`;
    throw new Refusal('not-configured', 'auth.mode', message);
  }

  return { signIn, close: limitedTries.close };
}
