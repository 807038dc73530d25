import { scrypt, timingSafeEqual } from 'node:crypto';

const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

/** Whether the code is the one that this hash was made of (`scrypt$cost$blockSize$salt$key`). Never throws. */
export function fitsExitHash(code: string, hash: string): Promise<boolean> {
  const [form, cost, blockSize, salt = '', kept = ''] = hash.split('$');
  const key = Buffer.from(kept, 'base64');
  if (form !== 'scrypt' || key.length === 0) return Promise.resolve(false);
  const [N, r] = [Number(cost), Number(blockSize)];
  const made = new Promise<boolean>((resolve) => {
    scrypt(code, Buffer.from(salt, 'base64'), key.length, { N, r, p: 1, maxmem: 256 * N * r }, (error, fresh) =>
      resolve(!error && timingSafeEqual(fresh, key)),
    );
  });
  // Numbers that no such hash has: it is damaged.
  return made.catch(() => false);
}

/** How long the next try has to wait after so many wrong ones, ms; as the server counts. */
export function waitAfter(wrongTries: number): number {
  return wrongTries < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrongTries - freeTries));
}
