import { UsageError } from '../arguments.ts';
import { ConfigError } from '../config/load-config.ts';
import { isFatal, toRefusal } from '../db/sqlite-errors.ts';
import { StartProblem, type StartProblemKind } from '../db/start-problem.ts';
import { isTextKey, type TextKey, type Translate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';

/** 0 done, 1 refused, 2 usage or config, 3 folder open elsewhere, 4 port taken, 5 newer folder, 6 log broken, 70 bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 70;

/** An expected end of a command: `message` is printed as it stands, without a stack. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

type WrongEnvironment = NonNullable<ConfigError['hints']['environment']>;
type Ending = { readonly exitCode: ExitCode; readonly message: string };

type Options = {
  /** How a missing config ends: 1 for the commands that upstream has so (`dev`, `seed`), 2 for all others. */
  readonly missingConfig?: ExitCode;
};

/**
 * How the server or a command ends for what was thrown: its exit code, and what is said on stderr: what is wrong, where,
 * and what to do. What ends with 70 is a bug or an I/O error, and its stack is to be shown as well.
 */
export function toEnding(thrown: unknown, t: Translate, { missingConfig = 2 }: Options = {}): Ending {
  const error = toRefusal(thrown);
  if (error instanceof CommandFailure) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof UsageError) return { exitCode: 2, message: t(error.key, error.facts) };
  if (error instanceof ConfigError) return fromConfig(error, t, missingConfig);
  if (error instanceof StartProblem) return fromStartProblem(error, t);
  if (error instanceof Refusal) return { exitCode: 1, message: fromRefusal(error, t) };
  if (isFatal(error)) return { exitCode: 70, message: t('cli.disk-trouble') };
  return fromSystem(error, t) ?? { exitCode: 70, message: t('cli.bug') };
}

/** The wire's text as it stands; below it, in the person's language, the line and the way out. */
function fromConfig({ message, isMissing, hints }: ConfigError, t: Translate, missingConfig: ExitCode): Ending {
  const exitCode = isMissing ? missingConfig : 2;
  const lines = [hints.environment ? describeEnvironment(hints.environment, t) : message];
  if (hints.line) lines.push(t('cli.config.line', { line: hints.line }));
  for (const file of hints.kept?.files ?? []) lines.push(t('cli.config.kept', file));
  if (hints.kept) lines.push(t('cli.config.kept-fix', { folder: hints.kept.folder }));
  else if (hints.cutEnvironment) lines.push(t('cli.config.env-cut', hints.cutEnvironment));
  else lines.push(isMissing ? t('cli.config.missing') : t('cli.config.mend'));
  return { exitCode, message: lines.join('\n') };
}

/** Fixed by no interface, so in the person's language all of it. */
function describeEnvironment({ path, variables }: WrongEnvironment, t: Translate): string {
  const lines = variables.map(({ name, rule }) => {
    const key = `cli.env.${name}`;
    return `  - ${name}: ${isTextKey(key) ? t(key) : rule}`;
  });
  return [t('cli.env.wrong', { path }), ...lines].join('\n');
}

const startCodes: Partial<Record<StartProblemKind, ExitCode>> = { 'in-use': 3, newer: 5 };

function fromStartProblem({ kind, path, message, facts }: StartProblem, t: Translate): Ending {
  const key = `start.${[kind, facts['case']].filter(Boolean).join('.')}`;
  return { exitCode: startCodes[kind] ?? 1, message: isTextKey(key) ? t(key, { ...facts, path }) : message };
}

/** In the words of the pages where they have some for this code, else the wire's. */
function fromRefusal({ code, message, facts }: Refusal, t: Translate): string {
  const key = [`error.${code}`, `panel.error.${code}`].find(isTextKey);
  return key === undefined ? message : t(key, textFacts(facts));
}

function textFacts(facts: Refusal['facts']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'number' ? fact : String(fact)]),
  );
}

const systemEndings: Readonly<Record<string, { readonly exitCode: ExitCode; readonly key: TextKey }>> = {
  EADDRINUSE: { exitCode: 4, key: 'cli.system.port-taken' },
  EADDRNOTAVAIL: { exitCode: 2, key: 'cli.system.no-such-host' },
  ENOTFOUND: { exitCode: 2, key: 'cli.system.no-such-host' },
  EACCES: { exitCode: 1, key: 'cli.system.no-right' },
  EPERM: { exitCode: 1, key: 'cli.system.no-right' },
  EROFS: { exitCode: 1, key: 'cli.system.read-only' },
  ENOSPC: { exitCode: 1, key: 'cli.system.disk-full' },
  ENOTDIR: { exitCode: 1, key: 'cli.system.not-a-folder' },
  EEXIST: { exitCode: 1, key: 'cli.system.in-the-way' },
  EISDIR: { exitCode: 1, key: 'cli.system.is-a-folder' },
  ENOENT: { exitCode: 1, key: 'cli.system.not-there' },
};

function fromSystem(error: unknown, t: Translate): Ending | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const known = systemEndings[String(error.code)];
  if (known === undefined) return null;
  const place = 'port' in error ? error.port : 'path' in error ? error.path : '?';
  const isSaid = typeof place === 'string' || typeof place === 'number';
  return { exitCode: known.exitCode, message: t(known.key, { place: isSaid ? place : '?' }) };
}
