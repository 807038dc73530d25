import { randomBytes, randomInt } from 'node:crypto';

/** Chance as a part. */
export type Random = {
  readonly bytes: (count: number) => Buffer;
  /** A whole number, both ends included. */
  readonly int: (least: number, most: number) => number;
};

/** Fit for secrets. */
export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  int: (least, most) => randomInt(least, most + 1),
};

/** `count` random bytes as base64url. */
export function randomText(random: Random, count: number): string {
  return random.bytes(count).toString('base64url');
}
