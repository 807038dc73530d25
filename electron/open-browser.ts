import { spawn } from 'node:child_process';

type Parts = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Whether a window can be shown at all. */
export function hasDisplay({ platform, environment }: Parts): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
}

/** Shows the address in the person's browser, as far as there is one: who reads the address can type it. */
export function openBrowser(url: string, parts: Parts): void {
  if (!hasDisplay(parts)) return;
  const [command, ...args] = commandOf(parts.platform, url);
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  // No opener on this system: the printed address is enough.
  opener.once('error', () => undefined);
  opener.unref();
}

function commandOf(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url];
  return [platform === 'darwin' ? 'open' : 'xdg-open', url];
}
