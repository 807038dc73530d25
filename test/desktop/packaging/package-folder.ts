import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..', '..');
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const run = promisify(execFile);

type Listed = { readonly dependencies: Readonly<Record<string, { readonly missing?: boolean }>> };

/** Packages with the project's own settings, unpacked, from a given Electron. Gives what was said. */
export async function pack(system: 'linux' | 'win', electronDist: string, output: string): Promise<string> {
  const own = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  const { stdout, stderr } = await run(
    process.execPath,
    [builder, '--dir', `--${system}`, `--${process.arch}`, ...own],
    {
      cwd: root,
      maxBuffer: 2 ** 24,
    },
  );
  return stdout + stderr;
}

/** Names of the packages that `npm ls` counts as the program's own, without the Node that a checkout brings along. */
export async function runtimePackages(): Promise<string[]> {
  const npm = await run('npm', ['ls', '--omit=dev', '--json', '--depth=0'], { cwd: root });
  const { dependencies } = JSON.parse(npm.stdout) as Listed;
  const own = Object.entries(dependencies).filter(([, { missing = false }]) => !missing);
  return own.map(([name]) => name).filter((name) => !/^node-(linux|win|darwin)-/.test(name));
}

/** Every file below, as paths from there with slashes, and its size in bytes. */
export function filesBelow(folder: string): { path: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(folder.length + 1).replaceAll('\\', '/'), bytes: statSync(path).size }));
}
