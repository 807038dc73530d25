// Plain JavaScript that Node 20 parses, for the launchers.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inputs = ['server', 'renderer', 'electron', 'resources/locales', 'package-lock.json', 'vite.config.ts'];
const stampFile = join(root, 'dist', 'build-stamp');
const lockFolder = join(root, 'node_modules', '.build-lock');
const lockEndsAfterMs = 120_000;

/** The newest change among the inputs, ms; folders count too, so that a removed file is seen. */
export function newestInput() {
  return Math.max(...inputs.map((input) => newestIn(join(root, input))));
}

/**
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name));
  return Math.max(mtimeMs, ...inside.map((name) => newestIn(join(path, name))));
}

/** Whether dist/ is older than its inputs, or not there. A package without sources is never stale. */
export function isStale() {
  if (!existsSync(join(root, 'server', 'main.ts'))) return false;
  const built = existsSync(stampFile) ? Number(readFileSync(stampFile, 'utf8')) : 0;
  return newestInput() > built;
}

/**
 * Builds dist/ where it is stale, on the given Node; two launchers at once build once. What the build says goes to
 * stderr. Gives the exit code of the build, 0 where there was nothing to do.
 * @param {string} node
 * @returns {Promise<number>}
 */
export async function buildStale(node) {
  if (!isStale()) return 0;
  await takeLock();
  try {
    if (!isStale()) return 0;
    const { status } = spawnSync(node, [join(root, 'electron', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
    return status ?? 1;
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lockFolder);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    await sleep(100);
    // A build that was killed leaves its lock behind.
    const age = existsSync(lockFolder) ? Date.now() - statSync(lockFolder).mtimeMs : 0;
    if (age > lockEndsAfterMs) rmSync(lockFolder, { recursive: true, force: true });
  }
}
