import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../e2e/support/panel-visit.ts';
import { aCenter, clickMenu, openPanel, originOf, sessionOf, until, windowsOf } from './desk.ts';
import { type Desk, launch, runningOn } from './launch.ts';

const center = aCenter();
let desk: Desk;
let origin: string;
let panel: Page;

beforeAll(async () => {
  desk = await center.start();
  origin = await originOf(desk);
  panel = await openPanel(desk);
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

const permissionOf = (page: Page, name: string) =>
  page.evaluate((asked) => navigator.permissions.query({ name: asked as 'camera' }).then(({ state }) => state), name);

/** Makes a file in the page and hands it to the person, as the panel's exports do. */
async function save(page: Page, name: string): Promise<void> {
  await page.evaluate((fileName) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['nội dung']));
    link.download = fileName;
    document.body.append(link);
    link.click();
    link.remove();
  }, name);
}

/** The person's answer to the next dialog for saving; null closes it. What was asked stands in `asked`. */
async function answerSave(path: string | null): Promise<void> {
  await desk.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      Reflect.set(globalThis, 'asked', args.at(-1));
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
    };
  }, path);
}
const asked = () => desk.evaluate(() => Reflect.get(globalThis, 'asked') as { defaultPath: string } | undefined);

describe('what guards the pages', () => {
  it('makes safe windows alone, which nobody looks into', async () => {
    const seen = await desk.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.openDevTools();
      return window?.webContents.isDevToolsOpened();
    });
    expect(seen).toBe(false);
  });

  it('takes no switch that opens the pages to others, once installed', async () => {
    if (runningOn !== 'double') return;
    const args = ['--remote-debugging-port=9', '--ignore-certificate-errors', '--hidden'];
    const home = join(center.home, 'other');
    const env = { HOME: home, XDG_CONFIG_HOME: home, DOUBLE_PACKAGED: '1' };
    const installed = await launch({ args: ['--data', join(home, 'center'), '--demo', ...args], env });
    const left = await installed.evaluate(({ app }) =>
      ['remote-debugging-port', 'ignore-certificate-errors', 'hidden'].filter((name) =>
        app.commandLine.hasSwitch(name),
      ),
    );
    expect(left).toEqual(['hidden']);
    await installed.stop();
  });

  it('goes to no other server and to no file', async () => {
    const here = panel.url();
    await panel.evaluate(() => {
      location.href = 'http://localhost:9/';
    });
    await panel.evaluate(() => {
      location.href = 'file:///etc/hostname';
    });
    expect(panel.url()).toBe(here);
  });

  it('opens a link of the list in the own browser, no other, and never a window', async () => {
    await desk.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, 'opened', opened);
      shell.openExternal = (url: string) => Promise.resolve(void opened.push(url));
    });
    await panel.evaluate(() => {
      window.open('https://github.com/x');
      window.open('https://evil.example/');
      window.open(`${location.origin}/admin`);
      window.open('file:///etc/passwd');
    });
    const opened = () => desk.evaluate(() => Reflect.get(globalThis, 'opened') as string[]);
    await until('the link', async () => (await opened()).length > 0);
    expect(await opened()).toEqual(['https://github.com/x']);
    expect(await windowsOf(desk)).toBe(1);
  });

  it('hears no word of a window that it is not for', async () => {
    await desk.evaluate(({ BrowserWindow, ipcMain }) => {
      const [window] = BrowserWindow.getAllWindows();
      const frame = { url: window?.webContents.getURL(), parent: null };
      ipcMain.emit('kiosk:leave', { sender: window?.webContents, senderFrame: frame });
    });
    expect(await windowsOf(desk)).toBe(1);
  });

  it('lets a file leave by its own dialog alone, to where the person says', async () => {
    const target = join(center.home, 'danh sách.csv');
    await answerSave(target);
    await save(panel, 'xuất.csv');
    await until('the file', () => existsSync(target));
    expect(readFileSync(target, 'utf8')).toBe('nội dung');
    expect((await asked())?.defaultPath).toMatch(/xuất\.csv$/);
    await answerSave(null);
    await save(panel, 'không lưu.csv');
    await until('the dialog', async () => (await asked())?.defaultPath.endsWith('không lưu.csv'));
    const own = await desk.evaluate(({ app }) => app.getPath('userData'));
    await until('nothing is left', () => readdirSync(join(own, 'downloads')).length === 0);
  });

  it('gives the camera to the page of the checker alone, and no microphone to any', async () => {
    for (const name of ['camera', 'microphone', 'geolocation', 'notifications']) {
      await until(`no ${name}`, async () => (await permissionOf(panel, name)) === 'denied');
    }
    await panel.goto(`${origin}/certificate-checker`);
    await until('the camera', async () => (await permissionOf(panel, 'camera')) !== 'denied');
    expect(await permissionOf(panel, 'microphone')).toBe('denied');
    await panel.goto(`${origin}/admin`);
  });

  it('leads from the kiosk to no other page, and saves there without a dialog', async () => {
    const token = await sessionOf(origin);
    await until('the PIN', async () => (await post(origin, '/api/admin/pin', { pin: '271828' }, token)).status === 200);
    await until('the kiosk', async () => {
      await clickMenu(desk, 'open-kiosk');
      return true;
    });
    const kiosk = await until('its page', async () => (await desk.pages()).find((page) => page.url() === `${origin}/`));
    for (const path of ['/admin', '/api/portal']) {
      await kiosk.evaluate((to) => {
        location.href = to;
      }, path);
    }
    expect(await kiosk.evaluate(() => location.pathname)).toBe('/');
    await answerSave(null);
    await save(kiosk, 'giấy.pdf');
    const folder = await desk.evaluate(({ app }) => app.getPath('downloads'));
    await until('the file', () => existsSync(join(folder, 'giấy.pdf')));
    await save(kiosk, 'giấy.pdf');
    await until('the second', () => existsSync(join(folder, 'giấy (2).pdf')));
    expect((await asked())?.defaultPath).not.toContain('giấy');
  });
});
