import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findNode, runsTypeScript } from './find-node.mjs';

// The first run may build.
vi.setConfig({ testTimeout: 180_000 });

const root = join(import.meta.dirname, '..');

type Run = {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly told: { out: string; errors: string };
};

function aHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'lvt-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return home;
}

/** A launcher as a person starts it, with a home of its own, no display, no Electron. */
function launch(path: string, args: readonly string[], home: string, more: Readonly<Record<string, string>> = {}): Run {
  const env = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], HOME: home, APPDATA: home, ...more };
  const child = spawn(process.execPath, [join(root, path), ...args], { cwd: home, env });
  const told = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, told };
}

async function urlOf(run: Run): Promise<string> {
  await vi.waitFor(() => expect(run.told.out).toMatch(/http:\S+\n/), { timeout: 150_000, interval: 50 });
  return /http:\S+/.exec(run.told.out)?.[0] ?? '';
}

describe('npm start where no Electron is', () => {
  it('says so in one line, offers to set up the user folder, and ends cleanly when told to, with nothing made', async () => {
    const home = aHome();
    const run = launch('electron/start.mjs', [], home, { ELECTRON_OVERRIDE_DIST_PATH: home });
    const url = await urlOf(run);
    expect(run.told.out).toBe(`Không có cửa sổ desktop (thiếu Electron). Mở cổng trong trình duyệt: ${url}\n`);
    expect(await (await fetch(new URL('/health', url))).json()).toEqual({ ok: true });
    const asked = await (await fetch(new URL('/api/setup', url))).json();
    expect(asked).toMatchObject({ step: 'center', problem: null });
    const center = join(home, '.config', 'LUONVUITUOI-CERT', 'center');
    if (process.platform === 'linux') expect(asked).toMatchObject({ place: center });
    expect(existsSync(center)).toBe(false);
    run.child.kill('SIGTERM');
    if (process.platform !== 'win32') expect(await run.ended).toBe(0);
    await expect(fetch(new URL('/health', url))).rejects.toThrow();
  });

  it('speaks English to an English system, and goes to the browser at once with --browser', async () => {
    const home = aHome();
    const run = launch('electron/start.mjs', ['--browser', '--port', '0'], home, { LANG: 'en_US.UTF-8' });
    const url = await urlOf(run);
    expect(run.told.out).toBe(`Open the portal in the browser: ${url}\n`);
  });

  it('ends with 1 where Electron is required', async () => {
    const home = aHome();
    const run = launch('electron/start.mjs', [], home, { ELECTRON_OVERRIDE_DIST_PATH: home, LVT_ELECTRON: 'require' });
    expect(await run.ended).toBe(1);
    expect(run.told.errors).toContain('LVT_ELECTRON');
    expect(existsSync(join(home, '.config'))).toBe(false);
  });
});

describe('npm run serve', () => {
  it('prints the ready line and nothing else on stdout, on a free port', async () => {
    const home = aHome();
    const run = launch('electron/serve.mjs', ['--demo', '--data', 'center', '--port', '0'], home);
    const url = await urlOf(run);
    expect(run.told.out).toBe(`ready ${url}\n`);
    expect(existsSync(join(home, 'center', 'cert.config.json'))).toBe(true);
  });

  it('ends with 1 where there is no center, and makes nothing', async () => {
    const home = aHome();
    const run = launch('electron/serve.mjs', ['--data', 'none', '--port', '0'], home);
    expect(await run.ended).toBe(1);
    expect(run.told.errors).toContain('config file not found');
    expect(existsSync(join(home, 'none'))).toBe(false);
  });

  it('ends with 3 where the folder is open elsewhere, with 4 where the port is taken, with 2 for a wrong argument', async () => {
    const home = aHome();
    const first = launch('electron/serve.mjs', ['--demo', '--data', 'center', '--port', '0'], home);
    const { port } = new URL(await urlOf(first));
    const second = launch('electron/serve.mjs', ['--data', 'center', '--port', '0'], home);
    expect(await second.ended).toBe(3);
    const third = launch('electron/serve.mjs', ['--demo', '--data', 'other', '--port', port], home);
    expect(await third.ended).toBe(4);
    expect(await launch('electron/serve.mjs', ['--port', 'x'], home).ended).toBe(2);
  });
});

describe('lvt-cert, as npm installs it', () => {
  it('runs the built command line and gives its exit code', async () => {
    const version = launch('server/cli/lvt-cert.mjs', ['--version'], aHome());
    expect(await version.ended).toBe(0);
    expect(version.told.out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await launch('server/cli/lvt-cert.mjs', ['frob'], aHome()).ended).toBe(2);
  });

  it('serves a center by `dev`, until it is told to stop', async () => {
    const home = aHome();
    const run = launch('server/cli/lvt-cert.mjs', ['dev', '--demo', '--root', 'center', '--port', '0'], home);
    const url = await urlOf(run);
    expect(await (await fetch(new URL('/health', url))).json()).toEqual({ ok: true });
    run.child.kill('SIGTERM');
    if (process.platform !== 'win32') expect(await run.ended).toBe(0);
  });
});

describe('findNode', () => {
  it.each([
    ['20.20.2', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['23.5.0', false],
    ['23.6.0', true],
    ['24.0.0', true],
  ])('takes %s for one that runs TypeScript: %s', (version, expected) => {
    expect(runsTypeScript(version)).toBe(expected);
  });

  it('finds none where there is no package of it and the running one is too old', () => {
    const home = aHome();
    expect(findNode(home, { version: '20.20.2', path: '/usr/bin/node' })).toBeNull();
    expect(findNode(home, { version: '22.18.0', path: '/usr/bin/node' })).toBe('/usr/bin/node');
  });
});
