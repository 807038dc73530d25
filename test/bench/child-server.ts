import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childEnvironment, nodeOptions } from '../../electron/find-node.mjs';

/** What a server process has used since it began: CPU in ms, memory in bytes. */
export type Usage = { readonly cpuMs: number; readonly rss: number };
export type ChildServer = Awaited<ReturnType<typeof startServer>>;

type Start = {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

const usageReport = pathToFileURL(join(import.meta.dirname, 'report-usage.mjs')).href;
const readyLine = /^ready http:\/\/[^:]+:(\d+)/m;

/** Starts a server as a child process, as the serve command does, and waits for its ready line. */
export async function startServer({ entry, args = [], environment = {} }: Start) {
  const child = spawn(process.execPath, [...nodeOptions, '--import', usageReport, entry, ...args], {
    env: { ...childEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const port = await readPort(child);

  async function usage(): Promise<Usage> {
    child.send('usage');
    const [report] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage; rss: number }];
    return { cpuMs: (report.cpu.user + report.cpu.system) / 1000, rss: report.rss };
  }
  /** How long the loop was held at the most since the last time; the first time begins to look. */
  async function loopHeldMs(): Promise<number> {
    child.send('loop');
    const [{ heldMs }] = (await once(child, 'message')) as [{ heldMs: number }];
    return heldMs;
  }
  async function stop(): Promise<void> {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  return { port, usage, loopHeldMs, stop };
}

async function readPort(child: ChildProcess): Promise<number> {
  let printed = '';
  let complaints = '';
  child.stderr?.on('data', (part: Buffer) => (complaints += part.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => {
      printed += part.toString('utf8');
      const port = readyLine.exec(printed)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${code ?? 'a signal'}: ${complaints.slice(-500)}`));
    });
  });
}
