import { expect, it } from 'vitest';
import { exitOf, run } from '../support/run-server.ts';
import { fillCenter, startServer, strangerAt } from './center-folder.ts';
import { aFaultFolder, tell } from './fault-run.ts';

/** Control: once the first program is killed, the same second one starts. */
it('lets no second program into the folder, and the next one at once after a kill', { timeout: 300_000 }, async () => {
  const root = fillCenter(aFaultFolder());
  const first = await startServer(root);
  const codes: unknown[] = [];
  for (let second = 0; second < 20; second += 1) {
    const server = run(['--data', root, '--port', '0']);
    codes.push(await exitOf(server.child));
    expect(server.stderr().trim().split('\n')).toHaveLength(1);
  }
  expect((await first.search(1, strangerAt(1))).status).toBe(200);
  first.child.kill('SIGKILL');
  await exitOf(first.child);
  const next = await startServer(root);
  expect((await next.search(1, strangerAt(2))).status).toBe(200);
  const refused = codes.filter((code) => code === 3).length;
  tell(`locks: ${refused} of 20 second programs refused, the first undisturbed, free after the kill`);
  expect(refused).toBe(20);
});
