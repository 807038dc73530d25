import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { childEnvironment } from './child-environment.ts';
import { aConfigFile } from './config-builder.ts';
import { aFolder } from './scratch.ts';

const main = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

/** A folder with nothing but a config. */
export function aCenterFolder(changes: Readonly<Record<string, unknown>> = {}): string {
  const root = aFolder();
  writeFileSync(join(root, 'cert.config.json'), JSON.stringify(aConfigFile(changes)));
  return root;
}

export type RunOptions = Pick<SpawnOptions, 'uid' | 'gid'> & {
  /** A program and its arguments that the server runs under, such as `strace -f`. */
  readonly under?: readonly string[];
};

/** The server as a process of its own. */
export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { under = [], ...as }: RunOptions = {},
) {
  const [program = process.execPath, ...rest] = [...under, process.execPath, main, ...args];
  const child = spawn(program, rest, {
    ...as,
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return { child, stdout: () => said, stderr: () => complained };
}

/** Once the ready line is there. */
export async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, port] = /^ready http:\/\/127\.0\.0\.1:(\d+)$/.exec(line) ?? [];
    if (port !== undefined) return Number(port);
  }
  throw new Error('ended before the ready line');
}

export async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}
