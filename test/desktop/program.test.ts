import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCenter, clickMenu, openPanel, originOf, pageAt, serverPid, until, windowsOf } from './desk.ts';
import { type Desk, runningOn } from './launch.ts';

const center = aCenter();
let desk: Desk;
let panel: Page;

beforeAll(async () => {
  console.log(`running on: ${runningOn}`);
  desk = await center.start();
  panel = await openPanel(desk);
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

describe('the desktop program', () => {
  it('makes the demo center in its folder and shows its panel, with no way from the page into main', async () => {
    expect(existsSync(join(center.folder, 'cert.config.json'))).toBe(true);
    expect(panel.url()).toContain(`${await originOf(desk)}/admin`);
    const names = ['desktop', 'require', 'process', 'ipcRenderer', '__toMain', '__open'];
    expect(await panel.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([]);
  });

  it('keeps to its own server: another site, a new window and the camera are refused', async () => {
    const here = panel.url();
    expect(await panel.evaluate(() => window.open('http://127.0.0.1:9/'))).toBe(null);
    await panel.evaluate(() => {
      location.href = 'http://127.0.0.1:9/';
    });
    expect(await panel.evaluate(() => navigator.permissions.query({ name: 'camera' }).then(({ state }) => state))).toBe(
      'denied',
    );
    expect(panel.url()).toBe(here);
    expect(await windowsOf(desk)).toBe(1);
  });

  it('brings back a server that was killed, says so meanwhile, and keeps what was typed', async () => {
    await panel.goto(`${await originOf(desk)}/admin/students`);
    const field = panel.getByRole('search').getByRole('textbox');
    await field.fill('Nguyễn Thị Đào');
    const before = await serverPid(desk, center.folder);
    await desk.evaluate(({ app }) => {
      app.on('browser-window-created', () => Reflect.set(globalThis, 'wasCovered', true));
    });
    process.kill(before, 'SIGKILL');
    await until('a new server', async () => (await serverPid(desk, center.folder)) !== before);
    await until('no cover', async () => (await windowsOf(desk)) === 1);
    expect(await desk.evaluate(() => Reflect.get(globalThis, 'wasCovered') as unknown)).toBe(true);
    expect(await field.inputValue()).toBe('Nguyễn Thị Đào');
  });

  it('says why a server does not come back, and starts it again when told to', async () => {
    const config = join(center.folder, 'cert.config.json');
    renameSync(config, `${config}.away`);
    process.kill(await serverPid(desk, center.folder), 'SIGKILL');
    const cover = await pageAt(desk, 'local.html');
    await cover.getByRole('heading', { name: 'Máy chủ chưa chạy lại được' }).waitFor();
    expect(await cover.locator('.problem').innerText()).toContain(center.folder);
    await cover.getByRole('button', { name: 'Mở thư mục nhật ký' }).click();
    await cover.getByRole('button', { name: 'Chép thông tin cho kỹ thuật' }).click();
    await until('the copy', () =>
      desk.evaluate(async ({ clipboard }) => (await clipboard.readText()).includes('exited')),
    );
    renameSync(`${config}.away`, config);
    await cover.getByRole('button', { name: 'Chạy lại' }).click();
    await until('no cover', async () => (await windowsOf(desk)) === 1);
    expect((await fetch(`${await originOf(desk)}/health`)).status).toBe(200);
  });

  it('is one program per folder: a second start ends at once and brings the first to the front', async () => {
    await desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const second = await center.start();
    expect(await second.exited).toBe(0);
    const isUp = () => desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false);
    await until('the window is up', isUp);
    await second.stop();
  });

  it('remembers where its window stood', async () => {
    const place = { x: 60, y: 40, width: 900, height: 700 };
    await desk.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
    await clickMenu(desk, 'quit').catch(() => undefined);
    expect(await desk.exited).toBe(0);
    await desk.stop();
    desk = await center.start();
    await openPanel(desk);
    expect(await desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(place);
  });

  it('is ended from outside by a second start with --quit, the server first', async () => {
    const pid = await serverPid(desk, center.folder);
    const second = await center.start('--quit');
    expect(await second.exited).toBe(0);
    expect(await desk.exited).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow();
    await second.stop();
    const note = readFileSync(join(center.folder, 'data', 'instance.owner.json'), 'utf8');
    expect(JSON.parse(note)).toMatchObject({ seen: 0 });
  });
});
