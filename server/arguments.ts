import { parseArgs } from 'node:util';
import type { TextFacts, TextKey } from './i18n/translate.ts';

export type Arguments = {
  readonly data: string | undefined;
  /** The config, where it is not the folder's cert.config.json. */
  readonly config: string | undefined;
  /** Undefined where it was not given by hand. */
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly demo: boolean;
  /** Where there is no config yet, the page of the first run comes up instead of an ending: for `npm start`. */
  readonly setup: boolean;
};

/** Arguments that make no sense, by the text that says so: exit code 2. */
export class UsageError extends Error {
  readonly key: TextKey;
  readonly facts: TextFacts;

  constructor(key: TextKey, facts: TextFacts) {
    super(key);
    this.name = 'UsageError';
    this.key = key;
    this.facts = facts;
  }
}

/** What stands behind `main.js`. Throws UsageError. */
export function readArguments(argv: readonly string[]): Arguments {
  const { data, config, port, host, demo = false, setup = false } = parse(argv);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new UsageError('cli.usage.port', { port });
  }
  return { data, config, host, demo, setup, port: port === undefined ? undefined : Number(port) };
}

const usageTexts: Readonly<Record<string, TextKey>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'cli.usage.unknown-option',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'cli.usage.option-value',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'cli.usage.excess-arguments',
};

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const flag = { type: 'boolean' } as const;
    const options = { data: text, config: text, port: text, host: text, demo: flag, setup: flag } as const;
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const key = error instanceof Error && 'code' in error ? usageTexts[String(error.code)] : undefined;
    if (key === undefined) throw error;
    const [, what = ''] = /'([^']*)'/.exec(error instanceof Error ? error.message : '') ?? [];
    throw new UsageError(key, { what });
  }
}
