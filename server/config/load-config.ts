import { readFileSync, statSync } from 'node:fs';
import { CertConfig } from './cert-config.ts';
import { lineOfMember } from './json-line.ts';

type ConfigHints = {
  readonly isMissing?: boolean;
  /** Of the first problem. */
  readonly line?: number | null;
  /** Where it is the environment that is wrong: its file, and the rule that each variable breaks. */
  readonly environment?: {
    readonly path: string;
    readonly variables: readonly { readonly name: string; readonly rule: string }[];
  };
  /** The .env of this folder is gone or was cut, and is not kept anywhere. */
  readonly cutEnvironment?: { readonly folder: string };
  /** Files of the center folder whose last good content is kept, with the instant it is of. */
  readonly kept?: {
    readonly folder: string;
    readonly files: readonly { readonly name: string; readonly at: string }[];
  };
};

/** A config that cannot be used: `message` holds every problem, ready to print; the program ends with exit code 2. */
export class ConfigError extends Error {
  /** There is no such file at all. */
  readonly isMissing: boolean;
  readonly hints: Omit<ConfigHints, 'isMissing'>;

  constructor(message: string, { isMissing = false, ...hints }: ConfigHints = {}) {
    super(message);
    this.name = 'ConfigError';
    this.isMissing = isMissing;
    this.hints = hints;
  }
}

/** The file of a center folder that says what the portal is. */
export const configFileName = 'cert.config.json';

/**
 * The config in the file at `path`, frozen. Throws ConfigError with the wire's texts, all problems at once.
 * Source: upstream config/loader.py.
 */
export function loadConfig(path: string): CertConfig {
  return parseConfig(readConfigText(path), path);
}

/** Which brand colours the file itself names: unnamed ones get the product's own instead of the schema's default. */
export function readNamedColors(path: string): { readonly primary: boolean; readonly accent: boolean } {
  const root = toObject(readConfigText(path), path);
  const project = 'project' in root ? root.project : undefined;
  const branding =
    typeof project === 'object' && project !== null && 'branding' in project ? project.branding : undefined;
  const isNamed = (name: string) => typeof branding === 'object' && branding !== null && name in branding;
  return { primary: isNamed('primary_color'), accent: isNamed('accent_color') };
}

/** As `loadConfig`, for a text already read; `path` is only named in the problems. */
export function parseConfig(text: string, path: string): CertConfig {
  const read = CertConfig.safeParse(toObject(text, path));
  if (read.success) return deepFreeze(read.data);
  const lines = read.error.issues.flatMap(({ path: at, message, ...issue }) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    if (keys.length > 0) return keys.map((key) => `  - ${[...at, key].join('.')}: unknown key`);
    return [`  - ${at.length === 0 ? '<root>' : at.join('.')}: ${message}`];
  });
  const line = lineOfMember(text, read.error.issues[0]?.path ?? []);
  throw new ConfigError([`cert.config.json failed validation (${path}):`, ...new Set(lines)].join('\n'), { line });
}

function readConfigText(path: string): string {
  let bytes: Buffer;
  try {
    if (!statSync(path).isFile()) throw new ConfigError(`config path is not a file: ${path}`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (isNotThere(error)) throw new ConfigError(`config file not found: ${path}`, { isMissing: true });
    throw new ConfigError(
      `config file cannot be read (${path}): ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(`config file is not valid UTF-8 (${path}): save it as UTF-8 and start again`);
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function toObject(text: string, path: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new ConfigError(`config file is not valid JSON (${path}): ${why} at line ${lineOf(text, why)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  throw new ConfigError(`config root must be a JSON object, got ${kind}`);
}

/** Line (from 1) of a JSON.parse problem; an unexpected end is the last line. */
function lineOf(text: string, why: string): number {
  const position = /position (\d+)/.exec(why)?.[1];
  const upTo = position === undefined ? text : text.slice(0, Number(position));
  return upTo.split('\n').length;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
