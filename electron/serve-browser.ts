import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeOptions } from './find-node.mjs';
import { runChild } from './run-child.mjs';

type Parts = {
  readonly root: string;
  readonly args: readonly string[];
  /** Called once with the address of the portal, when it answers. */
  readonly onReady: (url: string) => void;
};

const portTaken = 4;

/**
 * The server of the same program in the same folder, as a child. Where nobody asked for a port and the usual one is
 * taken, it takes a free one. Gives the server's exit code.
 */
export async function serveForBrowser({ root, args, onReady }: Parts): Promise<number> {
  const code = await runServer({ root, args, onReady });
  const isPortAsked = args.some((arg) => arg === '--port' || arg.startsWith('--port=')) || process.env['PORT'];
  if (code !== portTaken || isPortAsked) return code;
  return runServer({ root, args: [...args, '--port', '0'], onReady });
}

async function runServer({ root, args, onReady }: Parts): Promise<number> {
  const main = join(root, 'dist', 'server', 'main.js');
  const { child, ended } = runChild(process.execPath, [...nodeOptions, main, ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^ready (http\S+)$/.exec(line)?.[1];
      if (url) onReady(url);
    });
  }
  return ended;
}

/** How a run of the desktop window went: its exit code, whether its server came up, and its last words. */
export type WindowRun = { readonly code: number; readonly wasReady: boolean; readonly lastError: string };

/** Starts Electron on this program. What it says is passed on. */
export async function runWindow(binary: string, { root, args }: Omit<Parts, 'onReady'>): Promise<WindowRun> {
  const { child, ended } = runChild(binary, [root, ...args], { stdio: ['inherit', 'pipe', 'pipe'] });
  let wasReady = false;
  let lastError = '';
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      wasReady ||= line.startsWith('ready ');
      console.log(line);
    });
  }
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastError = line;
      console.error(line);
    });
  }
  return { code: await ended, wasReady, lastError };
}

/** Runs Electron's own installer with its progress shown, for `timeoutMs` at most. */
export async function installElectron(root: string, timeoutMs: number): Promise<void> {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const child = spawn(process.execPath, [installer], { stdio: 'inherit', timeout: timeoutMs });
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
}
