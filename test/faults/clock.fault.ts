import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDatabase } from '../../server/db/open-database.ts';
import { exitOf } from '../support/run-server.ts';
import { aToken, fillCenter, startServer, strangerAt } from './center-folder.ts';
import { aFaultFolder, copyOfDatabase, tell } from './fault-run.ts';

/** What the program faketime preloads; its wrapper would stand between us and the server. */
const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
if (library === undefined) tell('clock: skipped, 1 test: there is no faketime here');

const fakingTime = (by: string) => [
  'env',
  `LD_PRELOAD=${library ?? ''}`,
  `FAKETIME=${by}`,
  'FAKETIME_DONT_FAKE_MONOTONIC=1',
];

/** Control: the start between two false ones, by the true clock, tells of no new jump once the time is the true one. */
it.runIf(library !== undefined)(
  'serves students by the latest time seen where the PC starts with a false clock, and tells the log',
  { timeout: 120_000 },
  async () => {
    const root = fillCenter(aFaultFolder());
    const { token } = await aToken();
    const stop = async ({ child }: Awaited<ReturnType<typeof startServer>>, signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      await exitOf(child);
    };
    const first = await startServer(root);
    const trueTime = Date.now();
    await stop(first);
    const seen: unknown[] = [];
    for (const [at, direction] of [
      ['-365d', 'back'],
      ['+0d', null],
      ['+365d', 'ahead'],
      ['+0d', 'back'],
    ] as const) {
      const server = await startServer(root, { under: fakingTime(at) });
      const { status, body } = await server.post('/api/admin/clock', { token });
      const found = await server.search(1, strangerAt(seen.length));
      expect([at, found.status]).toEqual([at, 200]);
      if (at === '-365d') {
        // The session from before is still one, and time has not gone back.
        expect(status).toBe(200);
        const { now, pc } = body as { now: string; pc: string };
        expect(Date.parse(now)).toBeGreaterThanOrEqual(trueTime - 1_000);
        expect(Date.parse(pc)).toBeLessThan(trueTime - 364 * 86_400_000);
      }
      // A year ahead every session has ended, and does not come back with the clock.
      if (seen.length >= 2) expect([at, status]).toEqual([at, 401]);
      seen.push(direction);
      await stop(server);
    }
    const db = openDatabase(copyOfDatabase(root));
    const told = db
      .prepare<[], string>(
        "SELECT metadata ->> 'direction' FROM admin_activity WHERE action = 'system.clock' ORDER BY seq",
      )
      .pluck()
      .all();
    db.close();
    tell(`clock: 4 starts by faketime, entries: ${told.join(', ')}`);
    expect(told).toEqual(seen.filter((direction) => direction !== null));
  },
);
