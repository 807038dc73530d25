// Whether an installed program works: it starts, answers, ends when asked, and leaves the data where it is. By HTTP and
// exit codes alone, because no debugger gets into a packaged program.
//
//   node test/desktop/packaged-smoke.mjs --installer FILE       installs silently, looks, removes the program again
//   node test/desktop/packaged-smoke.mjs --installer OLD --then NEW   the same over an upgrade
//   node test/desktop/packaged-smoke.mjs --program FILE         a program that is there
//   node test/desktop/packaged-smoke.mjs --entry dist/server/main.js  its server alone, on this Node
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string' });
const { values: asked } = parseArgs({ options: { installer: text, then: text, program: text, entry: text } });
const patienceMs = 90_000;
const place = placeOf(process.platform);
const data = join(mkdtempSync(join(tmpdir(), 'lvt-smoke-')), 'center');

if (asked.installer) {
  install(resolve(asked.installer));
  await look(place.program, []);
  if (asked.then) {
    const before = identity();
    install(resolve(asked.then));
    await look(place.program, []);
    mustBe(identity() === before, 'the center is another one after the upgrade');
  }
  remove();
  mustBe(!existsSync(place.program), `the program is still at ${place.program}`);
  mustBe(existsSync(join(data, 'data', 'portal.db')), `the data is gone from ${data}`);
} else if (asked.program) await look(resolve(asked.program), []);
else if (asked.entry) await look(process.execPath, [resolve(asked.entry)]);
else throw new Error('name an --installer, a --program or an --entry');
rmSync(data, { recursive: true, force: true });
console.log('smoke: fine');

/**
 * Starts, asks, ends, counts.
 * @param {string} program
 * @param {readonly string[]} entry of a server without the desktop program around it
 */
async function look(program, entry) {
  const port = await freePort();
  const isAlone = entry.length > 0;
  const own = ['--data', data, '--port', String(port), '--demo', ...(isAlone ? [] : ['--hidden'])];
  const child = spawn(program, [...entry, ...own], { stdio: ['ignore', 'inherit', 'inherit'] });
  /** @type {Promise<number | null>} */
  const ended = new Promise((done) => child.once('exit', (code) => done(code)));
  await answers(`http://127.0.0.1:${port}/health`);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  mustBe((await page.text()).includes('<html'), 'the search page does not come');
  if (isAlone) child.kill('SIGTERM');
  else execFileSync(program, ['--data', data, '--quit'], { stdio: 'inherit', timeout: patienceMs });
  const code = await ended;
  mustBe(code === 0, `the program ended with ${code}`);
  mustBe(existsSync(join(data, 'data', 'portal.db')), `there is no center in ${data}`);
  console.log(`smoke: started, answered and ended: ${program}`);
}

/** Silently. @param {string} file */
function install(file) {
  console.log(`smoke: installing ${file}`);
  if (process.platform === 'win32') execFileSync(file, ['/S', '/currentuser'], { stdio: 'inherit' });
  else if (process.platform === 'darwin') {
    const mounted = mkdtempSync(join(tmpdir(), 'lvt-dmg-'));
    execFileSync('hdiutil', ['attach', file, '-nobrowse', '-mountpoint', mounted], { stdio: 'inherit' });
    rmSync(place.folder, { recursive: true, force: true });
    cpSync(join(mounted, 'LUONVUITUOI-CERT.app'), place.folder, { recursive: true, verbatimSymlinks: true });
    execFileSync('hdiutil', ['detach', mounted], { stdio: 'inherit' });
  } else execFileSync('sudo', ['apt-get', 'install', '-y', file], { stdio: 'inherit' });
}

function remove() {
  // Behind _?= the uninstaller stays where it is, so that its end can be waited for.
  if (process.platform === 'win32') execFileSync(place.remover, ['/S', `_?=${place.folder}`], { stdio: 'inherit' });
  else if (process.platform === 'darwin') rmSync(place.folder, { recursive: true });
  else execFileSync('sudo', ['apt-get', 'remove', '-y', 'luonvuituoi-cert-desktop'], { stdio: 'inherit' });
}

/** @param {NodeJS.Platform} platform */
function placeOf(platform) {
  if (platform === 'win32') {
    const folder = join(process.env.LOCALAPPDATA ?? homedir(), 'Programs', 'LUONVUITUOI-CERT');
    const remover = join(folder, 'Uninstall LUONVUITUOI-CERT.exe');
    return { folder, remover, program: join(folder, 'LUONVUITUOI-CERT.exe') };
  }
  if (platform === 'darwin') {
    const folder = '/Applications/LUONVUITUOI-CERT.app';
    return { folder, remover: '', program: join(folder, 'Contents', 'MacOS', 'LUONVUITUOI-CERT') };
  }
  return { folder: '/opt/LUONVUITUOI-CERT', remover: '', program: '/opt/LUONVUITUOI-CERT/luonvuituoi-cert' };
}

/** What stays the same for as long as it is the same center: its signing key. */
function identity() {
  return createHash('sha256')
    .update(readFileSync(join(data, 'public_key.pem')))
    .digest('hex');
}

/** @param {string} url */
async function answers(url) {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Nothing listens yet.
    }
    mustBe(Date.now() < until, `nothing answers at ${url}`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

/** @returns {Promise<number>} */
function freePort() {
  const server = createServer();
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {boolean} isTrue
 * @param {string} otherwise
 */
function mustBe(isTrue, otherwise) {
  if (isTrue) return;
  console.error(`smoke: ${otherwise}`);
  process.exit(1);
}
