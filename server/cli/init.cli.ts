import { Option } from 'commander';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { configFileName } from '../config/load-config.ts';
import { toSlug } from '../demo/starter-config.ts';
import { isMissingOrEmpty } from '../files/make-folder.ts';
import { createTranslate, type Translate } from '../i18n/translate.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import type { AddCommands, Cli } from './cli.ts';
import { CommandFailure } from './errors.ts';

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
  // Brings a PDF library along, which no other command waits for.
  const { makeEmptyCenter } = await import('../demo/make-empty-center.ts');
  await makeEmptyCenter(folder, { name, slug: wanted.slug ?? toSlug(name), locale }, { ...cli, writeKeyPair });
  // The people of the new center read its language, whatever this system speaks.
  const t = createTranslate(locale);
  cli.print(t('cli.init.done', { folder, name }));
  cli.print(t('cli.init.next', { config: configFileName, folder }));
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
