import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../e2e/support/panel-visit.ts';
import { aCenter, choose, clickMenu, hearBoxes, nextBox, originOf, sessionOf, until } from './desk.ts';
import type { Desk } from './launch.ts';

const center = aCenter();
let desk: Desk;
let origin: string;
let token: string;

beforeAll(async () => {
  desk = await center.start();
  origin = await originOf(desk);
  token = await sessionOf(origin);
  await hearBoxes(desk);
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

describe('a program that is opened in the morning and forgotten', () => {
  it('saves a diagnostics file where the person says, and shows it in its folder', async () => {
    await desk.evaluate(({ shell }) => {
      shell.showItemInFolder = (path: string) => void Reflect.set(globalThis, 'shown', path);
    });
    const file = join(center.home, 'chẩn đoán.txt');
    await choose(desk, file);
    await clickMenu(desk, 'diagnostics');
    await until('the file is shown', () => desk.evaluate(() => Reflect.get(globalThis, 'shown') as string | undefined));
    expect(readFileSync(file, 'utf8')).toContain('[rows]\nformat: ');
    await choose(desk, join(center.home, 'no such folder', 'x.txt'));
    await clickMenu(desk, 'diagnostics');
    expect(await nextBox(desk)).toContain('Chưa lưu được tệp chẩn đoán');
  });

  it('opens at log-in once that is switched on, and no more once it is off', async () => {
    const isOn = () =>
      desk.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('autostart')?.checked === true);
    expect(await isOn()).toBe(false);
    await clickMenu(desk, 'autostart');
    await until('on', isOn);
    const folder = join(center.home, 'config', 'autostart');
    if (process.platform === 'linux') {
      const [name = ''] = readdirSync(folder);
      expect(readFileSync(join(folder, name), 'utf8')).toContain(`"--data" "${center.folder}"`);
    }
    await clickMenu(desk, 'autostart');
    await until('off', async () => !(await isOn()));
    if (process.platform === 'linux') expect(readdirSync(folder)).toEqual([]);
  });

  it('opens without a keychain and without graphics acceleration, and says so where either is missing', async () => {
    const { graphics, item } = await desk.evaluate(({ app, Menu }) => ({
      graphics: !app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled'),
      item: Boolean(Menu.getApplicationMenu()?.getMenuItemById('missing')),
    }));
    if (graphics) expect(item).toBe(true);
    if (!item) return;
    await clickMenu(desk, 'missing');
    expect(await nextBox(desk)).toBe('Máy này còn thiếu');
  });

  it('is there again after sleep, with a fresh kiosk', async () => {
    await until('the PIN', async () => (await post(origin, '/api/admin/pin', { pin: '271828' }, token)).status === 200);
    await until('the kiosk', async () => {
      await clickMenu(desk, 'open-kiosk').catch(() => undefined);
      return desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isKiosk()));
    });
    const kiosk = await until('its page', async () => (await desk.pages()).find((page) => page.url() === `${origin}/`));
    await kiosk.locator('input[name=name]').fill('Nguyễn Văn An');
    await desk.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await until('an empty form', async () => (await kiosk.locator('input[name=name]').inputValue()) === '');
    await clickMenu(desk, 'close-kiosk');
  });

  it('ends while records are corrected: what was acknowledged is there afterwards, nothing is half', async () => {
    const cell = { round_id: 'so-khao', sbd: '26010003' };
    const acknowledged: string[] = [];
    let isEnding = false;
    const write = async () => {
      for (let number = 0; !isEnding; number += 1) {
        const name = `Đào ${String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
        const asked = { ...cell, column: 'full_name', new_value: name, reason: 'thử tắt máy' };
        const answer = await post(origin, '/api/admin/students/correct', asked, token).catch(() => null);
        if (answer?.status === 200) acknowledged.push(name);
        else return;
      }
    };
    const writing = write();
    await until('some writes', () => acknowledged.length > 5);
    await clickMenu(desk, 'quit').catch(() => undefined);
    expect(await desk.exited).toBe(0);
    isEnding = true;
    await writing;
    await desk.stop();
    expect(existsSync(join(center.folder, 'data', 'portal.db-wal'))).toBe(false);
    desk = await center.start('--hidden');
    origin = await originOf(desk);
    const again = await sessionOf(origin);
    const record = await (await post(origin, '/api/admin/students/record', cell, again)).text();
    expect(record).toContain(acknowledged.at(-1));
  });
});
