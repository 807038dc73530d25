import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { type Clock, toInstant } from '../clock.ts';
import type { Kv } from '../kv/kv.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { makeCode, toCodeKey } from './one-time-code.ts';
import { refused } from './refusals.ts';
import type { SecondFactorStore } from './second-factor.store.ts';
import type { Seal } from './seal.ts';

type Parts = {
  readonly store: SecondFactorStore;
  readonly seal: Seal;
  readonly kv: Kv;
  /** Shown in the app beside the e-mail. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** What was typed; empty where it was not. */
export type TypedFactor = { readonly totp: string; readonly recoveryCode: string };

export type SecondFactor = ReturnType<typeof createSecondFactor>;

const stepSeconds = 30;
const seedBytes = 20;
const codeCount = 10;
const enrolSeconds = 900;
/** Guesses an hour, right ones not counted: one in a million each, three steps at a time. */
const guessesPerHour = 20;

/** Time-based codes, and recovery codes for the day the phone is gone. Source: RFC 6238, RFC 4226. */
export function createSecondFactor({ store, seal, kv, issuer, clock, random, log }: Parts) {
  function isOn(userId: string): boolean {
    return store.seedOf(userId) !== undefined;
  }

  /**
   * Gives what uses the code up, to be run inside the transaction of what it opens; that refuses one that was used
   * meanwhile. Refuses `auth.second-factor` for a wrong one, `rate-limit` after twenty guesses an hour: a recovery code
   * works all the same.
   */
  async function check(userId: string, { totp, recoveryCode }: TypedFactor): Promise<() => void> {
    if (recoveryCode !== '') return () => use(store.useCode(userId, hashOf(recoveryCode)));
    const guesses = await countGuess(userId);
    const step = stepOf(totp, seedOf(userId));
    if (step === null) throw wrong();
    await kv.delete(guesses);
    return () => use(store.useStep(userId, step));
  }

  async function countGuess(userId: string): Promise<string> {
    const hourSeconds = 3_600;
    const now = Math.floor(clock.now() / 1000);
    const start = now - (now % hourSeconds);
    const key = `rl:second_factor:${userId}:${start}`;
    if ((await kv.incr(key, hourSeconds)) <= guessesPerHour) return key;
    const retryAfter = start + hourSeconds - now;
    const message = `too many wrong codes; use a recovery code, or try again in ${retryAfter}s`;
    throw new Refusal('too-many', 'auth.second-factor-limit', message, { retry_after: retryAfter });
  }

  function seedOf(userId: string): Buffer | null {
    const sealed = store.seedOf(userId);
    if (!sealed) return null;
    const seed = seal.open(sealed, userId);
    if (!seed) log.warn('second-factor.unreadable', { reason: 'SECOND_FACTOR_KEY is not the one it was sealed with' });
    return seed;
  }

  /** A seed that counts once `confirm` has seen a code of it. Inside a transaction. */
  function begin(userId: string, email: string): { secret: string; uri: string } {
    const seed = random.bytes(seedBytes);
    store.begin(userId, seal.close(seed, userId), toInstant(clock.now()));
    const totp = totpOf(seed, email);
    return { secret: totp.secret.base32, uri: totp.toString() };
  }

  /** Ten recovery codes. Refuses `auth.enrolment` where none was begun within 15 minutes, `auth.second-factor`. */
  function confirm(userId: string, typed: string): readonly string[] {
    const pending = store.pending(userId);
    if (!pending || clock.now() - Date.parse(pending.begunAt) > enrolSeconds * 1000) {
      throw new Refusal('invalid', 'auth.enrolment', 'begin again: the code was shown too long ago');
    }
    const step = stepOf(typed, seal.open(pending.seed, userId));
    if (step === null) throw new Refusal('invalid', 'auth.second-factor', 'the code is not right');
    const codes = Array.from({ length: codeCount }, () => makeCode(random));
    store.confirm(userId, { seed: pending.seed, now: toInstant(clock.now()), step, codes: codes.map(hashOf) });
    return codes;
  }

  /** The step whose code was typed, one before and one after the present one taken too; null where there is none. */
  function stepOf(typed: string, seed: Buffer | null): number | null {
    const token = typed.replaceAll(/\s/g, '');
    if (seed === null || !/^\d{6}$/.test(token)) return null;
    const timestamp = clock.now();
    const delta = totpOf(seed).validate({ token, timestamp, window: 1 });
    return delta === null ? null : Math.floor(timestamp / 1000 / stepSeconds) + delta;
  }

  function totpOf(seed: Buffer, label = ''): TOTP {
    const secret = new Secret({ buffer: new Uint8Array(seed).buffer });
    return new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: stepSeconds });
  }

  const { codesLeft, owners, remove } = store;
  return { isOn, check, begin, confirm, codesLeft, owners, remove };
}

function use(isUsed: boolean): void {
  if (!isUsed) throw wrong();
}

/** 80 bits of chance in each code: nothing slower is needed. */
function hashOf(code: string): Buffer {
  return createHash('sha256').update(toCodeKey(code)).digest();
}

const wrong = () => refused('second-factor', 'the code is not right');
