import { type Command, InvalidArgumentError } from 'commander';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configFileName, loadConfig } from '../config/load-config.ts';
import type { Translate } from '../i18n/translate.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';

type Options = { readonly out?: string; readonly keySize: number; readonly force?: true };

/** `gen-keys`: the RSA pair that signs QR codes, in the center folder or in `--out`. Refuses to replace a pair. */
export const addGenKeys: AddCommands = (program, cli) => {
  const { t } = cli;
  const command = program
    .command('gen-keys')
    .description(t('cli.gen-keys.about'))
    .option('--out <folder>', t('cli.gen-keys.out'))
    .option('--key-size <bits>', t('cli.gen-keys.key-size'), (text) => readKeySize(text, t), 2048)
    .option('--force', t('cli.gen-keys.force'));
  command.action((options: Options) => generate(command, options, cli));
};

async function generate(command: Command, { out, keySize, force }: Options, cli: Cli): Promise<void> {
  const paths = out === undefined ? pathsOfCenter(command, cli) : pathsIn(resolve(cli.currentFolder, out));
  const taken = [paths.privatePath, paths.publicPath].find((path) => existsSync(path));
  if (taken !== undefined && !force) {
    throw new CommandFailure(1, cli.t('cli.gen-keys.exists', { path: taken }));
  }
  for (const path of [paths.privatePath, paths.publicPath]) mkdirSync(dirname(path), { recursive: true });
  const { id } = await writeKeyPair({ ...paths, bits: keySize });
  cli.print(cli.t('cli.gen-keys.private', { path: paths.privatePath }));
  cli.print(cli.t('cli.gen-keys.public', { path: paths.publicPath, id }));
}

/** Where the config names them; in a folder without config beside it, as upstream's command does. */
function pathsOfCenter(command: Command, cli: Cli) {
  const folder = cli.folderOf(command);
  const configPath = join(folder, configFileName);
  if (!existsSync(configPath)) return pathsIn(cli.isFolderNamed(command) ? folder : cli.currentFolder);
  const { qr_verify: qr } = loadConfig(configPath).features;
  return { privatePath: join(folder, qr.private_key_path), publicPath: join(folder, qr.public_key_path) };
}

function pathsIn(folder: string) {
  return { privatePath: join(folder, 'private_key.pem'), publicPath: join(folder, 'public_key.pem') };
}

function readKeySize(text: string, t: Translate): number {
  const bits = Number(text);
  if (!Number.isInteger(bits) || bits < 2048 || bits > 8192) {
    throw new InvalidArgumentError(t('cli.number.range', { least: 2048, most: 8192 }));
  }
  return bits;
}
