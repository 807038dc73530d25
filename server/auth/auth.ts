import type { Audit } from '../audit/audit.ts';
import type { Caller } from '../caller.ts';
import type { Log } from '../log.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { LoginRequest, LoginResponse } from './auth.contract.ts';
import type { FirstFactor } from './first-factor.ts';
import type { KnownDevices } from './known-devices.ts';
import { createLimitedTries } from './limited-tries.ts';
import { credentialsRefused } from './refusals.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { SignInTickets } from './sign-in-tickets.ts';
import { toEmailKey, type Users } from './users.ts';
import type { User } from './users.store.ts';

type Parts = {
  readonly firstFactor: FirstFactor;
  readonly secondFactor: SecondFactor;
  readonly tickets: SignInTickets;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly rateLimits: RateLimits;
  readonly knownDevices: KnownDevices;
  readonly audit: Audit;
  readonly log: Log;
};

const challenge = { token: null, challenge_issued: true, role: null } satisfies LoginResponse;

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in. Source: upstream auth/login.py; the second factor is ours. */
export function createAuth(parts: Parts) {
  const { firstFactor, secondFactor, tickets, users, sessions, rateLimits, knownDevices, audit, log } = parts;
  const limitedTries = createLimitedTries({ audit, log });

  /**
   * Refuses by limits (address, then e-mail), missing credentials, wrong ones, a wrong second factor, in this order;
   * limited tries are told of in the log by their number, every other one for itself.
   */
  async function signIn(asked: LoginRequest, caller: Caller): Promise<LoginResponse> {
    await countTry(toEmailKey(asked.email), asked.device, caller);
    const tell = (reason: string, email: string) => tellFailure(reason, email, caller);
    if (asked.ticket !== '') {
      const user = await tickets.find(asked.ticket);
      if (user) return enter(user, asked, caller);
      await tell('bad-ticket', toEmailKey(asked.email));
      throw credentialsRefused();
    }
    const user = await firstFactor.check(asked, tell);
    return user ? enter(user, asked, caller) : challenge;
  }

  /** The first factor is right. */
  async function enter(user: User, asked: LoginRequest, caller: Caller): Promise<LoginResponse> {
    const { client, device, ticket } = asked;
    const factor = { totp: asked.totp, recoveryCode: asked.recovery_code };
    const isOn = secondFactor.isOn(user.id);
    if (isOn && factor.totp === '' && factor.recoveryCode === '') {
      return { ...challenge, second_factor: 'totp', ticket: await tickets.issue(user) };
    }
    const useFactor = isOn ? await checkSecond(user, factor, caller) : undefined;
    const { token, role } = await sessions.open({
      user,
      client,
      caller,
      alongside: () => {
        useFactor?.();
        if (user.one_time_until !== null && user.password_hash !== null) users.useCode(user);
      },
    });
    if (ticket !== '') await tickets.use(ticket);
    const answer = { token, challenge_issued: false, role };
    if (client === '') return answer;
    return { ...answer, device: await knownDevices.remember(device, user.email) };
  }

  async function checkSecond(user: User, factor: Parameters<SecondFactor['check']>[1], caller: Caller) {
    try {
      return await secondFactor.check(user.id, factor);
    } catch (error) {
      if (error instanceof Refusal) await tellFailure('bad-second-factor', user.email, caller);
      throw error;
    }
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

  function tellFailure(reason: string, email: string, { address }: Caller): Promise<void> {
    const userEmail = email === '' ? null : email;
    return audit.record({ action: 'admin.login.failure', userEmail, metadata: { reason }, ip: address });
  }

  return { signIn, close: limitedTries.close };
}
