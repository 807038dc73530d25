import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { ask, type Asked } from './ask.ts';
import { portOf, run, type RunOptions } from './run-server.ts';
import { aFolder } from './scratch.ts';

/** The program as `npm start` runs it, in a folder where no center is. */
export async function startFirstRun(
  root = join(aFolder(), 'center'),
  args: readonly string[] = [],
  as: RunOptions = {},
) {
  const server = run(['--setup', '--data', root, '--port', '0', ...args], {}, as);
  const port = await portOf(server.child);
  const send = (method: string, path: string, more: Partial<Asked> = {}) =>
    ask({ port, method, path, headers: { host: `127.0.0.1:${port}` }, ...more });
  const state = async () =>
    (await send('GET', '/api/setup')).body as { step: string; problem: { code: string } | null };
  /** Begins, and waits until the program has something to ask again. */
  async function make(body: object) {
    expect(await send('POST', '/api/setup/center', { body })).toMatchObject({ status: 200, body: { step: 'making' } });
    let now = await state();
    await vi.waitFor(
      async () => {
        // Between the two servers nobody answers for a moment.
        now = await state();
        expect(['center', 'restore', 'account', 'done']).toContain(now.step);
      },
      { timeout: 40_000, interval: 50 },
    );
    return now;
  }
  return { ...server, root, port, send, state, make };
}
