import { join } from 'node:path';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { readPublicKey } from '../verify/key-files.ts';
import { forgetKeptFiles, type KeptFile, readKeptFiles } from './kept-files.store.ts';
import { findBrokenFiles, restoreFile, toRestorable } from './kept-files.ts';

const databaseIn = (folder: string) => join(folder, 'data', 'portal.db');

/** `config restore` and `config accept`, beside the other commands about the config. */
export const addKeptFiles: AddCommands = (program, cli) => {
  const config = program.commands.find((command) => command.name() === 'config') ?? program.command('config');
  const restore = config
    .command('restore [file]')
    .description(cli.t('cli.config.restore'))
    .action((file: string | undefined) => putBack(cli.folderOf(restore), file, cli));
  const accept = config
    .command('accept')
    .description(cli.t('cli.config.accept'))
    .action(() => {
      const folder = cli.folderOf(accept);
      if (!forgetKeptFiles(databaseIn(folder))) throw nothingKept(folder, cli);
      cli.print(cli.t('cli.config.accepted', { folder }));
    });
};

/** A named file in any case, else every one that is missing or broken. */
function putBack(folder: string, wanted: string | undefined, cli: Cli): void {
  const kept = toRestorable(readKeptFiles(databaseIn(folder)));
  if (kept.length === 0) throw nothingKept(folder, cli);
  for (const file of wanted === undefined ? brokenOf(folder, kept, cli) : [named(wanted, kept, cli)]) {
    const { name, aside } = restoreFile(folder, file, cli.clock);
    const { at } = file;
    const { t } = cli;
    cli.print(
      aside === null ? t('cli.config.restored', { name, at }) : t('cli.config.restored-aside', { name, at, aside }),
    );
  }
}

function brokenOf(folder: string, kept: readonly KeptFile[], { t }: Cli): readonly KeptFile[] {
  const broken = findBrokenFiles(folder, kept, { readPublicKey });
  if (broken.length === 0) throw new CommandFailure(1, t('cli.config.nothing-broken'));
  return broken;
}

function named(wanted: string, kept: readonly KeptFile[], { t }: Cli): KeptFile {
  const file = kept.find(({ name }) => name === wanted);
  if (file) return file;
  const names = kept.map(({ name }) => name).join(', ');
  throw new CommandFailure(1, t('cli.config.not-kept', { name: wanted, names }));
}

function nothingKept(folder: string, { t }: Cli): CommandFailure {
  return new CommandFailure(1, t('cli.config.nothing-kept', { folder }));
}
