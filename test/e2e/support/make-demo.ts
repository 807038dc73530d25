import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoServer } from './demo-server.ts';

/** Playwright's global set-up: the demo center, made once, that every server of the run begins with a copy of. */
export default async function makeDemo(): Promise<() => Promise<void>> {
  const made = await startDemoServer();
  await made.quit();
  for (const mark of ['instance.lock', 'instance.owner.json']) rmSync(join(made.folder, 'data', mark), { force: true });
  process.env['LVT_E2E_DEMO'] = made.folder;
  return made.stop;
}
