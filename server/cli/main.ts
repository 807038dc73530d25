import { Command } from 'commander';
import { homedir } from 'node:os';
import { systemClock } from '../clock.ts';
import { chooseCenterFolder } from '../config/center-folder.ts';
import { processEnvironment } from '../config/env.ts';
import { createLog } from '../log.ts';
import { addIngest } from '../ingest/ingest.cli.ts';
import program from '../../package.json' with { type: 'json' };
import { askSecret } from './ask-secret.ts';
import { addAdmin } from '../auth/auth.cli.ts';
import type { AddCommands, Cli } from './cli.ts';
import { addConfigCommands } from './config-schema.cli.ts';
import { toEnding } from './errors.ts';
import { addGenKeys } from './gen-keys.cli.ts';
import { addInit } from './init.cli.ts';
import { addSeed } from './seed.cli.ts';
import { addServe } from './serve.cli.ts';
import { addDoctor } from '../health/doctor.cli.ts';

const commands: readonly AddCommands[] = [
  addInit,
  addGenKeys,
  addSeed,
  addServe,
  addConfigCommands,
  addDoctor,
  addAdmin,
  addIngest,
];

process.exitCode = await run(process.argv);

async function run(argv: readonly string[]): Promise<number> {
  const cli = createCli();
  const root = new Command('lvt-cert')
    .description('The command line of LUONVUITUOI-CERT, the certificate portal of an exam center.')
    .version(program.version)
    .option('--data <folder>', 'the center folder (else PORTAL_DATA_DIR, the current folder, the application data)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const addCommands of commands) addCommands(root, cli);
  root.commands.forEach(inheritSettings);
  try {
    await root.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { exitCode, message } = toEnding(error);
    if (message !== '') cli.note(message);
    return exitCode;
  }
}

function inheritSettings(command: Command): void {
  command.exitOverride().configureHelp({ showGlobalOptions: true });
  command.commands.forEach(inheritSettings);
}

function createCli(): Cli {
  const environment = processEnvironment();
  const where = { environment, currentFolder: process.cwd(), platform: process.platform, homeFolder: homedir() };
  const askedBy = (command: Command) => command.optsWithGlobals<{ data?: string }>().data;
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    environment,
    currentFolder: process.cwd(),
    clock: systemClock,
    log: createLog(note, systemClock.now),
    print: (line) => void process.stdout.write(`${line}\n`),
    note,
    askSecret,
    folderOf: (command) => chooseCenterFolder({ asked: askedBy(command), ...where }),
    isFolderNamed: (command) => Boolean(askedBy(command) ?? environment['PORTAL_DATA_DIR']),
  };
}
