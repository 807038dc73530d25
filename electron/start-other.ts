import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

type Program = {
  readonly isPackaged: boolean;
  /** An AppImage is started by its file: what lies in its mount is gone with us. */
  readonly appImage: string | undefined;
};

/** Starts this program once more, as one that lives on by itself. */
export function startOther({ isPackaged, appImage }: Program, args: readonly string[]): void {
  const [, entry = '.'] = process.argv;
  const own = isPackaged ? [] : [...process.execArgv, resolve(entry)];
  spawn(appImage ?? process.execPath, [...own, ...args], { detached: true, stdio: 'ignore' }).unref();
}
