import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { ClockJump, SteadyClock } from './steady-clock.ts';
import type { ClockState } from './timekeeping.contract.ts';
import type { TimekeepingStore } from './timekeeping.store.ts';

type Parts = {
  readonly steady: SteadyClock;
  readonly wall: Clock;
  readonly store: TimekeepingStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly log: Log;
  /** Ends every session there is, in the name of the one who confirmed the time. */
  readonly endSessions: (caller: Caller & { readonly actor: Actor }) => void;
};

const lookEveryMs = 10_000;
const markEveryMs = 60_000;

export type Timekeeping = ReturnType<typeof createTimekeeping>;

/** Stores the latest time seen each minute, and tells the activity log when the PC's clock jumped. Stops nobody's work. */
export function createTimekeeping({ steady, wall, store, audit, inTransaction, log, endSessions }: Parts) {
  const { clock } = steady;
  let markedAt = -Infinity;
  let told: ClockJump['direction'] | null = null;
  const timer = setInterval(look, lookEveryMs).unref();
  look();

  /** Every few seconds. A disk that takes no entry now is asked again. */
  function look(): void {
    const now = clock.now();
    const jump = steady.jump();
    const isNews = (jump?.direction ?? null) !== told;
    if (!isNews && clock.elapsed() - markedAt < markEveryMs) return;
    try {
      inTransaction(() => {
        store.writeMark(toInstant(now));
        if (isNews) audit.append({ action: 'system.clock', metadata: toMetadata(jump) });
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.warn('clock.not-stored', { reason: error.message });
      return;
    }
    markedAt = clock.elapsed();
    told = jump?.direction ?? null;
    if (isNews) log.warn('clock.jumped', toMetadata(jump));
  }

  function state({ isThisPc }: Pick<Caller, 'isThisPc'>): ClockState {
    const now = clock.now();
    const jump = steady.jump();
    return {
      now: toInstant(now),
      pc: toInstant(wall.now()),
      jumped: jump && { direction: jump.direction, by_seconds: Math.round(jump.byMs / 1000) },
      can_confirm: isThisPc,
    };
  }

  /**
   * The PC's clock counts again, though it be earlier: sessions that began in the time that never was end, else they
   * would come alive when it comes. Refuses callers elsewhere: they cannot see that clock.
   */
  function confirm(caller: Caller & { readonly actor: Actor }): ClockState {
    if (!caller.isThisPc) {
      throw new Refusal('forbidden', 'clock.elsewhere', "confirm the time at the center's PC itself");
    }
    const { actor, address } = caller;
    const before = toInstant(clock.now());
    const now = toInstant(wall.now());
    inTransaction(() => {
      store.writeMark(now);
      audit.append({
        action: 'system.clock.confirm',
        userId: actor.userId,
        userEmail: actor.email,
        metadata: { before, now },
        ip: address,
        session: actor.jti,
      });
    });
    steady.trustWall();
    told = null;
    if (now < before) endSessions(caller);
    return state(caller);
  }

  /** Stores the time for the next start. */
  function close(): void {
    clearInterval(timer);
    markedAt = -Infinity;
    look();
  }

  return { state, confirm, look, close };
}

function toMetadata(jump: ClockJump | null): Readonly<Record<string, string | number>> {
  return jump ? { direction: jump.direction, by_seconds: Math.round(jump.byMs / 1000) } : { direction: 'none' };
}
