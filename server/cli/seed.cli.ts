import { type Command, InvalidArgumentError, Option } from 'commander';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName, ConfigError, loadConfig } from '../config/load-config.ts';
import { generateStudents } from '../demo/demo-students.ts';
import type { Translate } from '../i18n/translate.ts';
import { writeXlsx, xlsxMaxRows } from '../files/write-xlsx.ts';
import type { Row } from '../students/students.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure, toEnding } from './errors.ts';

type Options = {
  readonly count: number;
  readonly locale?: 'vi' | 'en';
  readonly output?: string;
  readonly config?: string;
  readonly seed: number;
};
type Writer = (path: string, columns: readonly string[], rows: Iterable<Row>) => Promise<void>;

const writers: Readonly<Record<string, Writer>> = { '.xlsx': writeSheet, '.csv': writeCsv, '.json': writeJson };

/** `seed`: a list of invented students with the columns of the config, to try an import with. */
export const addSeed: AddCommands = (program, cli) => {
  const { t } = cli;
  const command = program
    .command('seed')
    .description(t('cli.seed.about'))
    .option('--count <n>', t('cli.seed.count'), (text) => readWhole(text, t, { least: 1, most: 5_000_000 }), 10)
    .addOption(new Option('--locale <locale>', t('cli.seed.locale')).choices(['vi', 'en']))
    .option('--output <file>', t('cli.seed.output'))
    .option('--config <file>', t('cli.seed.config'))
    .option('--seed <n>', t('cli.seed.seed'), (text) => readWhole(text, t, { least: -1e15, most: 1e15 }), 42);
  command.action((options: Options) => seed(command, options, cli));
};

async function seed(command: Command, options: Options, cli: Cli): Promise<void> {
  const { config, folder } = openConfig(command, options, cli);
  const { output } = options;
  const path = output === undefined ? join(folder, 'data', 'students.xlsx') : resolve(cli.currentFolder, output);
  const write = writers[extname(path).toLowerCase()];
  if (!write) throw new CommandFailure(2, cli.t('cli.seed.format', { path }));
  if (extname(path).toLowerCase() === '.xlsx' && options.count >= xlsxMaxRows) {
    throw new CommandFailure(2, cli.t('cli.seed.too-many', { most: xlsxMaxRows - 1 }));
  }
  mkdirSync(dirname(path), { recursive: true });
  const locale = options.locale ?? config.project.locale;
  await write(path, columnsOf(config), generateStudents({ config, count: options.count, seed: options.seed, locale }));
  cli.print(cli.t('cli.seed.done', { path, count: options.count }));
}

function openConfig(command: Command, options: Options, cli: Cli): { config: CertConfig; folder: string } {
  const path =
    options.config === undefined
      ? join(cli.folderOf(command), configFileName)
      : resolve(cli.currentFolder, options.config);
  try {
    return { config: loadConfig(path), folder: dirname(path) };
  } catch (error) {
    // Upstream's command ends with 1 where there is no config, and scripts look at that.
    if (!(error instanceof ConfigError && error.isMissing)) throw error;
    const { exitCode, message } = toEnding(error, cli.t, { missingConfig: 1 });
    throw new CommandFailure(exitCode, message);
  }
}

function columnsOf({ data_mapping: columns, subjects }: CertConfig): string[] {
  const { sbd_col, name_col, dob_col, school_col, grade_col, phone_col, extra_cols } = columns;
  const named = [sbd_col, name_col, dob_col, school_col, grade_col, phone_col, ...extra_cols].filter(
    (column) => column !== null,
  );
  return [...new Set([...named, ...subjects.map(({ db_col: column }) => column)])];
}

const cells = (columns: readonly string[], row: Row) => columns.map((column) => row[column] ?? '');

async function writeSheet(path: string, columns: readonly string[], rows: Iterable<Row>): Promise<void> {
  await writeXlsx(path, withHeader(columns, rows));
}

function* withHeader(columns: readonly string[], rows: Iterable<Row>): Generator<readonly string[]> {
  yield columns;
  for (const row of rows) yield cells(columns, row);
}

async function writeCsv(path: string, columns: readonly string[], rows: Iterable<Row>): Promise<void> {
  function* lines(): Generator<string> {
    // The mark makes Excel read the file as UTF-8.
    yield '\uFEFF';
    for (const line of withHeader(columns, rows)) yield `${line.map(csvCell).join(',')}\r\n`;
  }
  await writeText(path, lines());
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function writeJson(path: string, columns: readonly string[], rows: Iterable<Row>): Promise<void> {
  function* lines(): Generator<string> {
    let before = '[\n';
    for (const row of rows) {
      yield `${before}  ${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])))}`;
      before = ',\n';
    }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  }
  await writeText(path, lines());
}

async function writeText(path: string, chunks: Iterable<string>): Promise<void> {
  const temporary = `${path}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(temporary));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function readWhole(text: string, t: Translate, { least, most }: { readonly least: number; readonly most: number }) {
  const number = Number(text);
  if (/^-?\d{1,15}$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(t('cli.number.range', { least, most }));
}
