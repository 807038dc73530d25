import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Kv } from '../kv/kv.ts';
import { Refusal } from '../refusal.ts';
import { makeExitHash } from './exit-hash.ts';
import type { PinSetRequest, PinState } from './staff-pin.contract.ts';
import type { StaffPinStore } from './staff-pin.store.ts';

type Parts = {
  readonly store: StaffPinStore;
  /** As those of accounts are kept. */
  readonly passwords: {
    readonly hash: (pin: string) => Promise<string>;
    readonly check: (pin: string, stored: string | null) => Promise<{ readonly matches: boolean }>;
  };
  /** 16 bytes of chance. */
  readonly makeSalt: () => Buffer;
  readonly kv: Kv;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

const triesKey = 'staff_pin:tries';
/** So many wrong ones cost nothing but the try. */
const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

export type StaffPin = ReturnType<typeof createStaffPin>;

/**
 * The other way past the sum: staff who stand beside the student at the center's own PC type a PIN. After five wrong
 * ones each further try waits, longer each time, by the monotonic clock; a start of the program forgets no try.
 */
export function createStaffPin({ store, passwords, makeSalt, kv, audit, inTransaction, clock }: Parts) {
  let waitUntil: number | null = null;
  let isChecking = false;

  function isSet(): boolean {
    return store.read() !== null;
  }

  /** Whether a page of this caller may offer it. */
  function isOffered({ isThisPc }: Pick<Caller, 'isThisPc'>): boolean {
    return isThisPc && isSet();
  }

  /** Lets a right PIN pass and tells of it in the log. Refuses callers elsewhere, a wait that is not over, a wrong PIN. */
  async function consume(pin: string, caller: Caller): Promise<void> {
    const hash = store.read();
    if (hash === null || !caller.isThisPc) {
      throw new Refusal('invalid', 'staff-pin.off', 'no staff PIN can be used here');
    }
    // One at a time, so that tries sent together do not all come before the wait of the first.
    if (isChecking) throw mustWait(1000);
    isChecking = true;
    try {
      await requireWaitOver();
      const { matches } = await passwords.check(pin, hash);
      if (!matches) await refuse(caller);
      await kv.delete(triesKey);
      waitUntil = null;
      await audit.record({ action: 'staff-pin.used', targetId: 'kiosk', ip: caller.address });
    } finally {
      isChecking = false;
    }
  }

  async function requireWaitOver(): Promise<void> {
    // After a start the wait of the last wrong try begins anew.
    waitUntil ??= clock.elapsed() + waitAfter(Number((await kv.get(triesKey)) ?? 0));
    const left = waitUntil - clock.elapsed();
    if (left > 0) throw mustWait(left);
  }

  async function refuse(caller: Caller): Promise<never> {
    const tries = await kv.incr(triesKey);
    const wait = waitAfter(tries);
    waitUntil = clock.elapsed() + wait;
    await audit.record({ action: 'staff-pin.failure', targetId: 'kiosk', metadata: { tries }, ip: caller.address });
    throw new Refusal('invalid', 'staff-pin.wrong', 'staff PIN is not right', {
      ...(wait > 0 && { retry_after: Math.ceil(wait / 1000) }),
    });
  }

  function state(): PinState {
    return { is_set: isSet() };
  }

  async function set(
    { pin }: PinSetRequest,
    { actor, address }: Caller & { readonly actor: Actor },
  ): Promise<PinState> {
    const hashes = pin === null ? null : { pin: await passwords.hash(pin), exit: await makeExitHash(pin, makeSalt()) };
    inTransaction(() => {
      store.write(hashes, toInstant(clock.now()));
      audit.append({
        action: 'staff-pin.set',
        userId: actor.userId,
        userEmail: actor.email,
        targetId: 'kiosk',
        metadata: { is_set: hashes !== null },
        ip: address,
        session: actor.jti,
      });
    });
    await kv.delete(triesKey);
    waitUntil = null;
    return state();
  }

  return { isOffered, consume, state, set, exitHash: store.readExit };
}

function waitAfter(tries: number): number {
  return tries < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - freeTries));
}

function mustWait(ms: number): Refusal {
  const seconds = Math.ceil(ms / 1000);
  return new Refusal('too-many', 'staff-pin.wait', `too many wrong staff PINs; retry in ${seconds}s`, {
    retry_after: seconds,
  });
}
