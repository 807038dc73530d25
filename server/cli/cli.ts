import type { Command } from 'commander';
import type { Clock } from '../clock.ts';
import type { RawEnvironment } from '../config/env.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import type { ProgramLine } from './program-line.ts';

/** What a command may touch of the world around it. */
export type Cli = {
  readonly environment: RawEnvironment;
  readonly currentFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Texts in the language of the center the command is about, else of this system. */
  readonly t: Translate;
  /** One line on stdout: what was asked for. */
  readonly print: (line: string) => void;
  /** One line on stderr: everything else. */
  readonly note: (line: string) => void;
  /** A secret typed at the terminal without echo, or one line of stdin where that is no terminal. */
  readonly askSecret: (question: string) => Promise<string>;
  /** The desktop program where that runs the command; null on Node. */
  readonly program: ProgramLine | null;
  /** The center folder a command is about: its `--data`, else as everywhere. An absolute path that need not exist. */
  readonly folderOf: (command: Command) => string;
  /** That folder was named by `--data` or PORTAL_DATA_DIR, not found by habit. */
  readonly isFolderNamed: (command: Command) => boolean;
};

/** What a slice's `x.cli.ts` exports: its commands, added to the program. `--data` is there on every command. */
export type AddCommands = (program: Command, cli: Cli) => void;
