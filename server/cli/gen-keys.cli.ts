import { type Command, InvalidArgumentError } from 'commander';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';

type Options = { readonly out?: string; readonly keySize: number; readonly force?: true };

/** `gen-keys`: the RSA pair that signs QR codes, in the center folder or in `--out`. Refuses to replace a pair. */
export const addGenKeys: AddCommands = (program, cli) => {
  const command = program
    .command('gen-keys')
    .description('make the pair of keys that signs the QR codes')
    .option('--out <folder>', 'where to write private_key.pem and public_key.pem (else where the config names them)')
    .option('--key-size <bits>', 'RSA key size, 2048 to 8192', readKeySize, 2048)
    .option('--force', 'replace existing keys: codes printed before no longer verify');
  command.action((options: Options) => generate(command, options, cli));
};

async function generate(command: Command, { out, keySize, force }: Options, cli: Cli): Promise<void> {
  const paths = out === undefined ? pathsOfCenter(command, cli) : pathsIn(resolve(cli.currentFolder, out));
  const taken = [paths.privatePath, paths.publicPath].find((path) => existsSync(path));
  if (taken !== undefined && !force) {
    throw new CommandFailure(
      1,
      `${taken} exists: nothing was changed. --force replaces it, and codes printed with it no longer verify`,
    );
  }
  for (const path of [paths.privatePath, paths.publicPath]) mkdirSync(dirname(path), { recursive: true });
  const { id } = await writeKeyPair({ ...paths, bits: keySize });
  cli.print(`${paths.privatePath} (keep it secret)`);
  cli.print(`${paths.publicPath} (key ${id})`);
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

function readKeySize(text: string): number {
  const bits = Number(text);
  if (!Number.isInteger(bits) || bits < 2048 || bits > 8192) {
    throw new InvalidArgumentError('it must be a whole number from 2048 to 8192.');
  }
  return bits;
}
