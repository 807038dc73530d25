import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startChangedDemo, startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, planGates, setGates } from './support/kiosk-visit.ts';

const demoConfig = readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'demo', 'cert.config.json'), 'utf8');

let server: DemoServer;

test.afterEach(() => server.stop());

async function openClosed(page: Page): Promise<void> {
  setGates(server.folder, { lookup: false, download: false });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(server.origin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chưa mở tra cứu');
}

test('a closed center says once that it is closed, and once where to go', async ({ page }) => {
  server = await startDemoServer();
  await openClosed(page);
  await expect(page.getByText('Tra cứu đang nghỉ')).toHaveCount(0);
  await expect(page.getByText('028 3822 0000')).toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
});

test('a center that named no place, hours or phone sends to its staff all the same', async ({ page }) => {
  const [contact] = /"contact": \{[^}]*\}/.exec(demoConfig) ?? [''];
  server = await startChangedDemo(contact, '"contact": {}');
  await openClosed(page);
  await expect(page.getByText('Mời bạn hỏi cán bộ của trung tâm.')).toBeVisible();
  await page.getByRole('button', { name: 'Cần giúp' }).click();
  await expect(page.getByRole('dialog')).toContainText('Mời bạn hỏi cán bộ của trung tâm.');
  expect(await axeFindings(page)).toEqual([]);
});

test('the next opening and the message of the staff come to an open page by themselves', async ({ page }) => {
  server = await startDemoServer();
  await page.goto(server.origin);
  await expect(page.locator('[name=name]')).toBeVisible();
  // Minutes alone: the server need not live in the time zone of the page.
  const opening = [{ from: '23:58', to: '23:59' }];
  planGates(server.folder, { week: Array.from({ length: 7 }, () => opening) }, { vi: 'Phòng 102.', en: 'Room 102.' });
  setGates(server.folder, { lookup: false, download: false });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Mở lại lúc \d+:58/, { timeout: 2500 });
  await expect(page.getByText('Tra cứu đang nghỉ')).toBeVisible();
  await expect(page.getByText('Phòng 102.')).toBeVisible();
  await page.getByRole('button', { name: 'English' }).first().click();
  await expect(page.getByText('Room 102.')).toBeVisible();
});
