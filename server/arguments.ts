import { parseArgs } from 'node:util';

export type Arguments = {
  readonly data: string | undefined;
  /** Undefined where it was not given by hand. */
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly demo: boolean;
};

/** Arguments that make no sense: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What stands behind `main.js`. Throws UsageError. */
export function readArguments(argv: readonly string[]): Arguments {
  const { data, port, host, demo = false } = parse(argv);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new UsageError(`--port ${port}: must be a whole number from 0 to 65535`);
  }
  return { data, host, demo, port: port === undefined ? undefined : Number(port) };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { data: text, port: text, host: text, demo: { type: 'boolean' } } as const;
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
