import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..', '..');

export type DemoServer = Awaited<ReturnType<typeof startIn>>;

type Environment = Readonly<Record<string, string>>;

/** The program itself on a fresh demo center in a folder of its own; `stop` ends it and removes the folder. */
export async function startDemoServer(env: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-e2e-'));
  const { LVT_E2E_DEMO: made } = process.env;
  if (made) cpSync(made, join(folder, 'center'), { recursive: true });
  return startIn(folder, ['--demo'], env);
}

/** As `startDemoServer`, with words of its `cert.config.json` replaced; the environment is that of the second start. */
export async function startChangedDemo(replaced: string, by: string, env: Environment = {}) {
  const first = await startDemoServer();
  await first.kill();
  const path = join(first.folder, 'cert.config.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(replaced, by));
  return startAgain(first, env);
}

/** The program on the folder of one that was killed. */
export async function startAgain({ folder }: Pick<DemoServer, 'folder'>, env: Environment = {}) {
  return startIn(dirname(folder), [], env);
}

async function startIn(folder: string, more: readonly string[], env: Environment = {}) {
  const args = [join(root, 'dist', 'server', 'main.js'), ...more, '--data', join(folder, 'center'), '--port', '0'];
  const server = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said: string[] = [];
  createInterface(server.stderr).on('line', (line) => said.push(line));
  const origin = await readyLine();

  async function readyLine(): Promise<string> {
    for await (const line of createInterface(server.stdout)) {
      const [, address] = /^ready (\S+)$/.exec(line) ?? [];
      if (address) return address;
    }
    throw new Error(`the server ended before it was ready:\n${said.join('\n')}`);
  }

  /** Lets the process finish what it is at. */
  async function quit(): Promise<void> {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }

  /** Ends the process as a crash would. */
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }

  async function stop(): Promise<void> {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  }

  return { origin, folder: join(folder, 'center'), kill, quit, stop };
}
