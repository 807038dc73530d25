// Builds dist/: the server, the command line and the desktop shell with esbuild, the pages with Vite. Runs on Node 22.18 or newer.
import { build as bundle } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';
import { build as buildPages } from 'vite';
import { newestInput } from './build-stale.mjs';
import { createLicences } from './licences.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const fresh = join(root, `dist.part-${process.pid}`);
const licences = createLicences(root);

// Taken before the build: a file changed meanwhile makes dist stale again.
const stamp = newestInput();
try {
  await bundleServer();
  await bundlePages();
  packPages();
  await bundleVerifier();
  await bundleShell();
  writeFileSync(join(fresh, 'licences.txt'), licences.text());
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
    plugins: [licences.ofEsbuild()],
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
    plugins: [licences.ofVite()],
    worker: { plugins: () => [licences.ofVite()] },
    logLevel: 'warn',
  });
}

/** A packed copy beside each asset that shrinks: the server keeps that one in memory and sends it as it is. */
function packPages() {
  for (const path of globSync(join(fresh, 'renderer', '*.{js,mjs,css,json,svg,wasm}'))) {
    const plain = readFileSync(path);
    if (plain.length >= 1024) writeFileSync(`${path}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
  }
}

/** The page that verifies an exported log, as one file that needs no network and is allowed none. */
async function bundleVerifier() {
  const page = await bundlePage('verifier', /^verifier\./, '');
  writeFileSync(join(fresh, 'server', 'audit-verifier.html'), page);
}

/** Electron's side: main, the preload, and the page that is shown while no server answers. */
async function bundleShell() {
  const common = {
    absWorkingDir: root,
    outdir: join(fresh, 'electron'),
    bundle: true,
    target: 'node22.18',
    external: ['electron'],
    minify: true,
    keepNames: true,
    logLevel: /** @type {const} */ ('warning'),
  };
  await bundle({
    ...common,
    entryPoints: [{ in: 'electron/main.ts', out: 'main' }],
    platform: 'node',
    format: 'esm',
    plugins: [licences.ofEsbuild(), { name: 'own-texts', setup: (build) => keepOwnTexts(build, /^desktop\./) }],
  });
  await bundle({
    ...common,
    entryPoints: [{ in: 'electron/preload.cts', out: 'preload' }],
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  writeFileSync(join(fresh, 'electron', 'local.html'), await bundlePage('local', /^desktop\./, '; font-src data:'));
}

/**
 * A folder of renderer/ as one file: its script and its style, fonts included, inside.
 * @param {string} name
 * @param {RegExp} texts
 * @param {string} allowed beside script and style
 */
async function bundlePage(name, texts, allowed) {
  const folder = join(root, 'renderer', name);
  const built = await bundle({
    entryPoints: [join(folder, 'main.ts'), join(folder, 'page.css')],
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox114', 'safari16.4'],
    loader: { '.woff2': 'dataurl' },
    plugins: [licences.ofEsbuild(), { name: 'own-texts', setup: (build) => keepOwnTexts(build, texts) }],
    logLevel: 'warning',
  });
  const partOf = (/** @type {string} */ ending) =>
    built.outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
  const [script, style] = [partOf('main.js').replaceAll('</script', '<\\/script'), partOf('page.css')];
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}${allowed}`;
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" /><style>${style}</style>`;
  return readFileSync(join(folder, 'page.html'), 'utf8')
    .replace('</head>', () => `${head}</head>`)
    .replace('</body>', () => `<script>${script}</script></body>`);
}

/** @param {string} text */
function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * @param {import('esbuild').PluginBuild} build
 * @param {RegExp} own
 */
function keepOwnTexts(build, own) {
  build.onLoad({ filter: /locales[\\/]\w+\.json$/ }, ({ path }) => {
    const texts = Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([key]) => own.test(key));
    return { contents: JSON.stringify(Object.fromEntries(texts)), loader: 'json' };
  });
}
