import { Option } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ensureSecret, readEnvironment } from '../config/env.ts';
import { configFileName, ConfigError, parseConfig } from '../config/load-config.ts';
import { copyFonts, writeSchema } from '../demo/demo-files.ts';
import { starterWording } from '../demo/template-wording.ts';
import { isMissingOrEmpty, makeFolder } from '../files/make-folder.ts';
import { toNameKey } from '../values/name.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';
import { starterConfig } from './starter-config.ts';

type Options = {
  readonly name?: string;
  readonly slug?: string;
  readonly locale?: string;
  readonly nonInteractive?: true;
};

/** `init TARGET`: a new center folder, whole or not at all. Refuses a folder that holds anything. */
export const addInit: AddCommands = (program, cli) => {
  program
    .command('init <target>')
    .description('make a new center folder: config, template, fonts, keys')
    .option('--name <text>', "the center's name (else the folder's)")
    .option('--slug <text>', 'short name for file names and codes: lower-case letters, digits, hyphens')
    .addOption(new Option('--locale <locale>', 'vi or en (else vi)'))
    .option('--non-interactive', 'ask nothing')
    .action((target: string, options: Options) => init(resolve(cli.currentFolder, target), options, cli));
};

async function init(folder: string, options: Options, cli: Cli): Promise<void> {
  if (!isMissingOrEmpty(folder)) {
    throw new CommandFailure(1, `${folder} is not empty: nothing was changed; name a folder that is new or empty`);
  }
  const wanted = checkWishes(options.nonInteractive || !process.stdin.isTTY ? options : await ask(folder, options));
  const name = wanted.name ?? basename(folder);
  const locale = wanted.locale ?? 'vi';
  const config = starterConfig({ name, slug: wanted.slug ?? toSlug(name), locale });
  await makeFolder(folder, configFileName, (staged) => fill(staged, JSON.stringify(config, null, 2), cli));
  cli.print(`${folder}: a new center, "${name}"`);
  cli.print(
    locale === 'vi'
      ? `Tiếp theo: sửa ${configFileName}, rồi lvt-cert ingest DANHSACH.xlsx --commit --data ${folder} và lvt-cert serve --data ${folder}`
      : `Next: edit ${configFileName}, then lvt-cert ingest LIST.xlsx --commit --data ${folder} and lvt-cert serve --data ${folder}`,
  );
}

async function fill(folder: string, configText: string, cli: Cli): Promise<void> {
  // Brings a PDF library along, which no other command waits for.
  const { drawTemplate } = await import('../demo/draw-template.ts');
  const config = readConfig(configText);
  const fonts = copyFonts(folder);
  mkdirSync(join(folder, 'templates'));
  const wording = { ...starterWording[config.project.locale], exam: config.rounds[0]?.label ?? '' };
  for (const round of config.rounds) {
    writeFileSync(join(folder, round.pdf), await drawTemplate({ config, round, fonts, wording }));
  }
  const { private_key_path: privateName, public_key_path: publicName } = config.features.qr_verify;
  await writeKeyPair({ privatePath: join(folder, privateName), publicPath: join(folder, publicName), bits: 2048 });
  ensureSecret(folder, readEnvironment(folder, cli.environment));
  writeSchema(folder);
  writeFileSync(join(folder, configFileName), `${configText}\n`);
}

/** A name or slug that the config's schema refuses is a wrong argument. */
function readConfig(text: string) {
  try {
    return parseConfig(text, configFileName);
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(2, error.message);
    throw error;
  }
}

type Wishes = { readonly name?: string | undefined; readonly slug?: string | undefined; readonly locale?: 'vi' | 'en' };

function checkWishes({ name, slug, locale }: Pick<Options, 'name' | 'slug' | 'locale'>): Wishes {
  if (slug !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new CommandFailure(
      2,
      `--slug '${slug}': lower-case letters and digits, joined by single hyphens, such as sao-mai`,
    );
  }
  if (locale !== undefined && locale !== 'vi' && locale !== 'en') {
    throw new CommandFailure(2, `--locale '${locale}': it is vi or en`);
  }
  return { name, slug, ...(locale === undefined ? {} : { locale }) };
}

async function ask(folder: string, given: Options): Promise<Options> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const put = async (question: string, standing: string) =>
    (await lines.question(`${question} [${standing}]: `)).trim() || standing;
  try {
    const name = given.name ?? (await put('Tên trung tâm / Name of the center', basename(folder)));
    const slug = given.slug ?? (await put('Tên ngắn / Short name', toSlug(name)));
    const locale = given.locale ?? (await put('Ngôn ngữ / Language, vi | en', 'vi'));
    return { name, slug, locale };
  } finally {
    lines.close();
  }
}

function toSlug(name: string): string {
  const slug = toNameKey(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return slug.replace(/^-+|-+$/g, '') || 'center';
}
