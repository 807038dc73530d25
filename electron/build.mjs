// Builds dist/: the server and the command line with esbuild, the pages with Vite. Runs on Node 22.18 or newer.
import { build as bundle } from 'esbuild';
import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as buildPages } from 'vite';
import { newestInput } from './build-stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const fresh = join(root, `dist.part-${process.pid}`);

// Taken before the build: a file changed meanwhile makes dist stale again.
const stamp = newestInput();
try {
  await bundleServer();
  await bundlePages();
  writeFileSync(join(fresh, 'build-stamp'), String(stamp));
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

async function bundleServer() {
  const workers = globSync('server/**/*.worker.ts', { cwd: root });
  await bundle({
    absWorkingDir: root,
    entryPoints: [
      { in: 'server/main.ts', out: 'main' },
      { in: 'server/cli/main.ts', out: 'cli' },
      ...workers.map((path) => ({ in: path, out: basename(path, '.ts') })),
    ],
    outdir: join(fresh, 'server'),
    bundle: true,
    platform: 'node',
    target: 'node22.18',
    format: 'esm',
    splitting: true,
    minify: true,
    // Names stay, so that a stack in the log can be read.
    keepNames: true,
    external: ['better-sqlite3'],
    // Packages in CommonJS call require, which a module does not have of itself.
    banner: {
      js: "import { createRequire as lvtRequire } from 'node:module';const require = lvtRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

async function bundlePages() {
  mkdirSync(join(fresh, 'renderer'), { recursive: true });
  await buildPages({
    root: join(root, 'renderer'),
    configFile: join(root, 'vite.config.ts'),
    build: { outDir: join(fresh, 'renderer'), emptyOutDir: true },
    logLevel: 'warn',
  });
}
