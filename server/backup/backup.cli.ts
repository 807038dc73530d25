import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import program from '../../package.json' with { type: 'json' };
import { createAuditStore } from '../audit/audit.store.ts';
import { type Audit, createAudit } from '../audit/audit.ts';
import { createCheckpointStore } from '../audit/checkpoints.store.ts';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { acquireInstanceLock } from '../db/instance-lock.ts';
import { createTransactions, type InTransaction } from '../db/transactions.ts';
import { openRecords } from '../opening/open-records.ts';
import { Refusal } from '../refusal.ts';
import { requireUnchanged } from './backup-files.ts';
import { backupTasks } from './backup-tasks.ts';
import type { BackupCounts } from './manifest.ts';
import { createRecipientStore } from './recipient.store.ts';
import { createRecipients, type NewIdentity, readIdentity, type Recipients } from './recipients.ts';
import { commitRestore, stageRestore, type Staged } from './restore.ts';
import { createRunBackup, type RunBackup } from './run-backup.ts';
import { recoverRestore } from './swap.ts';

type MakeOptions = { readonly to?: string };
type VerifyOptions = { readonly identity?: string };
type RestoreOptions = { readonly identity: string };

type Opened = {
  readonly config: CertConfig;
  readonly recipients: Recipients;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly runBackup: RunBackup;
};

/** `backup`, `backup verify`, `backup rekey`, which work beside a running server; `restore`, which needs the folder to itself. */
export const addBackup: AddCommands = (commands, cli) => {
  const { t } = cli;
  // A restore that was cut is cleared up by whoever comes first; two commands only look.
  commands.hook('preAction', async (_, command) => {
    if (!['doctor', 'diagnostics'].includes(command.name())) await recoverRestore(cli.folderOf(command), cli.clock);
  });
  addRestore(commands, cli);
  const backup = commands
    .command('backup')
    .description(t('cli.backup.about'))
    .option('--to <folder>', t('cli.backup.to'));
  backup.action(({ to }: MakeOptions) =>
    withCenter(backup, cli, async ({ recipients, runBackup }) => {
      if (!recipients.read()) showIdentity(await recipients.make({}), cli);
      const folder = to === undefined ? undefined : resolve(cli.currentFolder, to);
      const { path, note } = await runBackup({ reason: 'manual', folder, by: {} });
      cli.print(t('cli.backup.made', { path, mib: toMib(note.bytes), ...countsOf(note.counts) }));
    }),
  );
  const verify = backup
    .command('verify <file>')
    .description(t('cli.backup.verify.about'))
    .option('--identity <file>', t('cli.backup.identity'));
  verify.action(async (file: string, { identity }: VerifyOptions) => {
    const path = resolve(cli.currentFolder, file);
    if (identity === undefined) {
      const { counts, made_at: time } = await requireUnchanged(path);
      cli.print(t('cli.backup.unchanged', { path, time, ...countsOf(counts) }));
      return;
    }
    const opening = { path, identity: await askIdentity(identity, cli), into: scratchFolder(cli) };
    const { counts, made_at: time } = await refusingNewer(backupTasks.prove(opening));
    cli.print(t('cli.backup.whole', { path, time, ...countsOf(counts) }));
  });
  const rekey = backup.command('rekey').description(t('cli.backup.rekey.about'));
  rekey.action(() =>
    withCenter(rekey, cli, async ({ recipients }) => {
      showIdentity(await recipients.make({}), cli);
    }),
  );
};

/** `restore`: a backup takes the place of the center in a folder, which no program has open. */
function addRestore(commands: Command, cli: Cli): void {
  const { t } = cli;
  const restore = commands
    .command('restore <file>')
    .description(t('cli.restore.about'))
    .requiredOption('--identity <file>', t('cli.backup.identity'));
  restore.action(async (file: string, options: RestoreOptions) => {
    const path = resolve(cli.currentFolder, file);
    const root = cli.folderOf(restore);
    if (!existsSync(path)) throw new CommandFailure(1, t('panel.error.backup.missing', { path }));
    const identity = await askIdentity(options.identity, cli);
    const lock = acquireInstanceLock(join(root, 'data'), cli.clock);
    try {
      const parts = { root, clock: cli.clock, log: cli.log };
      const staged = await refusingNewer(stageRestore(parts, { path, identity }));
      printCounts(staged, cli);
      const { before, oldLog } = await commitRestore(parts, staged, { lock, by: {} });
      cli.print(t('cli.restore.done', { folder: root, time: staged.manifest.made_at }));
      if (before !== null) cli.print(t('cli.restore.kept', { path: before }));
      if (oldLog !== null) cli.print(t('cli.restore.old-log', { path: oldLog }));
    } finally {
      lock.release();
    }
  });
}

function printCounts({ manifest, present, lostEntries }: Staged, { t, print }: Cli): void {
  const names = ['students', 'accounts', 'log'] as const;
  for (const name of names) {
    print(t(`cli.restore.count.${name}`, { now: present?.counts[name] ?? '-', then: manifest.counts[name] }));
  }
  if (lostEntries > 0) print(t('cli.restore.lost', { count: lostEntries }));
}

function showIdentity({ identity, recipient }: NewIdentity, { t, print }: Cli): void {
  print(t('cli.backup.sheet', { identity, recipient }));
}

function toMib(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}

function countsOf({ students, accounts, log }: BackupCounts): Record<keyof BackupCounts, number> {
  return { students, accounts, log };
}

function scratchFolder({ clock }: Cli): string {
  return join(tmpdir(), `lvt-verify-${process.pid}-${clock.now()}`);
}

/** `-` reads it from stdin, or asks for it at a terminal. */
async function askIdentity(asked: string, cli: Cli): Promise<string> {
  if (asked === '-') return readIdentity(await cli.askSecret(`${cli.t('cli.backup.ask-identity')} `));
  const path = resolve(cli.currentFolder, asked);
  if (!existsSync(path)) throw new CommandFailure(2, cli.t('cli.backup.no-identity-file', { path }));
  return readIdentity(readFileSync(path, 'utf8'));
}

/** A backup of a newer program ends as the folder of one does. */
async function refusingNewer<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'backup.newer') throw new CommandFailure(5, error.message);
    throw error;
  }
}

/** The center's records, beside a running server or with the folder to itself. */
async function withCenter(command: Command, cli: Cli, work: (opened: Opened) => Promise<void>): Promise<void> {
  const { clock, log } = cli;
  const root = cli.folderOf(command);
  const config = loadConfig(join(root, configFileName));
  const records = await openRecords(root, config, cli);
  const db = openDatabase(records.databasePath);
  try {
    const inTransaction = createTransactions(db, (error) => {
      throw error;
    });
    const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log });
    const recipients = createRecipients({ store: createRecipientStore(db), audit, inTransaction, clock });
    const checkpoints = createCheckpointStore(db, config.project.slug);
    const signLog = () => Promise.resolve(checkpoints.make(toInstant(clock.now()), inTransaction));
    const { databasePath } = records;
    const making = { root, config, databasePath, recipients, audit, signLog, program: program.version, clock };
    await work({ config, recipients, audit, inTransaction, runBackup: createRunBackup(making) });
  } finally {
    closeDatabase(db);
    records.release();
  }
}
