import { type Command, InvalidArgumentError, Option } from 'commander';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { openRecords } from '../opening/open-records.ts';
import { openOwnBackups } from '../backup/own-backups.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import type { Translate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';
import type { IngestOptions, IngestReport } from './ingest.contract.ts';
import { labelsOf, printReport, refusalText } from './print-report.ts';
import { encodings } from './rows.ts';
import { runImport } from './run-import.ts';

type Options = {
  readonly round?: string;
  readonly sheet?: string;
  readonly duplicates: IngestOptions['duplicates'];
  readonly encoding?: Exclude<IngestOptions['encoding'], null>;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly shortYears?: true;
  readonly column: readonly (readonly [string, string])[];
  readonly mapResult: readonly (readonly [string, string])[];
  readonly acceptProposals?: true;
  readonly rejected?: string;
  readonly json?: true;
  readonly commit?: true;
};

/** `ingest`: what a list would change, and with `--commit` the change. */
export const addIngest: AddCommands = (program, cli) => {
  const { t } = cli;
  const gather = (text: string, before: Pairs) => gatherPair(text, before, t);
  const command = program
    .command('ingest <file>')
    .description(t('cli.ingest.about'))
    .option('--round <id>', t('cli.ingest.round'))
    .option('--sheet <name>', t('cli.ingest.sheet'))
    .addOption(
      new Option('--duplicates <how>', t('cli.ingest.duplicates')).choices(['warn', 'skip', 'replace']).default('warn'),
    )
    .addOption(new Option('--encoding <name>', t('cli.ingest.encoding')).choices(encodings))
    .addOption(new Option('--date-order <order>', t('cli.ingest.date-order')).choices(['dmy', 'mdy']))
    .option('--short-years', t('cli.ingest.short-years'))
    .option('--column <column=head>', t('cli.ingest.column'), gather, [])
    .option('--map-result <word=name>', t('cli.ingest.map-result'), gather, [])
    .option('--accept-proposals', t('cli.ingest.accept-proposals'))
    .option('--rejected <file>', t('cli.ingest.rejected'))
    .option('--json', t('cli.ingest.json'))
    .option('--commit', t('cli.ingest.commit'));
  command.action((file: string, options: Options) => ingest(command, resolve(cli.currentFolder, file), options, cli));
};

async function ingest(command: Command, path: string, options: Options, cli: Cli): Promise<void> {
  const folder = cli.folderOf(command);
  const config = loadConfig(join(folder, configFileName));
  const { t } = cli;
  const rejectedPath = options.rejected === undefined ? null : resolve(cli.currentFolder, options.rejected);
  const records = await openRecords(folder, config, cli);
  try {
    const { databasePath } = records;
    if (options.commit) await backUpFirst({ root: folder, config, databasePath }, cli);
    const report = await runImport(
      {
        config,
        databasePath: records.databasePath,
        path,
        rejectedPath,
        fileName: basename(path),
        reviewPath: null,
        root: null,
        options: toIngestOptions(options, config.rounds[0]?.id ?? ''),
        actor: null,
      },
      { clock: cli.clock, onProgress: (rows) => cli.note(t('ingest.cli.reading', { rows })) },
    );
    if (options.json) cli.print(JSON.stringify(report, null, 2));
    else
      printReport(report, {
        t,
        print: cli.print,
        file: basename(path),
        labels: labelsOf(config, t),
        rejectedPath: existingFile(rejectedPath, report),
      });
    if (options.commit && !report.committed) throw new CommandFailure(1, t('ingest.cli.next.question'));
  } catch (error) {
    throw toFailure(error, t);
  } finally {
    records.release();
  }
}

/** A refusal in words, where there are some for it. */
function toFailure(error: unknown, t: Cli['t']): unknown {
  const text = error instanceof Refusal ? refusalText(error, t) : null;
  return text === null ? error : new CommandFailure(1, text);
}

type Center = { readonly root: string; readonly config: CertConfig; readonly databasePath: string };

async function backUpFirst(center: Center, { clock, log, t, note }: Cli): Promise<void> {
  const own = openOwnBackups({ ...center, clock, log });
  try {
    const outcome = await own.backUpFirst('before-import', {});
    if (outcome === 'made' || outcome === 'failed') note(t(`ingest.cli.backup.${outcome}`));
  } finally {
    own.close();
  }
}

function toIngestOptions(options: Options, firstRound: string): IngestOptions {
  return {
    roundId: options.round ?? firstRound,
    sheet: options.sheet ?? null,
    duplicates: options.duplicates,
    encoding: options.encoding ?? null,
    dateOrder: options.dateOrder ?? null,
    shortYears: options.shortYears ?? false,
    acceptProposals: options.acceptProposals ?? false,
    mapResults: options.mapResult.map(([word, name]) => [word, name]),
    columns: options.column.map(([column, head]) => [column, head]),
    ignored: [],
    cures: [],
    keepsUnbrought: false,
    commit: options.commit ?? false,
  };
}

function existingFile(path: string | null, { counts }: IngestReport): string | null {
  return path !== null && counts.rejected > 0 && existsSync(path) ? path : null;
}

type Pairs = readonly (readonly [string, string])[];

function gatherPair(text: string, before: Pairs, t: Translate): Pairs {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(t('cli.ingest.two-parts'));
  return [...before, [text.slice(0, at).trim(), text.slice(at + 1).trim()]];
}
