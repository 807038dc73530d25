import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCenter, originOf, pageAt, until } from './desk.ts';
import { type Desk, runningOn } from './launch.ts';

/** What the double promises of Electron. On real Electron a failure here is a fault of the double. */
const center = aCenter();
let desk: Desk;
let origin: string;

beforeAll(async () => {
  console.log(`running on: ${await versionOf()}`);
  origin = await originOf(desk);
  await pageAt(desk, '/admin');
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

async function versionOf(): Promise<string> {
  desk = await center.start();
  const version = await desk.evaluate(() => process.versions.electron);
  return runningOn === 'double' ? `double (${version})` : `electron ${version}`;
}

/** A script that `utilityProcess` can run. */
function script(name: string, text: string): string {
  const path = join(center.home, name);
  writeFileSync(path, text);
  return path;
}

describe('windows', () => {
  it('answer window.open with null where the handler says deny, and make no window', async () => {
    const page = await pageAt(desk, '/admin');
    const count = () => desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await count();
    expect(await page.evaluate(() => window.open(`${location.origin}/`))).toBe(null);
    expect(await count()).toBe(before);
  });

  it('stay where `close` was prevented, and tell `closed` once they are gone', async () => {
    const told = await desk.evaluate(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      const events: string[] = [];
      let mayClose = false;
      window.on('close', (event) => {
        events.push('close');
        if (!mayClose) event.preventDefault();
      });
      window.close();
      const isThere = !window.isDestroyed();
      mayClose = true;
      return new Promise<unknown>((resolve) => {
        window.on('closed', () => resolve({ events: [...events, 'closed'], isThere }));
        window.close();
      });
    });
    expect(told).toEqual({ events: ['close', 'close', 'closed'], isThere: true });
  });

  it('refuse to load what does not answer, with its code', async () => {
    const told = await desk.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      const failed: unknown[] = [];
      window.webContents.on('did-fail-load', (_event, _code, description) => failed.push(description));
      const code = await window.loadURL('http://127.0.0.1:9/').then(
        () => 'loaded',
        (error: unknown) => (error as { code?: string }).code,
      );
      window.destroy();
      return { code, failed };
    });
    expect(told).toMatchObject({ code: expect.stringMatching(/^ERR_/) as unknown });
    expect(told.failed).toHaveLength(1);
  });

  it('tell main of each page that is asked for, and go nowhere that it prevents', async () => {
    const page = await pageAt(desk, '/admin');
    await desk.evaluate(({ BrowserWindow }) => {
      const asked: string[] = [];
      Reflect.set(globalThis, 'asked', asked);
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        webContents.on('will-navigate', ({ url, defaultPrevented }) => asked.push(`${url} ${defaultPrevented}`));
      }
    });
    const here = page.url();
    await page.evaluate(() => {
      location.href = 'http://localhost:9/';
    });
    const asked = () => desk.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
    await until('the question', async () => (await asked()).length > 0);
    expect(await asked()).toEqual(['http://localhost:9/ true']);
    expect(page.url()).toBe(here);
  });
});

describe('processes', () => {
  it('speak both ways, and tell spawn before messages and exit last, with the code they end with', async () => {
    const echo = script(
      'echo.mjs',
      'process.parentPort.on("message", ({ data }) => { process.parentPort.postMessage({ heard: data }); if (data === "end") setTimeout(() => process.exit(3), 50); });',
    );
    const told = await desk.evaluate(({ utilityProcess }, path) => {
      const child = utilityProcess.fork(path, ['a']);
      const events: unknown[] = [];
      child.on('spawn', () => {
        events.push('spawn');
        child.postMessage('hello');
        child.postMessage('end');
      });
      child.on('message', (message) => events.push(message));
      return new Promise<unknown[]>((resolve) => {
        child.once('exit', (code) => resolve([...events, code]));
      });
    }, echo);
    expect(told).toEqual(['spawn', { heard: 'hello' }, { heard: 'end' }, 3]);
  });

  it('end when they are killed after they began, and are gone for whoever kills them again', async () => {
    const idle = script('idle.mjs', 'process.parentPort.on("message", () => undefined);');
    const told = await desk.evaluate(({ utilityProcess }, path) => {
      const child = utilityProcess.fork(path);
      return new Promise<unknown>((resolve) => {
        let killed: boolean;
        child.once('spawn', () => {
          killed = child.kill();
        });
        child.once('exit', () => setTimeout(() => resolve({ killed, again: child.kill(), pid: child.pid ?? null }), 0));
      });
    }, idle);
    expect(told).toEqual({ killed: true, again: false, pid: null });
  });
});

describe('the program', () => {
  it('hands the words of a second start to the first, which goes on', async () => {
    await desk.evaluate(({ app }) => {
      app.on('second-instance', (_event, argv, folder, given) =>
        Reflect.set(globalThis, 'second', { argv, folder, given }),
      );
    });
    const second = await center.start('--hidden', '--port', '7');
    expect(await second.exited).toBe(0);
    type Second = { argv: string[]; folder: string; given: { port: string; hidden: boolean; data: string } };
    const heard = await until('its words', () =>
      desk.evaluate(() => Reflect.get(globalThis, 'second') as Second | undefined),
    );
    expect(heard.argv).toEqual(expect.arrayContaining(['--data', center.folder, '--hidden']));
    expect(heard.folder).toBe(process.cwd());
    expect(heard.given).toMatchObject({ port: '7', hidden: true, data: center.folder });
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    await second.stop();
  });

  it('has no member of which nobody knows what it does', async () => {
    // Electron answers undefined; the double names what it lacks, so that no test passes by an accident.
    const look = desk.evaluate(({ app }) => String(Reflect.get(app, 'noSuchMember')));
    if (runningOn === 'electron') expect(await look).toBe('undefined');
    else await expect(look).rejects.toThrow('electron double has no app.noSuchMember');
  });

  it('ends in order: before-quit, close of each window, will-quit, quit; the first three may say no', async () => {
    const note = join(center.home, 'end.txt');
    await desk.evaluate(({ app, BrowserWindow }, path) => {
      const { appendFileSync } = process.getBuiltinModule('node:fs');
      const tell = (name: string) => () => appendFileSync(path, `${name}\n`);
      for (const name of ['before-quit', 'will-quit', 'quit'] as const) app.on(name as 'quit', tell(name));
      const [window] = BrowserWindow.getAllWindows();
      window?.on('close', tell('close'));
      let refusals = 0;
      window?.on('close', (event) => {
        refusals += 1;
        if (refusals === 1) event.preventDefault();
      });
      app.quit();
    }, note);
    // The server is stopped first, so the program asks once more by itself; the window says no, and then no more.
    const told = () => readFileSync(note, 'utf8').trim().split('\n');
    await until('the refused end', () => told().includes('close'));
    await desk.evaluate(({ app }) => app.quit()).catch(() => undefined);
    expect(await desk.exited).toBe(0);
    expect(told().slice(0, 3)).toEqual(['before-quit', 'before-quit', 'close']);
    expect(told().slice(3)).toEqual(['before-quit', 'close', 'will-quit', 'quit']);
  });
});
