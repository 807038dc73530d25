import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { acquireInstanceLock } from '../db/instance-lock.ts';
import { openRecords } from '../opening/open-records.ts';
import { Refusal } from '../refusal.ts';
import { requireUnchanged } from './backup-files.ts';
import { backupTasks } from './backup-tasks.ts';
import type { BackupCounts } from './manifest.ts';
import { type OwnBackups, openOwnBackups } from './own-backups.ts';
import { type NewIdentity, readIdentity } from './recipients.ts';
import { databaseName } from './contents.ts';
import { commitRestore, presentConfig, stageRestore, type Staged } from './restore.ts';
import { recoverRestore } from './swap.ts';

type MakeOptions = { readonly to?: string };
type VerifyOptions = { readonly identity?: string };
type RestoreOptions = { readonly identity: string };

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
    withCenter(backup, cli, async ({ recipients, runBackup, noteCopy }) => {
      if (!recipients.read()) showIdentity(await recipients.make({}), cli);
      const folder = to === undefined ? undefined : resolve(cli.currentFolder, to);
      const made = await runBackup({ reason: 'manual', folder, by: {} });
      noteCopy(made);
      const { path, note } = made;
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
      await keepPresent(root, staged, cli);
      const { before, oldLog } = await commitRestore(parts, staged, { lock, by: {} });
      cli.print(t('cli.restore.done', { folder: root, time: staged.manifest.made_at }));
      if (before !== null) cli.print(t('cli.restore.kept', { path: before }));
      if (oldLog !== null) cli.print(t('cli.restore.old-log', { path: oldLog }));
    } finally {
      lock.release();
    }
  });
}

/** A backup of what is there, where there is a key for it: beside that it is put aside as it is. */
async function keepPresent(root: string, { present }: Staged, { clock, log, t, note, print }: Cli): Promise<void> {
  const config = presentConfig(root);
  if (!present || !config) return;
  try {
    const own = openOwnBackups({ root, config, databasePath: join(root, databaseName), clock, log });
    const outcome = await own.backUpFirst('before-restore', {}).finally(own.close);
    if (outcome === 'made') print(t('cli.restore.backed-up'));
    if (outcome === 'failed') note(t('cli.restore.not-backed-up'));
  } catch (error) {
    // Damaged records are one of the reasons to restore.
    log.warn('restore.not-backed-up', { reason: error instanceof Error ? error.message : String(error) });
    note(t('cli.restore.not-backed-up'));
  }
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
async function withCenter(command: Command, cli: Cli, work: (opened: OwnBackups) => Promise<void>): Promise<void> {
  const { clock, log } = cli;
  const root = cli.folderOf(command);
  const config = loadConfig(join(root, configFileName));
  const records = await openRecords(root, config, cli);
  const own = openOwnBackups({ root, config, databasePath: records.databasePath, clock, log });
  try {
    await work(own);
  } finally {
    own.close();
    records.release();
  }
}
