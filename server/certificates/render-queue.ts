import { Refusal } from '../refusal.ts';

type Parts = { readonly atOnce: number; readonly waiting: number };

/** So many at once, so many waiting; whoever comes after that is refused as busy. */
export function createRenderQueue({ atOnce, waiting }: Parts) {
  const queue: (() => void)[] = [];
  let running = 0;

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= atOnce) await turn();
    else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  }

  /** The place of the one who leaves is handed on, so `running` stays as it is. */
  function turn(): Promise<void> {
    if (queue.length >= waiting) {
      throw new Refusal('busy', 'certificate.busy', 'too many certificates are being made; retry in 1s', {
        retry_after: 1,
      });
    }
    return new Promise((resolve) => queue.push(resolve));
  }

  return { run };
}
