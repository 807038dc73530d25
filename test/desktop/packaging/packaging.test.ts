import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exitOf, portOf } from '../../support/run-server.ts';
import { filesBelow, pack, runtimePackages } from './package-folder.ts';
import { makeLinuxDist, makeWindowsDist } from './stand-in-dist.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lvt-packaging-'));
const targets = [
  {
    system: 'linux',
    make: makeLinuxDist,
    program: 'luonvuituoi-cert',
    native: `linux-${process.arch}`,
    magic: '\x7fELF',
  },
  {
    system: 'win',
    make: makeWindowsDist,
    program: 'LUONVUITUOI-CERT.exe',
    native: `win32-${process.arch}`,
    magic: 'MZ',
  },
] as const;
const [linux] = targets;
/** Off in the state that the wire has it in: '0'. */
const [off, on] = [0x30, 0x31];
const budgetBytes = 25 * 1024 * 1024;

const allowed = [
  /^package\.json$/,
  /^dist\/electron\/(main\.js|preload\.cjs|local\.html)$/,
  /^dist\/server\/[\w.-]+\.(js|html)$/,
  /^dist\/renderer\/([\w-]+\/)*[\w.-]+\.(html|m?js|css|svg|wasm|woff2|png|webp)(\.gz)?$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/([\w-]+\/)?[\w-]+\.js)$/,
  /^node_modules\/better-sqlite3\/prebuilds\/[\w-]+\.node$/,
];

const placeOf = (system: string) => {
  const folder = join(scratch, 'out', `${system}-${process.arch === 'x64' ? '' : `${process.arch}-`}unpacked`);
  return { folder, resources: join(folder, 'resources'), asar: join(folder, 'resources', 'app.asar') };
};

let own: string[] = [];

beforeAll(async () => {
  const packed = targets.map(({ system, make }) => pack(system, make(join(scratch, system)), join(scratch, 'out')));
  own = (await runtimePackages()).sort();
  await Promise.all(packed);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(targets)('the package for $system', ({ system, program, native, magic }) => {
  const { folder, resources, asar } = placeOf(system);
  const inside = () => {
    const below = new Set(listPackage(asar, { isPack: false }).map((path) => path.slice(1).replaceAll('\\', '/')));
    const isFolder = (path: string) => [...below].some((other) => other.startsWith(`${path}/`));
    return [...below].filter((path) => !isFolder(path));
  };

  it('holds what the program needs and nothing of the sources, tests or maps', () => {
    const files = inside();
    expect(files.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(files).toContain('dist/electron/main.js');
    expect(files).toContain('dist/server/main.js');
    expect(files).toContain('dist/server/audit-verifier.html');
    expect(files).toContain('dist/renderer/kiosk.html');
  });

  it('has the packages that npm counts as the program’s own', () => {
    const packages = inside().map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
    expect([...new Set(packages)].filter(Boolean).sort()).toEqual(own);
  });

  it('has one native file, of its own system, outside the archive', () => {
    const natives = filesBelow(folder).filter(({ path }) => path.endsWith('.node'));
    const place = `resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/${native}.node`;
    expect(natives.map(({ path }) => path)).toEqual([place]);
    expect(readFileSync(join(folder, place)).subarray(0, magic.length).toString('latin1')).toBe(magic);
    expect(inside().filter((path) => path.endsWith('.node'))).toHaveLength(1);
  });

  it('brings along the demo center with its fonts, the services and the licences as plain files', () => {
    const files = filesBelow(resources).map(({ path }) => path);
    for (const path of [
      'demo/cert.config.json',
      'demo/templates/so-khao.pdf',
      'demo/assets/fonts/NotoSerif-Regular.ttf',
      'demo/assets/fonts/OFL.txt',
      'service/luonvuituoi-cert@.service',
      'licences/LICENSE.txt',
      'licences/third-party.txt',
    ]) {
      expect(files).toContain(path);
    }
    const licences = readFileSync(join(resources, 'licences', 'third-party.txt'), 'utf8');
    for (const name of ['better-sqlite3', 'express', 'react', 'zxing-wasm']) expect(licences).toContain(`\n${name} `);
  });

  it('is portable on Windows by a file beside the program', () => {
    const beside = filesBelow(folder).filter(({ path }) => path === 'portable.txt');
    expect(beside).toHaveLength(system === 'win' ? 1 : 0);
  });

  it('keeps the two languages that the program speaks, and is at most 25 MiB without Electron', () => {
    const files = filesBelow(folder);
    const locales = files.filter(({ path }) => path.startsWith('locales/')).map(({ path }) => path);
    expect(locales.sort()).toEqual(['locales/en-US.pak', 'locales/vi.pak']);
    const ours = files.filter(({ path }) => path.startsWith('resources/')).reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`${system}: ${(ours / 2 ** 20).toFixed(1)} MiB in ${inside().length} files`);
    expect(ours).toBeLessThan(budgetBytes);
  });

  it('runs no script but its own: the fuses are as they should be', async () => {
    const wire = await getCurrentFuseWire(join(folder, program));
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
    });
  });
});

it('starts the packed server and makes the demo center from the files beside the archive', async () => {
  const { resources, asar } = placeOf(linux.system);
  // Where the archive lies, so that what stands beside it is found as in the program.
  const app = join(resources, 'app');
  extractAll(asar, app);
  onTestFinished(() => rmSync(app, { recursive: true }));

  const data = join(scratch, 'center');
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['dist/server/main.js', '--data', data, '--port', '0', '--demo'], {
    cwd: app,
    env: { PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const origin = `http://127.0.0.1:${await portOf(child)}`;
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  expect(await (await fetch(`${origin}/`)).text()).toContain('<html');
  child.kill('SIGTERM');
  expect(await exitOf(child)).toBe(0);
});
