import { type Command, InvalidArgumentError, Option } from 'commander';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName, ConfigError, loadConfig } from '../config/load-config.ts';
import { generateStudents } from '../demo/demo-students.ts';
import { writeXlsx, xlsxMaxRows } from '../files/write-xlsx.ts';
import type { Row } from '../students/students.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';

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
  const command = program
    .command('seed')
    .description('write a list of invented students, to try an import with')
    .option('--count <n>', 'how many', readCount, 10)
    .addOption(new Option('--locale <locale>', "language of the names (else the config's)").choices(['vi', 'en']))
    .option('--output <file>', '.xlsx, .csv or .json (else data/students.xlsx in the center folder)')
    .option('--config <file>', "the config whose columns to write (else the center folder's)")
    .option('--seed <n>', 'the same number gives the same students', readWhole, 42);
  command.action((options: Options) => seed(command, options, cli));
};

async function seed(command: Command, options: Options, cli: Cli): Promise<void> {
  const { config, folder } = openConfig(command, options, cli);
  const { output } = options;
  const path = output === undefined ? join(folder, 'data', 'students.xlsx') : resolve(cli.currentFolder, output);
  const write = writers[extname(path).toLowerCase()];
  if (!write) throw new CommandFailure(2, `${path}: the list can be written as .xlsx, .csv or .json`);
  if (extname(path).toLowerCase() === '.xlsx' && options.count >= xlsxMaxRows) {
    throw new CommandFailure(2, `a sheet holds ${xlsxMaxRows - 1} students at most; write a .csv instead`);
  }
  mkdirSync(dirname(path), { recursive: true });
  const locale = options.locale ?? config.project.locale;
  await write(path, columnsOf(config), generateStudents({ config, count: options.count, seed: options.seed, locale }));
  cli.print(`${path}: ${options.count} students`);
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
    if (error instanceof ConfigError && !existsSync(path)) throw new CommandFailure(1, error.message);
    throw error;
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

function readWhole(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('it must be a whole number.');
  return Number(text);
}

function readCount(text: string): number {
  const count = readWhole(text);
  if (count < 1 || count > 5_000_000) throw new InvalidArgumentError('it must be from 1 to 5000000.');
  return count;
}
