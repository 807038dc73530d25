import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright';
import { chief, openSession } from '../e2e/support/panel-visit.ts';
import { type Desk, launch } from './launch.ts';

export type Center = ReturnType<typeof aCenter>;

/** A home and a center folder of its own, which become the demo center; `remove` clears both away. */
export function aCenter() {
  const home = mkdtempSync(join(tmpdir(), 'lvt-desktop-'));
  const folder = join(home, 'center');
  const env = {
    HOME: home,
    APPDATA: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    ADMIN_DEFAULT_EMAIL: chief.email,
    ADMIN_DEFAULT_PASSWORD: chief.password,
  };
  const start = (...more: string[]): Promise<Desk> => launch({ args: ['--data', folder, '--demo', ...more], env });
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { home, folder, env, start, remove };
}

/** Looks again and again until something is there. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const found = await Promise.resolve(look()).catch(() => undefined);
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came: ${what}`);
}

/** The page whose address has this in it. */
export function pageAt(desk: Desk, part: string): Promise<Page> {
  return until(`a page at ${part}`, async () => (await desk.pages()).find((page) => page.url().includes(part)));
}

export async function originOf(desk: Pick<Desk, 'said'>): Promise<string> {
  return until('the ready line', () => /ready (http:\S+)/.exec(desk.said())?.[1]);
}

/** A session of the super-admin; right after the first start the center may still be busy writing. */
export function sessionOf(origin: string): Promise<string> {
  return until('a session', async () => {
    const token: unknown = await openSession(origin);
    return typeof token === 'string' && token;
  });
}

/** The panel, signed in past its form. */
export async function openPanel(desk: Desk): Promise<Page> {
  const page = await pageAt(desk, '/admin');
  await page.locator('[name=email]').waitFor();
  const token = await sessionOf(await originOf(desk));
  const session = JSON.stringify({ token, role: 'super-admin', email: chief.email });
  await page.evaluate((kept) => sessionStorage.setItem('lvt.session', kept), session);
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  return page;
}

/** The process of the server: its note beside the lock of the center names it. */
export async function serverPid(desk: Desk, folder: string): Promise<number> {
  return until('the server', () => {
    expect(desk.said()).toContain('ready');
    const { pid } = JSON.parse(readFileSync(join(folder, 'data', 'instance.owner.json'), 'utf8')) as { pid: number };
    return pid;
  });
}

/** How many windows there are. */
export function windowsOf(desk: Desk): Promise<number> {
  return desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

/** Clicks an item of the program's menu, as a person may. */
export async function clickMenu(desk: Desk, id: string): Promise<void> {
  await desk.evaluate(({ Menu }, item) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(item);
    if (!found) throw new Error(`no menu item ${item}`);
    const click = found.click as () => void;
    click();
  }, id);
}

/** What the program says in message boxes from now on is kept and answered with `answer`, the number of a button. */
export async function hearBoxes(desk: Desk, answer = 0): Promise<void> {
  await desk.evaluate(({ dialog }, response) => {
    Reflect.set(globalThis, 'boxes', []);
    dialog.showMessageBox = (...given: unknown[]) => {
      (Reflect.get(globalThis, 'boxes') as unknown[]).push(given.at(-1));
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, answer);
}

/** The title of the next box that `hearBoxes` kept. */
export function nextBox(desk: Desk): Promise<string> {
  return until('a message box', () =>
    desk.evaluate(() => (Reflect.get(globalThis, 'boxes') as { message: string }[]).shift()?.message),
  );
}

/** The next dialogs for files and folders are answered with this path. */
export async function choose(desk: Desk, path: string): Promise<void> {
  await desk.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

/** Closes the small window that shows this page. */
export async function closePage(desk: Desk, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đóng' }).click();
  await until('the window is closed', async () => !(await desk.pages()).includes(page));
}
