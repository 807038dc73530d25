import type { Command } from 'commander';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { configFileName } from '../config/load-config.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';

type Options = {
  readonly port?: string;
  readonly host?: string;
  readonly config?: string;
  readonly root?: string;
  readonly demo?: true;
};

/** `serve`, by upstream's name `dev`: the portal of a center folder, until it is stopped. */
export const addServe: AddCommands = (program, cli) => {
  const command = program
    .command('serve')
    .alias('dev')
    .description('run the portal of a center folder')
    .option('--port <n>', 'port, 0 for any free one (else PORT, else 5000)')
    .option('--host <address>', 'address to listen on (else HOST, else 127.0.0.1)')
    .option('--config <file>', 'the cert.config.json whose folder is the center')
    .option('--root <folder>', 'the center folder, before --data')
    .option('--demo', 'make a missing or empty folder into the demo center first');
  command.action(async (options: Options) => {
    process.exitCode = await serve(command, options, cli);
  });
};

/** The server as a child of this process, for it owns its process: signals are passed on, its exit code is ours. */
async function serve(command: Command, options: Options, cli: Cli): Promise<number> {
  const args = ['--data', folderOf(command, options, cli)];
  if (options.port !== undefined) args.push('--port', options.port);
  if (options.host !== undefined) args.push('--host', options.host);
  if (options.demo) args.push('--demo');
  const server = spawn(process.execPath, [...process.execArgv, serverEntry(), ...args], { stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals) => {
    // A terminal sends these to the child as well, and a second one would end it before it is done.
    if (process.platform === 'win32' || (process.stdin.isTTY && signal !== 'SIGTERM')) return;
    server.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, passOn);
  return new Promise((ended, failed) => {
    server.once('error', failed);
    server.once('close', (code, signal) => ended(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function folderOf(command: Command, { root, config }: Options, cli: Cli): string {
  if (root !== undefined) return resolve(cli.currentFolder, root);
  if (config === undefined) return cli.folderOf(command);
  const path = resolve(cli.currentFolder, config);
  if (!path.endsWith(configFileName)) {
    throw new CommandFailure(2, `${path}: the config of a center folder is named ${configFileName}`);
  }
  return dirname(path);
}

/** Beside this file in a build, one folder up among the sources. */
function serverEntry(): string {
  const built = join(import.meta.dirname, 'main.js');
  return existsSync(built) ? built : join(import.meta.dirname, '..', 'main.ts');
}
