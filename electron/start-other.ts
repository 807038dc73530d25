import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

type Program = {
  readonly isPackaged: boolean;
  /** An AppImage is started by its file: what lies in its mount is gone with us. */
  readonly appImage: string | undefined;
};

/** Starts this program once more, as one that lives on by itself. */
export function startOther(program: Program, args: readonly string[]): void {
  const { executable, before } = ownCommand(program);
  spawn(executable, [...before, ...args], { detached: true, stdio: 'ignore' }).unref();
}

/** What starts this program, and the arguments that come before its own. */
export function ownCommand({ isPackaged, appImage }: Program) {
  const [, entry = '.'] = process.argv;
  const before = isPackaged ? [] : [...process.execArgv, resolve(entry)];
  return { executable: appImage ?? process.execPath, before };
}
