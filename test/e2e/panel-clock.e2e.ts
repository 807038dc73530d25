import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startAgain, startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import {
  begin,
  chief,
  chiefEnvironment,
  confirmAgain,
  forgetConfirmations,
  openSession,
} from './support/panel-visit.ts';

const year = 365 * 86_400_000;
const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const banner = (page: Page) => page.getByText('Đồng hồ của máy chủ bị lùi lại');

let server: DemoServer;

/** A center that has been open in a year to come: seen from there, the PC's clock fell back. */
test.beforeAll(async () => {
  const first = await startDemoServer(chiefEnvironment);
  await first.kill();
  const db = new Database(join(first.folder, 'data', 'portal.db'));
  db.prepare("UPDATE settings SET value = ? WHERE key = 'clock.mark'").run(new Date(Date.now() + year).toISOString());
  db.close();
  server = await startAgain(first);
});
test.afterAll(async () => {
  await server.stop();
});

test('a clock that fell back is told above every page, and settled by a super-admin at the PC', async ({ page }) => {
  await begin(page, { token: await openSession(server.origin) });
  await page.goto(`${server.origin}/admin`);
  await expect(banner(page)).toBeVisible();
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoSideways(page);
  }
  expect(await axeFindings(page)).toEqual([]);
  await page.goto(`${server.origin}/admin/students`);
  await expect(banner(page)).toBeVisible();
  const kiosk = await page.context().newPage();
  await kiosk.goto(server.origin);
  await expect(kiosk.locator('[name=name]')).toBeVisible();
  await kiosk.close();

  forgetConfirmations(server.folder);
  await page.getByRole('button', { name: 'Xác nhận giờ của máy' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Giờ này đúng' }).click();
  await confirmAgain(page);
  // Who is signed in signs in anew: that session began in a year that has not come.
  await expect(page.locator('[name=password]')).toBeVisible();
  await page.locator('[name=password]').fill(chief.password);
  await page.locator('[name=password]').press('Enter');
  await expect(page.locator('[name=password]')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thí sinh');
  await expect(banner(page)).toHaveCount(0);
  await page.goto(`${server.origin}/admin/audit`);
  await expect(page.getByText('Xác nhận giờ của máy là đúng')).toBeVisible();
});
