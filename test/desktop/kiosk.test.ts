import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../e2e/support/panel-visit.ts';
import {
  aCenter,
  clickMenu,
  hearBoxes,
  nextBox,
  originOf,
  pageAt,
  serverPid,
  sessionOf,
  until,
  windowsOf,
} from './desk.ts';
import type { Desk } from './launch.ts';

const center = aCenter();
const [right, wrong] = ['271828', '314159'];
let desk: Desk;
let origin: string;

beforeAll(async () => {
  desk = await center.start();
  origin = await originOf(desk);
  await pageAt(desk, '/admin');
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

const kioskPage = (): Promise<Page> =>
  until('the kiosk', async () => (await desk.pages()).find((page) => page.url() === `${origin}/`));
const kiosksOf = () =>
  desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isKiosk()).length);

/** A key as the person at the kiosk presses it. */
async function press(keyCode: string, ...modifiers: ('control' | 'alt' | 'shift')[]): Promise<void> {
  await desk.evaluate(
    ({ BrowserWindow }, given) => {
      const kiosk = BrowserWindow.getAllWindows().find((one) => one.isKiosk());
      kiosk?.webContents.sendInputEvent({ type: 'keyDown', ...given });
    },
    { keyCode, modifiers },
  );
}

async function typeCode(code: string): Promise<Page> {
  const pad = (await desk.pages()).find((page) => page.url().includes('local.html')) ?? (await openPad());
  await pad.locator('input').fill(code);
  await pad.getByRole('button', { name: 'Rời kiosk' }).click();
  return pad;
}

async function openPad(): Promise<Page> {
  await press('K', 'control', 'alt');
  const pad = await pageAt(desk, 'local.html');
  await pad.locator('input').waitFor();
  return pad;
}

describe('the kiosk window', () => {
  it('opens only once a PIN leads out of it again, and says where to set one', async () => {
    await desk.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    await clickMenu(desk, 'open-kiosk');
    await pageAt(desk, '/admin/gates');
    expect(await kiosksOf()).toBe(0);
    const token = await sessionOf(origin);
    // Right after the first start the center may still be busy writing.
    const isSet = async () => (await post(origin, '/api/admin/pin', { pin: right }, token)).status === 200;
    await until('the PIN', isSet);
    await until('the kiosk', async () => {
      await clickMenu(desk, 'open-kiosk');
      return (await kiosksOf()) === 1;
    });
  });

  it('asks nobody for a sum, while any other page of this PC is asked', async () => {
    const kiosk = await kioskPage();
    const trust = () => fetch('/api/portal').then((answer) => answer.json() as Promise<{ kiosk: object }>);
    expect((await kiosk.evaluate(trust)).kiosk).toMatchObject({ is_trusted: true });
    const panel = await pageAt(desk, '/admin');
    expect((await panel.evaluate(trust)).kiosk).not.toHaveProperty('is_trusted');
    expect(await kiosk.evaluate(() => document.cookie)).toBe('');
    await kiosk.locator('input[name=name]').fill('Không Có Ai');
    await kiosk.locator('input').nth(1).fill('1');
    await kiosk.locator('input').nth(2).fill('2');
    await kiosk.locator('input').nth(3).fill('2010');
    await kiosk.keyboard.press('Enter');
    await kiosk.getByRole('heading', { name: /Chưa tìm thấy/ }).waitFor();
  });

  it('keeps the screen awake, stays for Alt+F4 and a close, and lets no key lead away', async () => {
    const kiosk = await kioskPage();
    await kiosk.evaluate(() => {
      Reflect.set(globalThis, 'keys', []);
      addEventListener('keydown', ({ key }) => (Reflect.get(globalThis, 'keys') as string[]).push(key), true);
    });
    for (const key of ['F5', 'F11', 'F12']) await press(key);
    for (const key of ['R', 'W', 'P', 'N', 'T', 'S', 'O']) await press(key, 'control');
    await press('F4', 'alt');
    await press('Left', 'alt');
    await press('Tab');
    await until('the harmless key', () =>
      kiosk.evaluate(() => (Reflect.get(globalThis, 'keys') as string[]).length > 0),
    );
    expect(await kiosk.evaluate(() => Reflect.get(globalThis, 'keys') as unknown)).toEqual(['Tab']);
    const state = await desk.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.isKiosk());
      window?.close();
      return { onTop: window?.isAlwaysOnTop(), isAwake: powerSaveBlocker.isStarted(1) };
    });
    expect(state).toEqual({ onTop: true, isAwake: true });
    expect(await kiosksOf()).toBe(1);
  });

  it('stays for a wrong PIN and opens for the right one, while the server is there', async () => {
    const pad = await typeCode(wrong);
    await pad.getByText('Mã chưa đúng.').waitFor();
    expect(await kiosksOf()).toBe(1);
    await typeCode(right);
    await until('no kiosk', async () => (await kiosksOf()) === 0);
    expect(await desk.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(1))).toBe(false);
  });

  it('closes with its display, says so, and is back when the display is', async () => {
    await clickMenu(desk, 'open-kiosk');
    await kioskPage();
    await hearBoxes(desk);
    const plug = (event: 'display-removed' | 'display-added') =>
      desk.evaluate(({ screen }, name) => void screen.emit(name, {}, screen.getAllDisplays().at(-1)), event);
    await plug('display-removed');
    expect(await nextBox(desk)).toBe('Kiosk đã đóng vì màn hình của nó bị tháo');
    expect(await kiosksOf()).toBe(0);
    await plug('display-added');
    await kioskPage();
    expect(await kiosksOf()).toBe(1);
  });

  it('loads a page that died anew, and asks for staff the third time in a minute', async () => {
    const crash = () =>
      desk.evaluate(({ BrowserWindow }) => {
        const kiosk = BrowserWindow.getAllWindows().find((one) => one.isKiosk());
        kiosk?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      });
    await crash();
    await crash();
    await kioskPage();
    await crash();
    const trouble = await pageAt(desk, 'local.html');
    await trouble.getByRole('heading', { name: 'Màn hình này cần nhân viên' }).waitFor();
    await trouble.getByRole('button', { name: 'Nhân viên' }).click();
    const pad = await until('the pad', async () => {
      for (const page of await desk.pages()) if ((await page.locator('.pad').count()) === 1) return page;
      return undefined;
    });
    await pad.locator('input').fill(right);
    await pad.getByRole('button', { name: 'Rời kiosk' }).click();
    await until('no kiosk', async () => (await kiosksOf()) === 0);
  });

  it('opens for the right PIN with the server dead, too', async () => {
    await clickMenu(desk, 'open-kiosk');
    await kioskPage();
    const config = join(center.folder, 'cert.config.json');
    renameSync(config, `${config}.away`);
    process.kill(await serverPid(desk, center.folder), 'SIGKILL');
    const isAway = async () => (await desk.pages()).some((page) => page.url() === `${origin}/`);
    await until('the page of the kiosk is gone', async () => !(await isAway()));
    const before = await windowsOf(desk);
    await press('K', 'control', 'alt');
    await until('the pad', async () => (await windowsOf(desk)) > before);
    const pad = await until('the pad', async () => {
      for (const page of await desk.pages()) if ((await page.locator('.pad').count()) === 1) return page;
      return undefined;
    });
    for (const code of [wrong, right]) {
      await pad.locator('input').fill(code);
      await pad.getByRole('button', { name: 'Rời kiosk' }).click();
      if (code === wrong) await pad.getByText('Mã chưa đúng.').waitFor();
    }
    await until('no kiosk', async () => (await kiosksOf()) === 0);
    renameSync(`${config}.away`, config);
  });
});
