import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;
type Place = { readonly root: string; readonly environment: Environment; readonly platform: NodeJS.Platform };

const fileOf: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * Electron's binary, found by reading files: requiring the package would start a download. ELECTRON_OVERRIDE_DIST_PATH
 * wins, as in Electron itself. Null where there is none.
 */
export function findElectron({ root, environment, platform }: Place): string | null {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return ifThere(join(override, fileOf[platform] ?? 'electron'));
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  return existsSync(named) ? ifThere(join(folder, 'dist', readFileSync(named, 'utf8').trim())) : null;
}

function ifThere(path: string): string | null {
  return existsSync(path) ? path : null;
}

/** Where Electron's installer would fetch the binary from. Source: @electron/get, README. */
export function downloadUrl({ root, environment, platform }: Place, arch: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as {
    version: string;
  };
  const mirror =
    environment['ELECTRON_MIRROR'] ??
    environment['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${platform}-${arch}.zip`;
}

/** Whether something answers there with a success within `timeoutMs`. Never throws. */
export async function doesAnswer(url: string, timeoutMs: number): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) });
    return ok;
  } catch {
    // No name, no route, no certificate, no answer in time: all mean that nothing can be fetched from there.
    return false;
  }
}
