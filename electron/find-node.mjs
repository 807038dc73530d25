// Plain JavaScript that Node 20 parses: the launchers run before it is known which Node there is.
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a launcher prints where no Node can run the program; it then ends with exit code 1. */
export const needsNode = 'LUONVUITUOI-CERT needs Node 22.18 or newer, or npm 11 (then run "npm install" again).';

/**
 * The Node that builds and runs the program: the one among the packages of this folder, else the running one where it
 * is new enough to run TypeScript sources. Null where neither is.
 * @param {string} root folder of package.json
 * @param {{ version: string, path: string }} running
 * @returns {string | null}
 */
export function findNode(root, running = { version: process.versions.node, path: process.execPath }) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = [
    join(root, 'node_modules', '.bin', file),
    join(
      root,
      'node_modules',
      `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
      'bin',
      file,
    ),
  ].find((path) => existsSync(path));
  if (own) return realpathSync(own);
  return runsTypeScript(running.version) ? running.path : null;
}

/**
 * Whether this version of Node runs TypeScript without a flag.
 * @param {string} version such as `22.18.0`
 */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 23) return minor >= 6;
  return major > 22 || (major === 22 && minor >= 18);
}

/**
 * Options of Node for the server: a young generation of 8 MiB, which keeps pauses short on a small PC, and leave to
 * collect once what the start left behind.
 * @type {readonly string[]}
 */
export const nodeOptions = ['--max-semi-space-size=8', '--expose-gc'];

/**
 * The environment of a child: ours, a place of the user's own where Node keeps compiled code between starts, and on
 * glibc one pool of memory for all threads, so that what a finished worker held is used again, and bounds that stay where
 * they are, so that what is freed goes back to the system.
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment() {
  const own = {
    NODE_COMPILE_CACHE: join(cacheFolder(), 'LUONVUITUOI-CERT', 'compile'),
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '131072',
    MALLOC_TRIM_THRESHOLD_: '131072',
  };
  return { ...own, ...process.env };
}

/** The operating system's folder for what may be lost. */
function cacheFolder() {
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}
