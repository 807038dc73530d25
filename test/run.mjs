// `npm test`: everything, in the order in which a mistake is cheapest to see. Last line: N passed, N failed, N skipped.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`npm test needs Node 22.18 or newer, or npm 11 (which brings its own); this is ${process.version}`);
  process.exit(1);
}

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'lvt-test-'));
const isWindows = process.platform === 'win32';
const totals = { passed: 0, failed: 0, skipped: 0 };

const browser = findBrowser();
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  ...(browser && { CHROMIUM: browser }),
};

await Promise.all([
  checks([['lint', 'eslint', ['.', '--max-warnings', '0']]]),
  checks([
    ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
    ['types: server', 'tsc', ['-p', 'server']],
    ['types: renderer', 'tsc', ['-p', 'renderer']],
    ['types: electron', 'tsc', ['-p', 'electron']],
    ['types: test', 'tsc', ['-p', 'test']],
    [
      'import rules',
      'depcruise',
      ['server', 'renderer', 'electron', 'test', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
    ],
    ['dead code', 'knip', []],
  ]),
]);
await checks([['build', 'node', ['electron/build.mjs']]]);
await suite(
  'unit and integration',
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(scratch, 'vitest.json')}`],
  () => readVitest('vitest.json'),
);
if (browser) await suite('end to end', 'playwright', ['test', '--reporter=line,json'], readPlaywright);
else {
  console.log('\nSKIPPED: end to end: no Chromium here and none could be installed; set CHROMIUM=/path/to/chromium');
  totals.skipped += 1;
}

// The windows wait for clocks more than they compute.
await Promise.all([desktop(), packaging()]);

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function desktop() {
  if (browser || existsSync(join(root, 'node_modules', 'electron', 'path.txt'))) {
    await suite('desktop', 'vitest', ownSuite('test/desktop', 'desktop.json'), () => readVitest('desktop.json'));
    return;
  }
  console.log('\nSKIPPED: desktop: neither Electron nor a Chromium for its double is here');
  totals.skipped += 1;
}

async function packaging() {
  if (process.platform === 'linux') {
    const args = ownSuite('test/desktop/packaging', 'packaging.json');
    await suite('packaging', 'vitest', args, () => readVitest('packaging.json'));
    return;
  }
  console.log('\nSKIPPED: packaging: what the installers hold is looked at on Linux, for Windows too');
  totals.skipped += 1;
}

/** A suite with settings of its own in `folder`. */
function ownSuite(folder, report) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(scratch, report)}`];
  return ['run', '--config', `${folder}/vitest.config.ts`, ...reporters];
}

/** One after the other; each counts as one test, and says what it said when it is done: others run beside it. */
async function checks(list) {
  for (const [title, command, args] of list) {
    const code = await run(title, command, args, 'pipe');
    totals[code === 0 ? 'passed' : 'failed'] += 1;
  }
}

/** A suite brings its own counts; one that ends badly without naming a failed test counts as one. */
async function suite(title, command, args, read) {
  console.log(`\n== ${title}`);
  const code = await run(title, command, args, 'inherit');
  const counts = read();
  totals.passed += counts.passed;
  totals.skipped += counts.skipped;
  totals.failed += code === 0 ? counts.failed : Math.max(counts.failed, 1);
}

/** The exit code; 1 where it could not be started or was ended by a signal. */
function run(title, command, args, output) {
  const start = performance.now();
  const reports = { PLAYWRIGHT_JSON_OUTPUT_FILE: join(scratch, 'playwright.json') };
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...environment, ...reports },
    shell: isWindows,
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => console.error(`${command}: ${message}`));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${title} (${seconds} s)`);
      resolve(code ?? 1);
    });
  });
}

function readVitest(name) {
  const report = readReport(name);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function readPlaywright() {
  const stats = readReport('playwright.json')?.stats;
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
}

function readReport(name) {
  const path = join(scratch, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** CHROMIUM, else one on the path, else Playwright's own, else whatever can be installed here; else nothing. */
function findBrowser() {
  const known = knownBrowser();
  if (known) return known;
  console.log('No Chromium found: installing one for the browser tests');
  if (process.getuid?.() === 0 && which('apt-get')) {
    spawnSync('sh', ['-c', 'apt-get update -qq && apt-get install -y -qq chromium'], { stdio: 'inherit' });
  } else spawnSync(join(bin, 'playwright'), ['install', 'chromium'], { stdio: 'inherit', shell: isWindows });
  return knownBrowser();
}

function knownBrowser() {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  return ['chromium', 'chromium-browser', 'google-chrome'].map(which).find(Boolean) ?? playwrightBrowser();
}

function playwrightBrowser() {
  const asked = spawnSync(
    process.execPath,
    ['-e', "import('playwright').then(({ chromium }) => console.log(chromium.executablePath()))"],
    { cwd: root, encoding: 'utf8' },
  );
  const path = asked.stdout?.trim();
  return path && existsSync(path) ? path : undefined;
}

function which(name) {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find((path) => existsSync(path));
}
