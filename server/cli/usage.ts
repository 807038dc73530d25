import type { Command, CommanderError, Option } from 'commander';
import type { TextKey, Translate } from '../i18n/translate.ts';

const titles: Readonly<Record<string, TextKey>> = {
  'Usage:': 'cli.help.usage',
  'Arguments:': 'cli.help.arguments',
  'Options:': 'cli.help.options',
  'Global Options:': 'cli.help.global-options',
  'Commands:': 'cli.help.commands',
};

/**
 * Help of a command and of all below it in this language. Usage errors are thrown and not printed: `usageText` says
 * them.
 */
export function speakIn(command: Command, t: Translate): void {
  command
    .exitOverride()
    .helpOption('-h, --help', t('cli.help.help'))
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => {
        const key = titles[title];
        return key === undefined ? title : t(key);
      },
      optionDescription: (option) => describe(option, t),
    });
  if (command.commands.length > 0) command.helpCommand('help [command]', t('cli.help.help-command'));
  for (const below of command.commands) speakIn(below, t);
}

function describe({ description, argChoices, defaultValue }: Option, t: Translate): string {
  const standing: unknown = defaultValue;
  const extras = [
    ...(argChoices ? [t('cli.help.choices', { choices: argChoices.join(', ') })] : []),
    ...(typeof standing === 'string' || typeof standing === 'number' ? [t('cli.help.default', { standing })] : []),
  ];
  return extras.length === 0 ? description : `${description} (${extras.join('; ')})`;
}

const texts: Readonly<Record<string, TextKey>> = {
  'commander.missingArgument': 'cli.usage.missing-argument',
  'commander.optionMissingArgument': 'cli.usage.option-missing-argument',
  'commander.missingMandatoryOptionValue': 'cli.usage.missing-option',
  'commander.unknownOption': 'cli.usage.unknown-option',
  'commander.unknownCommand': 'cli.usage.unknown-command',
  'commander.excessArguments': 'cli.usage.excess-arguments',
};

/** What Commander found wrong with the arguments; empty where it has shown the help instead. */
export function usageText({ code, message }: CommanderError, t: Translate): string {
  if (code === 'commander.help') return t('cli.usage.no-command');
  if (code === 'commander.invalidArgument') return invalidText(message, t);
  const key = texts[code];
  const [, what = ''] = /'([^']*)'/.exec(message) ?? [];
  if (key === undefined) return message;
  const [, likely] = /\(Did you mean (.*)\?\)/.exec(message) ?? [];
  return likely === undefined ? t(key, { what }) : `${t(key, { what })}\n${t('cli.usage.likely', { likely })}`;
}

/** `error: option '--count <n>' argument 'many' is invalid. <what is right>`, the last part in our own words. */
function invalidText(message: string, t: Translate): string {
  const [, option = '', value = '', why = ''] =
    /'([^']*)' (?:argument )?'?(.*?)'? is invalid\.\s*(.*)$/s.exec(message) ?? [];
  const [, choices] = /^Allowed choices are (.*)\.$/.exec(why) ?? [];
  const right = choices === undefined ? why : t('cli.usage.choices', { choices });
  return t('cli.usage.invalid', { option, value, right });
}
