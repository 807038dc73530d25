import type { Audit } from '../audit/audit.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { SignedInCaller } from '../caller.ts';
import type { Confirmation } from './confirmation.ts';
import { doneBy, sessionRevoked } from './refusals.ts';
import type { SecondFactor } from './second-factor.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly store: UserStore;
  readonly secondFactor: SecondFactor;
  readonly confirmation: Confirmation;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
};

export type Enrolment = ReturnType<typeof createEnrolment>;

/** A user's own second factor: on, again, off. Every act needs the password, where the user has one. */
export function createEnrolment({ store, secondFactor, confirmation, audit, inTransaction }: Parts) {
  async function begin(password: string, caller: SignedInCaller): Promise<{ secret: string; uri: string }> {
    const user = await requirePassword(password, caller);
    return inTransaction(() => {
      audit.append({ action: 'second-factor.begin', ...doneBy(caller), targetId: user.id });
      return secondFactor.begin(user.id, user.email);
    });
  }

  /** Recovery codes, to be shown once. */
  function confirm(totp: string, caller: SignedInCaller): readonly string[] {
    const { userId } = caller.actor;
    return inTransaction(() => {
      const codes = secondFactor.confirm(userId, totp);
      audit.append({ action: 'second-factor.on', ...doneBy(caller), targetId: userId });
      return codes;
    });
  }

  async function disable(password: string, caller: SignedInCaller): Promise<void> {
    const user = await requirePassword(password, caller);
    inTransaction(() => {
      secondFactor.remove(user.id);
      audit.append({ action: 'second-factor.off', ...doneBy(caller), targetId: user.id });
    });
  }

  async function requirePassword(password: string, caller: SignedInCaller): Promise<User> {
    const user = store.findById(caller.actor.userId);
    if (!user) throw sessionRevoked();
    // Where staff sign in by mail they have none; the session was stepped up, or this would not be reached.
    if (user.password_hash !== null) await confirmation.requirePassword(user, password, caller);
    return user;
  }

  return { begin, confirm, disable };
}
