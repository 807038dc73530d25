import type { Command } from 'commander';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { toInstant } from '../clock.ts';
import { readEnvironment } from '../config/env.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { closeDatabase, type Database, openDatabase, openReadOnly } from '../db/open-database.ts';
import { createTransactions, type InTransaction } from '../db/transactions.ts';
import { inspectFolder } from '../opening/inspect-folder.ts';
import { openRecords } from '../opening/open-records.ts';
import { centerPaths } from '../opening/paths.ts';
import { type CheckpointNote, readNotes } from '../values/checkpoint-note.ts';
import { verifyExport } from '../values/log-export.ts';
import { sha256, verifyEd25519 } from './audit-chain.ts';
import { csvTexts } from './audit-exports.ts';
import { createAuditStore } from './audit.store.ts';
import { type Audit, createAudit } from './audit.ts';
import { createCheckpointFile } from './checkpoint-file.ts';
import { createCheckpointStore, type Signed } from './checkpoints.store.ts';
import { exportLog } from './export.store.ts';
import { createLogCheck } from './log-check.store.ts';
import { createRecordCheck, type RecordReport } from './record-check.store.ts';

type VerifyOptions = { readonly file?: string; readonly from?: readonly string[] };
type ExportOptions = { readonly out: string; readonly csv?: true };
type Opened = {
  readonly db: Database;
  readonly config: CertConfig;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
};

/** Changed records named one by one; the rest are counted. */
const namedMax = 50;

/** `audit verify`, `audit export`, `audit checkpoint`: all work beside a running server. */
export const addAudit: AddCommands = (program, cli) => {
  const { t } = cli;
  const audit = program.command('audit').description(t('cli.audit.about'));
  const verify = audit
    .command('verify')
    .description(t('cli.audit.verify.about'))
    .option('--file <export>', t('cli.audit.verify.file'))
    .option('--from <checkpoint...>', t('cli.audit.verify.from'));
  verify.action(async (options: VerifyOptions) => {
    const outside = (options.from ?? []).flatMap((path) => notesOf(resolve(cli.currentFolder, path), cli));
    if (options.file === undefined) verifyFolder(verify, cli, outside);
    else await verifyFile(resolve(cli.currentFolder, options.file), cli, outside);
  });
  const exporting = audit
    .command('export')
    .description(t('cli.audit.export.about'))
    .requiredOption('--out <file>', t('cli.audit.export.out'))
    .option('--csv', t('cli.audit.export.csv'));
  exporting.action((options: ExportOptions) => exportFolder(exporting, cli, options));
  const checkpoint = audit.command('checkpoint').description(t('cli.audit.checkpoint.about'));
  checkpoint.action(() =>
    withLog(checkpoint, cli, (opened) => {
      opened.audit.append({ action: 'audit.checkpoint', targetId: 'log' });
      cli.print(makeCheckpoint(cli.folderOf(checkpoint), opened, cli).note.trimEnd());
    }),
  );
};

function notesOf(path: string, { t }: Cli): CheckpointNote[] {
  const notes = readNotes(readFileSync(path, 'utf8'));
  if (notes.length === 0) throw new CommandFailure(2, t('cli.audit.no-checkpoint', { path }));
  return notes;
}

/** Reads alone, so that nothing of what is judged changes. */
function verifyFolder(command: Command, cli: Cli, outside: readonly CheckpointNote[]): void {
  const { t } = cli;
  const folder = cli.folderOf(command);
  const config = loadConfig(join(folder, configFileName));
  const paths = centerPaths(folder, config, readEnvironment(folder, cli.environment).KV_LOCAL_PATH);
  if (!existsSync(paths.portal) || inspectFolder(paths) !== 'current') {
    throw new CommandFailure(1, t('cli.audit.not-current', { folder }));
  }
  const db = openReadOnly(paths.portal);
  try {
    const file = readNotes(createCheckpointFile(folder, cli.log).read());
    const own = createCheckpointStore(db, config.project.slug).origin();
    const kept = [...outside, ...file.filter(({ origin }) => origin === own)];
    const { rows, head, checkpoints, fault } = createLogCheck(db, config.project.slug).checkAll(kept);
    if (fault) {
      throw new CommandFailure(6, t(`cli.audit.fault.${fault.kind}`, { seq: fault.seq }));
    }
    cli.print(t('cli.audit.whole', { rows, checkpoints, head: head.hash ?? '-' }));
    judgeRecords(createRecordCheck(db, config).find(), cli);
  } finally {
    db.close();
  }
}

function judgeRecords({ changes, records, isForged }: RecordReport, { t, print }: Cli): void {
  for (const { table, round_id: round, key, kind } of changes.slice(0, namedMax)) {
    print(t(`cli.audit.record.${kind}`, { place: round ?? table, key }));
  }
  if (changes.length > 0) throw new CommandFailure(6, t('cli.audit.records-changed', { count: changes.length }));
  if (isForged) throw new CommandFailure(6, t('cli.audit.fault.digests', { seq: 0 }));
  print(t('cli.audit.records-whole', { records }));
}

async function verifyFile(path: string, { t, print }: Cli, outside: readonly CheckpointNote[]): Promise<void> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  const report = await verifyExport(lines, { sha256, verify: verifyEd25519, outside });
  const { head, rows, checkpoints, fault } = report;
  if (fault) throw new CommandFailure(6, t(`cli.audit.fault.${fault.kind}`, { seq: fault.seq }));
  print(t('cli.audit.file-whole', { rows, checkpoints, name: head?.name ?? '', time: head?.exported_at ?? '' }));
  print(t('cli.audit.compare-key', { key: head?.public_key ?? '' }));
}

function exportFolder(command: Command, cli: Cli, { out, csv }: ExportOptions): Promise<void> {
  const path = resolve(cli.currentFolder, out);
  const format = csv ? 'csv' : 'jsonl';
  return withLog(command, cli, (opened) => {
    opened.audit.append({ action: 'audit.exported', targetId: 'log', metadata: { format } });
    const { size, time } = makeCheckpoint(cli.folderOf(command), opened, cli);
    exportLog(opened.db, opened.config, { format, path, time, ...csvTexts(cli.t) });
    cli.print(cli.t('cli.audit.exported', { path, size }));
  });
}

function makeCheckpoint(folder: string, { db, config, inTransaction }: Opened, { clock, log }: Cli): Signed {
  const signed = createCheckpointStore(db, config.project.slug).make(toInstant(clock.now()), inTransaction);
  createCheckpointFile(folder, log).append(signed.note);
  return signed;
}

/** Opens the center's log for writing, beside a running server or with the folder to itself. */
async function withLog(command: Command, cli: Cli, work: (opened: Opened) => void): Promise<void> {
  const folder = cli.folderOf(command);
  const config = loadConfig(join(folder, configFileName));
  const records = await openRecords(folder, config, cli);
  const db = openDatabase(records.databasePath);
  try {
    const inTransaction = createTransactions(db, (error) => {
      throw error;
    });
    const { clock, log } = cli;
    const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log });
    work({
      db,
      config,
      audit: { ...audit, append: (entry) => inTransaction(() => audit.append(entry)) },
      inTransaction,
    });
  } finally {
    closeDatabase(db);
    records.release();
  }
}
