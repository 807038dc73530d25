import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as desks from './desk.ts';
import { type Desk, launch } from './launch.ts';

const { choose, clickMenu, closePage, hearBoxes, nextBox, pageAt, until } = desks;
const center = desks.aCenter();
let desk: Desk;
let panel: Page;

beforeAll(async () => {
  desk = await center.start();
  panel = await desks.openPanel(desk);
  await hearBoxes(desk);
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

const local = async (title: string) => {
  const page = await pageAt(desk, 'local.html');
  await page.getByRole('heading', { name: title }).waitFor();
  return page;
};
const copied = () => desk.evaluate(({ clipboard }) => clipboard.readText());
const isEnabled = (id: string) =>
  desk.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id);

describe("the program's menu", () => {
  it('takes a list chosen in a dialog to the import page, once', async () => {
    const list = join(center.home, 'Danh sách lớp 12.csv');
    writeFileSync(list, 'SBD,Họ và tên,Ngày sinh\nM01,Nguyễn Thị Đào,02/01/2010\n');
    await choose(desk, list);
    await clickMenu(desk, 'import-list');
    await panel.getByText('Danh sách lớp 12.csv').first().waitFor();
    await panel.waitForURL(/import\?import=/);
  });

  it('says what is wrong with a folder that holds no center, and with a new one that is not empty', async () => {
    await choose(desk, center.home);
    await clickMenu(desk, 'open-center');
    expect(await nextBox(desk)).toBe('Không có trung tâm nào trong thư mục này');
    await clickMenu(desk, 'new-center');
    expect(await nextBox(desk)).toBe('Thư mục này đã có tệp khác');
  });

  it('makes a new center in an empty folder beside this one, and remembers each by its name', async () => {
    const folder = join(center.home, 'second');
    mkdirSync(folder);
    await choose(desk, folder);
    await clickMenu(desk, 'new-center');
    const lock = join(folder, 'data', 'instance.owner.json');
    const shared = join(center.home, 'config', 'LUONVUITUOI-CERT');
    // The first run begins there: a folder of the program's own for it, no center yet.
    await until('the second program', () => readShells(shared).length === 2);
    expect(existsSync(lock)).toBe(false);
    const other = await launch({ args: ['--data', folder, '--quit'], env: center.env });
    expect(await other.exited).toBe(0);
    await other.stop();
    const recent = JSON.parse(readFileSync(join(shared, 'recent.json'), 'utf8')) as { path: string; name: string }[];
    expect(recent).toMatchObject([{ path: center.folder, name: expect.stringMatching(/\S/) as unknown }]);
  });

  it('tells versions and licences, and opens the log folder', async () => {
    await clickMenu(desk, 'about');
    const about = await local('LUONVUITUOI-CERT Desktop');
    expect(await about.locator('table').innerText()).toContain(center.folder);
    await about.getByRole('button', { name: 'Chép thông tin' }).click();
    await until('the copy', async () => (await copied()).includes('Chromium'));
    await closePage(desk, about);
    await clickMenu(desk, 'open-logs');
  });

  const card = Object.values(networkInterfaces())
    .flatMap((cards = []) => cards)
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  it.runIf(card)('lets others on the network in, shows where, tests it, and shuts them out again', async () => {
    expect(await isEnabled('show-address')).toBe(false);
    await clickMenu(desk, 'lan');
    const page = await local('Địa chỉ cho máy khác');
    const address = `http://${await page.locator('.address').innerText()}`;
    await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
    await until('the copy', async () => (await copied()) === address);
    await closePage(desk, page);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    await clickMenu(desk, 'test-lan');
    expect(await nextBox(desk)).toBe('Địa chỉ trả lời');
    await clickMenu(desk, 'lan');
    await until('nobody gets in', async () => (await isEnabled('show-address')) === false);
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    await clickMenu(desk, 'lan-page');
    await panel.waitForURL(/\/admin\/lan$/);
  });
});

/** The folders that the programs of named centers have for themselves. */
function readShells(shared: string): string[] {
  return readdirSync(shared).filter((name) => name.startsWith('shell-'));
}
