import { Command, CommanderError } from 'commander';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { chooseCenterFolder } from '../config/center-folder.ts';
import { chooseLocale } from '../config/choose-locale.ts';
import { processEnvironment } from '../config/env.ts';
import { configFileName } from '../config/load-config.ts';
import { createTranslate } from '../i18n/translate.ts';
import { createLog } from '../log.ts';
import { addIngest } from '../ingest/ingest.cli.ts';
import program from '../../package.json' with { type: 'json' };
import { askSecret } from './ask-secret.ts';
import { addAudit } from '../audit/audit.cli.ts';
import { addAdmin } from '../auth/auth.cli.ts';
import { addBackup } from '../backup/backup.cli.ts';
import type { AddCommands, Cli } from './cli.ts';
import { addConfigCommands } from './config-schema.cli.ts';
import { toEnding } from './errors.ts';
import { addGenKeys } from './gen-keys.cli.ts';
import { addInit } from './init.cli.ts';
import { connectProgram } from './program-line.ts';
import { addSeed } from './seed.cli.ts';
import { addServe } from './serve.cli.ts';
import { addKeptFiles } from '../kept-files/kept-files.cli.ts';
import { addDiagnostics, addDoctor } from '../health/doctor.cli.ts';
import { speakIn, usageText } from './usage.ts';

const commands: readonly AddCommands[] = [
  addInit,
  addGenKeys,
  addSeed,
  addServe,
  addConfigCommands,
  addKeptFiles,
  addDoctor,
  addDiagnostics,
  addAdmin,
  addAudit,
  addBackup,
  addIngest,
];

const desktop = connectProgram();
const exitCode = await run(process.argv);
process.exitCode = exitCode;
desktop?.end(exitCode);

async function run(argv: readonly string[]): Promise<number> {
  const cli = createCli(argv);
  const { t } = cli;
  const root = new Command('lvt-cert')
    .description(t('cli.about'))
    .version(program.version, '-V, --version', t('cli.help.version'))
    .option('--data <folder>', t('cli.option.data'));
  for (const addCommands of commands) addCommands(root, cli);
  speakIn(root, t);
  try {
    await root.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // Commander calls a usage error 1.
      cli.note(usageText(error, t));
      return 2;
    }
    const { exitCode, message } = toEnding(error, t);
    cli.note(message);
    if (exitCode === 70) cli.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exitCode;
  }
}

function createCli(argv: readonly string[]): Cli {
  const environment = processEnvironment();
  const currentFolder = process.cwd();
  const where = { environment, currentFolder, platform: process.platform, homeFolder: homedir() };
  const askedBy = (command: Command) => command.optsWithGlobals<{ data?: string }>().data;
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const locale = chooseLocale({
    configPath: findConfig(argv, { currentFolder, folderOf: (asked) => chooseCenterFolder({ asked, ...where }) }),
    environment,
  });
  return {
    environment,
    currentFolder,
    clock: systemClock,
    log: createLog(note, systemClock.now),
    t: createTranslate(locale),
    print: (line) => void process.stdout.write(`${line}\n`),
    note,
    askSecret: desktop?.askSecret ?? askSecret,
    program: desktop,
    folderOf: (command) => chooseCenterFolder({ asked: askedBy(command), ...where }),
    isFolderNamed: (command) => Boolean(askedBy(command) ?? environment['PORTAL_DATA_DIR']),
  };
}

type Where = { readonly currentFolder: string; readonly folderOf: (asked: string | undefined) => string };

/** The config whose language counts, looked for before the arguments are parsed: their errors are told in it too. */
function findConfig(argv: readonly string[], { currentFolder, folderOf }: Where): string {
  const valueOf = (option: string) => {
    const at = argv.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
    return argv[at] === option ? argv[at + 1] : argv[at]?.slice(option.length + 1);
  };
  const config = valueOf('--config');
  if (config !== undefined) return resolve(currentFolder, config);
  return join(folderOf(valueOf('--root') ?? valueOf('--data')), configFileName);
}
