import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..', '..');

/** The program as `npm start` starts it, where no center is yet, on every address of this machine. */
export async function startFirstRun() {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-first-'));
  const args = [...['--setup', '--data', join(folder, 'center')], ...['--port', '0', '--host', '0.0.0.0']];
  const server = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: folder, LANG: 'vi_VN.UTF-8', LC_ALL: '' },
  });
  let origin = '';
  for await (const line of createInterface(server.stdout)) {
    origin = /^ready (\S+)$/.exec(line)?.[1] ?? '';
    if (origin !== '') break;
  }
  if (origin === '') throw new Error('the server ended before it was ready');
  function stop(): void {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  return { origin, folder, stop };
}
