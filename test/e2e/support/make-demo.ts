import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoServer } from './demo-server.ts';

// Playwright calls what is the default.
// eslint-disable-next-line no-restricted-syntax
export default async function makeDemo(): Promise<() => Promise<void>> {
  const made = await startDemoServer();
  await made.quit();
  for (const mark of ['instance.lock', 'instance.owner.json']) rmSync(join(made.folder, 'data', mark), { force: true });
  process.env['LVT_E2E_DEMO'] = made.folder;
  return made.stop;
}
