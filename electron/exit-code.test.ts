import { describe, expect, it } from 'vitest';
import { makeExitHash } from '../server/staff-pin/exit-hash.ts';
import { fitsExitHash, waitAfter } from './exit-code.ts';

describe('the staff code with no server', () => {
  it('fits the hash that the server made of it, and no other code does', async () => {
    const hash = await makeExitHash('271828', Buffer.alloc(16, 7));
    expect(await fitsExitHash('271828', hash)).toBe(true);
    for (const code of ['271829', '', '2718280']) expect(await fitsExitHash(code, hash)).toBe(false);
  });

  it('is refused by a damaged hash, without an error', async () => {
    for (const hash of ['', 'scrypt$32768$8$', 'scrypt$0$0$AA==$AA==', 'pbkdf2$1$a$b']) {
      expect(await fitsExitHash('271828', hash)).toBe(false);
    }
  });

  it('waits after five wrong ones, longer each time, and never for ever', () => {
    expect([1, 4, 5, 6, 20].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 900_000]);
  });
});
