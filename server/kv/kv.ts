/**
 * Short-lived values and switches by key. Every value is text. The same promises hold whatever keeps them: a consumed
 * value is given out once, a counter loses no count, and what has expired is not there. Source: upstream storage/kv.
 */
export type Kv = {
  readonly get: (key: string) => Promise<string | null>;
  /** Without `ttlSeconds` the value stays until it is deleted; one that is zero or less removes the key. */
  readonly set: (key: string, value: string, ttlSeconds?: number) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
  readonly exists: (key: string) => Promise<boolean>;
  /** Living keys that start so, in no promised order, `limit` (100) at most. */
  readonly scanPrefix: (prefix: string, limit?: number) => Promise<string[]>;
  /** Reads and deletes in one step: of any number of callers at once, one gets the value. */
  readonly consume: (key: string) => Promise<string | null>;
  /** The new value. What is missing, expired or no integer counts as 0 and gets the time to live; others keep theirs. */
  readonly incr: (key: string, ttlSeconds?: number) => Promise<number>;
};

/** A key of which at most one use is allowed; these do not outlive a start of the machine. */
export function isOneTime(key: string): boolean {
  return key.startsWith('captcha:') || key.startsWith('otp:') || key.startsWith('magic:');
}

/** Must survive a power cut: a closed gate would reopen, a signed-out token work again, a known browser be a stranger. */
export function isDurable(key: string): boolean {
  return key.startsWith('jwt_denylist:') || key.startsWith('feature:') || key.startsWith('known_device:');
}

/** On disk before the answer, though a power cut may take it. */
export function isWrittenThrough(key: string): boolean {
  return key.startsWith('otp:') || key.startsWith('magic:') || key.startsWith('decoy:');
}

/** An integer as a counter holds it; null for anything else. Source: Redis, `string2ll`. */
export function readCounter(value: string | null): number | null {
  if (value === null || !/^(0|-?[1-9]\d*)$/.test(value)) return null;
  const count = Number(value);
  return Number.isSafeInteger(count) ? count : null;
}
