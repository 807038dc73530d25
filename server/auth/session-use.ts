import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { SessionRecord, SessionStore } from './sessions.store.ts';
import { refused } from './refusals.ts';

type Parts = {
  readonly store: SessionStore;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
};

export type SessionUse = ReturnType<typeof createSessionUse>;

const writeEveryMs = 30_000;
const remembered = 5_000;

/** When each session was last used: at once in memory, each half minute on disk. */
export function createSessionUse({ store, inTransaction, clock, log }: Parts) {
  const lastUse = new Map<string, number>();

  /** Refuses a session that was not used for longer than it may, or for longer than `mostSeconds` if it may at all end so. */
  function requireFresh(
    { jti, idle_seconds: idleSeconds, last_seen_at: seen }: SessionRecord,
    mostSeconds: number,
  ): void {
    if (idleSeconds === null) return;
    const last = Math.max(lastUse.get(jti) ?? 0, Date.parse(seen));
    if (clock.now() - last > Math.min(idleSeconds, mostSeconds) * 1000)
      throw refused('token-expired', 'admin session expired');
  }

  function note({ jti, last_seen_at: seen }: SessionRecord): void {
    const now = clock.now();
    lastUse.delete(jti);
    lastUse.set(jti, now);
    forgetOldest();
    if (now - Date.parse(seen) >= writeEveryMs) tryWrite(() => store.seen(jti, toInstant(now)));
  }

  function forgetOldest(): void {
    const [oldest] = lastUse.keys();
    if (lastUse.size > remembered && oldest !== undefined) lastUse.delete(oldest);
  }

  /** Whoever reads must not be turned away because this cannot be noted, on a full disk for example. */
  function tryWrite(write: () => void): void {
    try {
      inTransaction(write);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.info('auth.use-not-written', { reason: error.code });
    }
  }

  return { requireFresh, note, tryWrite };
}
