import Database from 'better-sqlite3';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { aDemoVisitor, answerSum, askFor, axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import { begin, chiefEnvironment, looks, openSession } from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 1280, height: 720 },
];
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

let server: DemoServer;
let token: string;

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
  token = await openSession(server.origin);
});
test.afterAll(() => server.stop());

const pages = [
  { path: 'today', vi: 'Hôm nay', en: 'Today' },
  { path: 'gates', vi: 'Cổng tra cứu', en: 'Public lookup' },
  { path: 'lan', vi: 'Mạng nội bộ', en: 'Local network' },
  { path: 'health', vi: 'Sức khỏe máy chủ', en: 'Server health' },
  { path: 'requests', vi: 'Yêu cầu sửa', en: 'Requests' },
];
for (const { locale, theme } of looks) {
  test(`the pages of the day are clean for axe and fit every size, ${locale}, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await begin(page, { token, theme, locale });
    for (const { path, ...titles } of pages) {
      await page.goto(`${server.origin}/admin/${path}`);
      await expect(h1(page)).toHaveText(titles[locale]);
      await expect(page.locator('main section').first()).toBeVisible();
      expect(await axeFindings(page), path).toEqual([]);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
      }
    }
  });
}

test('closing while a kiosk page is open asks first, and the kiosk closes by itself', async ({ page, context }) => {
  const kiosk = await context.newPage();
  await kiosk.goto(server.origin);
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/gates`);
  const lookup = page.getByRole('switch', { name: 'Thí sinh tra cứu được' });
  await lookup.click();
  await expect(page.getByRole('alertdialog')).toContainText('2 trang đang mở');
  await page.getByRole('button', { name: 'Để mở' }).click();
  await expect(lookup).toBeChecked();
  await lookup.click();
  await page.getByRole('button', { name: 'Đóng tra cứu' }).click();
  await expect(h1(kiosk)).toHaveText('Chưa mở tra cứu', { timeout: 2500 });
  await page.getByLabel('Lời nhắn tiếng Việt').fill('Cán bộ trực ở phòng 102.');
  await page.getByRole('button', { name: 'Lưu lời nhắn' }).click();
  await expect(kiosk.getByText('Cán bộ trực ở phòng 102.')).toBeVisible();
  await lookup.click();
  await expect(kiosk.locator('[name=name]')).toBeVisible();
});

test('a plan is made, saved and shown again', async ({ page }) => {
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/gates`);
  await page.getByRole('button', { name: 'Mở Thứ Hai' }).click();
  await page.getByLabel('Thứ Hai, đến').fill('16:30');
  await page.getByLabel('Ngoại lệ, ngày').fill('2027-01-01');
  await page.getByRole('button', { name: 'Đóng cả ngày này' }).click();
  await page.getByRole('button', { name: 'Lưu lịch' }).click();
  await expect(page.getByText('Đã lưu lịch')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Thứ Hai, đến')).toHaveValue('16:30');
  await expect(page.getByText('01/01/2027')).toBeVisible();
});

test('what a student reports waits on the page of the day, and is answered', async ({ page, context }) => {
  const kiosk = await context.newPage();
  await kiosk.goto(server.origin);
  await askFor(kiosk, aDemoVisitor(server.folder));
  await answerSum(kiosk);
  await kiosk.getByRole('button', { name: 'Tên hoặc ngày sinh bị sai?' }).click();
  await kiosk.locator('[name=right_value]').fill('Đỗ Đức Đạt');
  await kiosk.getByRole('button', { name: 'Gửi cho cán bộ' }).click();
  await expect(kiosk.getByText('K-1001')).toBeVisible();
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/today`);
  await expect(page.getByText('1 thí sinh báo sai tên hoặc ngày sinh')).toBeVisible();
  await page.getByRole('link', { name: 'Xem yêu cầu' }).click();
  await expect(page.getByText('Đỗ Đức Đạt')).toBeVisible();
  await page.getByRole('button', { name: 'Không sửa' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Không sửa' }).click();
  await expect(dialog.getByText('Còn thiếu lý do.')).toBeVisible();
  await dialog.locator('[name=note]').fill('Giấy khai sinh ghi khác.');
  await dialog.getByRole('button', { name: 'Không sửa' }).click();
  await expect(page.getByText('Đã trả lời yêu cầu K-1001')).toBeVisible();
  await expect(page.getByText('Không có yêu cầu nào ở đây.')).toBeVisible();
});

test('the network switched on lets a phone in at the address shown, and switched off shuts it out', async ({
  page,
}) => {
  test.skip(!hasNetwork(), 'this machine is on no network');
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/lan`);
  await page.getByRole('switch', { name: 'Cho các máy trong mạng vào cổng' }).click();
  const shown = page.getByText(/^\d+\.\d+\.\d+\.\d+:\d+$/).first();
  await expect(shown).toBeVisible();
  const address = `http://${(await shown.textContent()) ?? ''}`;
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(`${address}/admin`)).status).toBe(403);
  await page.getByRole('button', { name: 'Kiểm tra từ máy này' }).click();
  await expect(page.getByText(`Máy chủ trả lời tại ${address}`)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tờ dán tường (PDF)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('to-dan-tuong.pdf');

  await page.getByRole('switch', { name: 'Cho các máy trong mạng vào cổng' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Tắt' }).click();
  await expect(page.getByText('Đang tắt: chỉ máy này vào được.')).toBeVisible();
  await expect(fetch(address)).rejects.toThrow();
});

test('what no font of the certificate can draw is found in the whole list, and leads to its record', async ({
  page,
}) => {
  const db = new Database(join(server.folder, 'data', 'portal.db'));
  db.exec("UPDATE so_khao SET full_name = 'Nguyễn 字 An' WHERE sbd = '26010900'");
  db.close();
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/health`);
  await page.getByRole('button', { name: 'Kiểm tra cả danh sách' }).click();
  const row = page.getByRole('row', { name: /26010900/ });
  await expect(row).toContainText('U+5B57', { timeout: 30_000 });
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await row.click();
  await expect(page).toHaveURL(/\/students\?open=26010900&in=so-khao$/);
  await expect(page.getByRole('heading', { name: 'Nguyễn 字 An' })).toBeVisible();
});

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((cards = []) =>
    cards.some(({ family, internal }) => family === 'IPv4' && !internal),
  );
}
