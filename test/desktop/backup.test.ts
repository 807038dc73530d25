import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../e2e/support/panel-visit.ts';
import {
  aCenter,
  choose,
  clickMenu,
  closePage,
  hearBoxes,
  nextBox,
  openPanel,
  originOf,
  pageAt,
  sessionOf,
} from './desk.ts';
import type { Desk } from './launch.ts';

const [first, second] = [aCenter(), aCenter()];
const file = join(first.home, 'usb.tar.gz.age');
let desk: Desk;
let identity = '';

beforeAll(async () => {
  desk = await first.start();
  await openPanel(desk);
});
afterAll(async () => {
  await desk.stop();
  first.remove();
  second.remove();
});

const read = async <T>(path: string): Promise<T> => {
  const origin = await originOf(desk);
  return (await (await post(origin, path, {}, await sessionOf(origin))).json()) as T;
};

describe('a backup from the menu', () => {
  it('sends to the recovery sheet first, since nobody could open a backup without its key', async () => {
    await hearBoxes(desk);
    await choose(desk, file);
    await clickMenu(desk, 'backup-export');
    expect(await nextBox(desk)).toBe('Chưa có tờ khôi phục');
    await pageAt(desk, '/admin/backup');
    expect(existsSync(file)).toBe(false);
    ({ identity } = await read<{ identity: string }>('/api/admin/backups/key'));
  });

  it('lies where it was asked to, opened and counted, and says so', async () => {
    const origin = await originOf(desk);
    // What tells this center from the next one.
    expect((await post(origin, '/api/admin/pin', { pin: '271828' }, await sessionOf(origin))).status).toBe(200);
    await clickMenu(desk, 'backup-export');
    const page = await pageAt(desk, 'local.html');
    await page.getByRole('heading', { name: 'Đã sao lưu xong' }).waitFor();
    expect(await page.locator('table').innerText()).toContain(file);
    expect(statSync(file).size).toBeGreaterThan(1000);
    expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption.org/);
    await closePage(desk, page);
    await desk.stop();
  });

  it('is restored on another folder: not by a wrong key, then with the counts of now and after, upon a word', async () => {
    desk = await second.start();
    await openPanel(desk);
    expect(await read('/api/admin/pin/state')).toEqual({ is_set: false });
    await choose(desk, file);
    await clickMenu(desk, 'backup-restore');
    const page = await pageAt(desk, 'local.html');
    const open = async (key: string) => {
      await page.locator('textarea').fill(key);
      await page.getByRole('button', { name: 'Mở và đếm' }).click();
    };
    await open('AGE-SECRET-KEY-1NOTTHIS');
    await page.getByText('Chưa mở được; trung tâm vẫn nguyên').waitFor();
    await open(identity.toLowerCase());
    await page.getByRole('heading', { name: 'Thay dữ liệu đang có bằng bản này?' }).waitFor();
    expect(await page.locator('tr').first().innerText()).toMatch(/Đang có\s+Sau khôi phục/);
    expect(await read('/api/admin/pin/state')).toEqual({ is_set: false });
    await page.getByRole('button', { name: 'Khôi phục' }).click();
    await page.getByRole('heading', { name: 'Đã khôi phục' }).waitFor();
    expect(await read('/api/admin/pin/state')).toEqual({ is_set: true });
    await closePage(desk, page);
  });
});
