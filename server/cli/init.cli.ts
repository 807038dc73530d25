import { Option } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ensureSecret, readEnvironment } from '../config/env.ts';
import { configFileName, parseConfig } from '../config/load-config.ts';
import { copyFonts, writeSchema } from '../demo/demo-files.ts';
import { starterWording } from '../demo/template-wording.ts';
import { isMissingOrEmpty, makeFolder } from '../files/make-folder.ts';
import { createTranslate, type Translate } from '../i18n/translate.ts';
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

/** What the config's schema takes. */
const nameMaxLength = 120;

/** `init TARGET`: a new center folder, whole or not at all. Refuses a folder that holds anything. */
export const addInit: AddCommands = (program, cli) => {
  const { t } = cli;
  program
    .command('init <target>')
    .description(t('cli.init.about'))
    .option('--name <text>', t('cli.init.name'))
    .option('--slug <text>', t('cli.init.slug'))
    .addOption(new Option('--locale <locale>', t('cli.init.locale')))
    .option('--non-interactive', t('cli.init.non-interactive'))
    .action((target: string, options: Options) => init(resolve(cli.currentFolder, target), options, cli));
};

async function init(folder: string, options: Options, cli: Cli): Promise<void> {
  if (!isMissingOrEmpty(folder)) {
    throw new CommandFailure(1, cli.t('cli.init.not-empty', { folder }));
  }
  const isAsked = !options.nonInteractive && process.stdin.isTTY;
  const wanted = checkWishes(isAsked ? await ask(folder, options, cli.t) : options, cli.t);
  const name = (wanted.name ?? basename(folder)).trim();
  if (name === '' || name.length > nameMaxLength) {
    throw new CommandFailure(2, cli.t('cli.init.bad-name', { most: nameMaxLength }));
  }
  const locale = wanted.locale ?? 'vi';
  const config = starterConfig({ name, slug: wanted.slug ?? toSlug(name), locale });
  await makeFolder(folder, configFileName, (staged) => fill(staged, JSON.stringify(config, null, 2), cli));
  // The people of the new center read its language, whatever this system speaks.
  const t = createTranslate(locale);
  cli.print(t('cli.init.done', { folder, name }));
  cli.print(t('cli.init.next', { config: configFileName, folder }));
}

async function fill(folder: string, configText: string, cli: Cli): Promise<void> {
  // Brings a PDF library along, which no other command waits for.
  const { drawTemplate } = await import('../demo/draw-template.ts');
  const config = parseConfig(configText, configFileName);
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

type Wishes = { readonly name?: string | undefined; readonly slug?: string | undefined; readonly locale?: 'vi' | 'en' };

function checkWishes({ name, slug, locale }: Pick<Options, 'name' | 'slug' | 'locale'>, t: Translate): Wishes {
  if (slug !== undefined && !/^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new CommandFailure(2, t('cli.init.bad-slug', { slug }));
  }
  if (locale !== undefined && locale !== 'vi' && locale !== 'en') {
    throw new CommandFailure(2, t('cli.init.bad-locale', { locale }));
  }
  return { name, slug, ...(locale === undefined ? {} : { locale }) };
}

async function ask(folder: string, given: Options, t: Translate): Promise<Options> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const put = async (question: string, standing: string) =>
    (await lines.question(`${question} [${standing}]: `)).trim() || standing;
  try {
    const name = given.name ?? (await put(t('cli.init.ask-name'), basename(folder)));
    const slug = given.slug ?? (await put(t('cli.init.ask-slug'), toSlug(name)));
    const locale = given.locale ?? (await put(t('cli.init.ask-locale'), 'vi'));
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
