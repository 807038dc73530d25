import type { Command } from 'commander';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AddCommands, Cli } from './cli.ts';

type Options = {
  readonly port?: string;
  readonly host?: string;
  readonly config?: string;
  readonly root?: string;
  readonly demo?: true;
};

/** `serve`, by upstream's name `dev`: the portal of a center folder, until it is stopped. */
export const addServe: AddCommands = (program, cli) => {
  const { t } = cli;
  const command = program
    .command('serve')
    .alias('dev')
    .description(t('cli.serve.about'))
    .option('--port <n>', t('cli.serve.port'))
    .option('--host <address>', t('cli.serve.host'))
    .option('--config <file>', t('cli.serve.config'))
    .option('--root <folder>', t('cli.serve.root'))
    .option('--demo', t('cli.serve.demo'));
  command.action(async (options: Options) => {
    process.exitCode = await serve(command, options, cli);
  });
};

/** The server as a child of this process, for it owns its process: signals are passed on, its exit code is ours. */
async function serve(command: Command, options: Options, cli: Cli): Promise<number> {
  const config = options.config === undefined ? null : resolve(cli.currentFolder, options.config);
  const args = ['--data', folderOf(command, options.root, config, cli)];
  if (config !== null) args.push('--config', config);
  if (options.port !== undefined) args.push('--port', options.port);
  if (options.host !== undefined) args.push('--host', options.host);
  if (options.demo) args.push('--demo');
  if (cli.program) return cli.program.serve(args);
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

function folderOf(command: Command, root: string | undefined, config: string | null, cli: Cli): string {
  if (root !== undefined) return resolve(cli.currentFolder, root);
  return config === null ? cli.folderOf(command) : dirname(config);
}

/** Beside this file in a build, one folder up among the sources. */
function serverEntry(): string {
  const built = join(import.meta.dirname, 'main.js');
  return existsSync(built) ? built : join(import.meta.dirname, '..', 'main.ts');
}
