import { type UtilityProcess, utilityProcess } from 'electron';
import { createInterface } from 'node:readline';
import type { ServerChild } from './server-process.ts';

/** Starts the server's entry in a process of its own. What it complains of is told line by line, and passed on. */
export function forkServer(entry: string, args: readonly string[]): ServerChild {
  const child: UtilityProcess = utilityProcess.fork(entry, [...args], {
    serviceName: 'portal',
    stdio: ['ignore', 'ignore', 'pipe'],
    execArgv: ['--max-semi-space-size=8'],
  });
  const complaints = child.stderr && createInterface({ input: child.stderr });
  return {
    postMessage: (message) => child.postMessage(message),
    kill: () => child.kill(),
    onSpawn: (listener) => void child.once('spawn', listener),
    onMessage: (listener) => void child.on('message', listener),
    onError: (listener) =>
      complaints?.on('line', (line) => {
        process.stderr.write(`${line}\n`);
        listener(line);
      }),
    onExit: (listener) => void child.once('exit', listener),
  };
}
