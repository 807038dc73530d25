import { existsSync, statSync } from 'node:fs';

/** The mode of a file with a secret in it that others on this PC can read; null where none can. Windows keeps rights otherwise. */
export function looseMode(path: string, platform: NodeJS.Platform): string | null {
  if (platform === 'win32' || !existsSync(path)) return null;
  const mode = statSync(path).mode & 0o777;
  return (mode & 0o077) === 0 ? null : mode.toString(8);
}
