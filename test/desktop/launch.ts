import type Electron from 'electron';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, chromium, type Page } from 'playwright';
import { findElectron } from '../../electron/electron-binary.ts';

/** Names of files have Vietnamese letters in them. */
const LANG = 'C.UTF-8';
const root = join(import.meta.dirname, '..', '..');
const main = join(root, 'dist', 'electron', 'main.js');
const register = join(import.meta.dirname, 'double', 'register.mjs');

/** What only the double tells: none of it decides a test. */
export type Double = { readonly endpoint: () => Promise<string> };
type Module = typeof Electron;
type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string };

export type Desk = {
  /** Runs in the main process; the function is sent as text, and sees Electron's module and `arg` alone. */
  readonly evaluate: <R, A = undefined>(fn: (electron: Module, arg: A) => R | Promise<R>, arg?: A) => Promise<R>;
  readonly pages: () => Promise<Page[]>;
  readonly exited: Promise<number | null>;
  /** What it printed, stderr included. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
};

export type Launch = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

const binary = findElectron({ root, environment: process.env, platform: process.platform });
/** On what the suite runs here. */
export const runningOn = binary === null ? 'double' : 'electron';

/** Starts the built program on real Electron where its binary is, else on the double. */
export async function launch(given: Launch): Promise<Desk> {
  return binary === null ? launchDouble(given) : launchElectron(binary, given);
}

async function launchElectron(executablePath: string, { args, env }: Launch): Promise<Desk> {
  const { PATH = '' } = process.env;
  const started = await _electron.launch({ executablePath, args: [root, ...args], env: { PATH, LANG, ...env } });
  const child = started.process();
  return {
    evaluate: ((fn: never, arg: never) => started.evaluate(fn, arg)) as Desk['evaluate'],
    pages: () => Promise.resolve(started.windows()),
    exited: endOf(child),
    said: listen(child),
    stop: () => started.close(),
  };
}

export type Run = Pick<Desk, 'exited' | 'said'> & { readonly signal: (signal: NodeJS.Signals) => void };

/** Starts the program as a shell does, with nobody at the other end but stdin: for what shows no window. */
export function run({ args, env }: Launch, input = ''): Run {
  const { PATH = '', DISPLAY = '' } = process.env;
  const [program, ...before] = binary === null ? [process.execPath, '--import', register, main] : [binary, root];
  const child = spawn(program, [...before, ...args], { env: { PATH, DISPLAY, LANG, ...env } });
  child.stdin.end(input);
  return { exited: endOf(child), said: listen(child), signal: (signal) => void child.kill(signal) };
}

function launchDouble({ args, env }: Launch): Desk {
  const { PATH = '', CHROMIUM = 'chromium', DISPLAY = '' } = process.env;
  const child = spawn(process.execPath, ['--import', register, main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // The whole group ends at once: main, server, browser.
    detached: true,
    env: { PATH, CHROMIUM, DISPLAY, LANG, ...env },
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 1;
  child.on('message', (message) => {
    const { id, value, error } = message as Answer;
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) waiter?.resolve(value);
    else waiter?.reject(new Error(error));
  });
  const exited = endOf(child);
  void exited.then(() => {
    for (const waiter of waiting.values()) waiter.reject(new Error('the program has ended'));
  });
  const ask = (fn: string, arg: unknown) => {
    const waiter = Promise.withResolvers<unknown>();
    waiting.set(next, waiter);
    child.send({ id: next, fn, arg });
    next += 1;
    return waiter.promise;
  };
  let view: ReturnType<typeof chromium.connectOverCDP> | undefined;
  const connect = () =>
    (view ??= ask('({ double }) => double.endpoint()', undefined).then((url) =>
      chromium.connectOverCDP(String(url), { noDefaults: true }),
    ));
  return {
    evaluate: ((fn: () => unknown, arg: unknown) => ask(String(fn), arg)) as Desk['evaluate'],
    pages: async () => (await connect()).contexts().flatMap((context) => context.pages()),
    exited,
    said: listen(child),
    stop: async () => {
      await view?.then((browser) => browser.close()).catch(() => undefined);
      endGroup(child.pid);
      await exited;
    },
  };
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it is gone already.
  }
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function listen(child: ChildProcess): () => string {
  let said = '';
  const note = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  return () => said;
}
