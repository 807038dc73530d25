import { randomInt } from 'node:crypto';
import type { FromServer, ToServer } from '../server/desktop/desktop.contract.ts';
import { fitsExitHash, waitAfter } from './exit-code.ts';

type Verdict = Pick<Extract<FromServer, { type: 'code-checked' }>, 'verdict' | 'waitSeconds'>;

type Parts = {
  /** Sends to the server; false where none is ready. */
  readonly tell: (message: ToServer) => boolean;
  /** Of the staff PIN, kept from the last time a server was there; null where none was set. */
  readonly keptHash: () => string | null;
  /** Monotonic, ms. */
  readonly elapsed: () => number;
};

/** A server that takes longer is as good as none. */
const patienceMs = 8000;

export type StaffCode = ReturnType<typeof createStaffCode>;

/** Whether a code lets staff out of the kiosk: the server says, which counts and logs; where it cannot, the kept hash. */
export function createStaffCode({ tell, keptHash, elapsed }: Parts) {
  const waiting = new Map<number, (verdict: Verdict) => void>();
  let wrongTries = 0;
  let waitUntil = 0;

  async function check(code: string): Promise<Verdict> {
    const said = await askServer(code);
    return said.verdict === 'unknown' ? checkHere(code) : said;
  }

  function askServer(code: string): Promise<Verdict> {
    const id = randomInt(2 ** 31);
    const nobody = { verdict: 'unknown', waitSeconds: 0 } as const;
    if (!tell({ type: 'check-code', id, code })) return Promise.resolve(nobody);
    return new Promise((resolve) => {
      const patience = setTimeout(() => answer({ id, ...nobody }), patienceMs);
      waiting.set(id, (verdict) => {
        clearTimeout(patience);
        waiting.delete(id);
        resolve(verdict);
      });
    });
  }

  /** What the server told. */
  function answer({ id, verdict, waitSeconds }: Verdict & { readonly id: number }): void {
    waiting.get(id)?.({ verdict, waitSeconds });
  }

  /** The server that was asked is gone. */
  function giveUp(): void {
    for (const id of waiting.keys()) answer({ id, verdict: 'unknown', waitSeconds: 0 });
  }

  async function checkHere(code: string): Promise<Verdict> {
    const left = waitUntil - elapsed();
    if (left > 0) return { verdict: 'wait', waitSeconds: Math.ceil(left / 1000) };
    const hash = keptHash();
    // Nobody may be locked in: with no code set there is nothing to ask for.
    if (hash === null || (await fitsExitHash(code, hash))) {
      wrongTries = 0;
      return { verdict: 'right', waitSeconds: 0 };
    }
    wrongTries += 1;
    const waitMs = waitAfter(wrongTries);
    waitUntil = elapsed() + waitMs;
    return { verdict: 'wrong', waitSeconds: Math.ceil(waitMs / 1000) };
  }

  return { check, answer, giveUp };
}
