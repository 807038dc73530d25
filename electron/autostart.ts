import { app } from 'electron';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { autostartEntry, autostartFile } from './autostart-entry.ts';

type Parts = {
  /** What starts the program, and the arguments before ours. */
  readonly command: { readonly executable: string; readonly before: readonly string[] };
  /** The folder of the center that is to open. */
  readonly folder: string;
};

export type Autostart = ReturnType<typeof createAutostart>;

/**
 * Opening this center at log-in, for the user of this PC. Windows and macOS keep a login item; on Linux it is a file,
 * for Electron's own switch knows the other two alone. Source: Electron, `app.setLoginItemSettings`.
 */
export function createAutostart({ command: { executable, before }, folder }: Parts) {
  const args = [...before, '--data', folder];
  const item = { path: executable, args };
  const { XDG_CONFIG_HOME } = process.env;
  const file = autostartFile(XDG_CONFIG_HOME ?? join(homedir(), '.config'), folder);
  const isLinux = process.platform === 'linux';

  function isOn(): boolean {
    return isLinux ? existsSync(file) : app.getLoginItemSettings(item).openAtLogin;
  }

  function set(isWanted: boolean): void {
    if (!isLinux) {
      app.setLoginItemSettings({ ...item, openAtLogin: isWanted });
    } else if (isWanted) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, autostartEntry(app.getName(), [executable, ...args]));
    } else {
      rmSync(file, { force: true });
    }
  }

  return { isOn, set };
}
