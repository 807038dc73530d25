import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { SignedInCaller } from '../caller.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { MailSignIn } from './mail-sign-in.ts';
import type { Passwords } from './passwords.ts';
import { doneBy, sessionRevoked, stepUpNeeded } from './refusals.ts';
import type { StepUpRequest } from './second-factor.contract.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { SessionRecord } from './sessions.store.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: UserStore;
  readonly passwords: Passwords;
  readonly secondFactor: SecondFactor;
  readonly mailSignIn: MailSignIn;
  readonly sessions: Sessions;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

export type Confirmation = ReturnType<typeof createConfirmation>;

/** That the person at the keyboard is still the one who signed in. */
export function createConfirmation(parts: Parts) {
  const { config, store, passwords, secondFactor, mailSignIn, sessions, rateLimits, audit, inTransaction } = parts;

  /**
   * Opens sensitive acts; gives until when (instant), null where a code was sent. Refuses over ten tries a minute and
   * session, what is wrong, and what cannot be asked of this user.
   */
  async function stepUp(asked: StepUpRequest, caller: SignedInCaller): Promise<string | null> {
    const user = requireUser(caller);
    await rateLimits.count('admin_step_up', caller.actor.jti);
    const isByMail = config.admin.auth_mode !== 'password';
    if (asked.request_code && isByMail) {
      await mailSignIn.sendCode(user);
      return null;
    }
    const use = await prove(user, asked, caller);
    return inTransaction(() => {
      use();
      audit.append({ action: 'admin.step-up', ...doneBy(caller), targetId: caller.actor.jti });
      return sessions.stepUp(caller.actor.jti);
    });
  }

  /** Gives what uses a code up. */
  async function prove(user: User, { password, totp, code }: StepUpRequest, caller: SignedInCaller) {
    if (totp !== '') return proveByFactor(user, totp, caller);
    if (code === '') await requireRightPassword(user, password, caller);
    else if (!(await mailSignIn.takeCode(user.email, code)))
      throw await wrong(caller, 'auth.wrong-code', 'the code is not right');
    return () => undefined;
  }

  async function proveByFactor(user: User, totp: string, caller: SignedInCaller): Promise<() => void> {
    try {
      return await secondFactor.check(user.id, { totp, recoveryCode: '' });
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'unauthenticated') {
        throw await wrong(caller, 'auth.second-factor', 'the code is not right');
      }
      throw error;
    }
  }

  /** As `stepUp`, by the password alone. */
  async function requirePassword(user: User, typed: string, caller: SignedInCaller): Promise<void> {
    await rateLimits.count('admin_step_up', caller.actor.jti);
    await requireRightPassword(user, typed, caller);
  }

  async function requireRightPassword(user: User, typed: string, caller: SignedInCaller): Promise<void> {
    const { matches } = await passwords.check(typed, user.password_hash);
    if (!matches || user.one_time_until !== null)
      throw await wrong(caller, 'auth.wrong-password', 'the password is not right');
  }

  async function wrong(caller: SignedInCaller, code: string, message: string): Promise<Refusal> {
    const metadata = { reason: code };
    await audit.record({ action: 'admin.step-up.failure', ...doneBy(caller), targetId: caller.actor.jti, metadata });
    // Not 401: the session itself is good, and pages sign out at that.
    return new Refusal('invalid', code, message);
  }

  function requireSteppedUp({ stepped_up_until: until }: SessionRecord): void {
    if (until !== null && Date.parse(until) > parts.clock.now()) return;
    throw stepUpNeeded();
  }

  function requireUser({ actor }: SignedInCaller): User {
    const user = store.findById(actor.userId);
    if (user) return user;
    throw sessionRevoked();
  }

  return { stepUp, requirePassword, requireSteppedUp };
}
