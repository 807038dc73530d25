import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { SessionStore } from './sessions.store.ts';
import type { SecretGeneration } from './signing-secret.store.ts';
import type { By } from './user-records.ts';

type Parts = {
  /** Puts a new secret in the place of the old one. */
  readonly replace: () => void;
  readonly generation: SecretGeneration;
  readonly sessionStore: SessionStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

export type SecretRotation = ReturnType<typeof createSecretRotation>;

/** A new signing secret; the old tokens, wherever they lie, are worth nothing from now on. */
export function createSecretRotation(parts: Parts) {
  const { replace, generation, sessionStore, audit, inTransaction, clock } = parts;

  /** Gives how many sessions were open. Refuses where the secret is given from outside. */
  function rotate({ actor, address }: By): number {
    replace();
    return inTransaction(() => {
      const now = toInstant(clock.now());
      generation.next(now);
      const ended = sessionStore.endAll(now);
      audit.append({
        action: 'admin.secret.rotate',
        userId: actor?.userId ?? null,
        userEmail: actor?.email ?? null,
        ip: address,
        session: actor?.jti ?? null,
        metadata: { ended },
      });
      return ended;
    });
  }

  return { rotate };
}
