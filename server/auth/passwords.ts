import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../refusal.ts';

const derive = promisify(pbkdf2);
const rounds = 600_000;
const mostRounds = 2_000_000;
const hashBytes = 32;
const atOnceMax = 2;
const waitingMax = 16;
const form = /^pbkdf2\$([1-9]\d{0,9})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

type StoredHash = { readonly rounds: number; readonly salt: Buffer; readonly hash: Buffer };

export type PasswordCheck = {
  readonly matches: boolean;
  /** The hash was made with fewer rounds than today's: to be made anew while the password is at hand. */
  readonly isOutdated: boolean;
};

export type Passwords = ReturnType<typeof createPasswords>;

/**
 * `pbkdf2$<rounds>$<salt>$<hash>`: PBKDF2-HMAC-SHA256, 16-byte salt, 32-byte hash, base64url without padding. Two at
 * once, for the pool also signs certificates; past sixteen that wait, refused as busy. Source: upstream auth/passwords.py.
 */
export function createPasswords({ randomBytes }: { readonly randomBytes: (count: number) => Buffer }) {
  const decoy: StoredHash = { rounds, salt: randomBytes(16), hash: randomBytes(hashBytes) };
  const waiting: (() => void)[] = [];
  let running = 0;

  async function hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const made = await inTurn(() => derive(password, salt, rounds, hashBytes, 'sha256'));
    return `pbkdf2$${rounds}$${salt.toString('base64url')}$${made.toString('base64url')}`;
  }

  /** A missing or malformed hash matches nothing, and takes the time of one that could. */
  async function check(password: string, stored: string | null): Promise<PasswordCheck> {
    const known = readHash(stored);
    const against = known ?? decoy;
    const made = await inTurn(() => derive(password, against.salt, against.rounds, hashBytes, 'sha256'));
    const isEqual = timingSafeEqual(made, against.hash);
    return { matches: known !== null && isEqual, isOutdated: against.rounds < rounds };
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnceMax) await queue();
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  function queue(): Promise<void> {
    if (waiting.length >= waitingMax) {
      throw new Refusal('busy', 'auth.busy', 'too many sign-ins at once; try again in a moment', { retry_after: 2 });
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  return { hash, check };
}

function readHash(stored: string | null): StoredHash | null {
  const [, count, salt, hash] = form.exec(stored ?? '') ?? [];
  if (count === undefined || salt === undefined || hash === undefined) return null;
  const read = { rounds: Number(count), salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
  return read.rounds <= mostRounds && read.hash.length === hashBytes ? read : null;
}
