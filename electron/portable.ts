import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Program = {
  readonly isPackaged: boolean;
  /** Path of the running program. */
  readonly executable: string;
  readonly platform: NodeJS.Platform;
};

/**
 * Where a portable program keeps all that is its own: in `data` beside itself, when there is a `portable.txt`. Null for
 * an installed one, which an uninstaller beside it tells, and on macOS, where nothing lies beside a program.
 */
export function portableFolder({ isPackaged, executable, platform }: Program): string | null {
  const folder = dirname(executable);
  if (!isPackaged || platform === 'darwin' || !existsSync(join(folder, 'portable.txt'))) return null;
  const isInstalled = readdirSync(folder).some((name) => /^Uninstall .*\.exe$/i.test(name));
  return isInstalled ? null : join(folder, 'data');
}
