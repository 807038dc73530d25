import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { machineFolder } from '../values/machine-folder.ts';
import type { RawEnvironment } from './env.ts';
import { configFileName } from './load-config.ts';

/** The program's name in the operating system's folder for application data; Electron takes the same. */
const applicationName = 'LUONVUITUOI-CERT';

type Where = {
  /** From `--data`. */
  readonly asked?: string | undefined;
  readonly environment: RawEnvironment;
  readonly currentFolder: string;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
};

/**
 * Which folder holds the center, as an absolute path: `--data`, else PORTAL_DATA_DIR, else the first with a config of
 * the current folder, the one in the user's application data, the one that all users share. Where none has a config: the
 * user's, which need not exist.
 */
export function chooseCenterFolder({ asked, environment, currentFolder, ...user }: Where): string {
  const named = asked ?? environment['PORTAL_DATA_DIR'];
  if (named !== undefined && named !== '') return resolve(currentFolder, named);
  const usual = join(applicationDataFolder(environment, user.platform, user.homeFolder), applicationName, 'center');
  const known = [currentFolder, usual, machineFolder(user.platform, environment)];
  return known.find((folder) => existsSync(join(folder, configFileName))) ?? usual;
}

/** Source: XDG Base Directory Specification 0.8 (a relative path counts as unset); Electron, `app.getPath('appData')`. */
function applicationDataFolder(environment: RawEnvironment, platform: NodeJS.Platform, homeFolder: string): string {
  if (platform === 'win32') return environment['APPDATA'] ?? join(homeFolder, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support');
  const configured = environment['XDG_CONFIG_HOME'] ?? '';
  return configured.startsWith('/') ? configured : join(homeFolder, '.config');
}
