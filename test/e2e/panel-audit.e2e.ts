import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import { begin, chief, chiefEnvironment, looks, openSession, post } from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const rows = (page: Page) => page.getByRole('table').getByRole('row');

let server: DemoServer;
let token: string;

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
  token = await openSession(server.origin);
  await post(server.origin, '/api/admin/login', { email: chief.email, password: 'not-this-one' });
  await post(server.origin, '/api/admin/list', { name: 'nguyen' }, token);
  await post(server.origin, '/api/admin/features/update', { lookup_enabled: true, download_enabled: false }, token);
});
test.afterAll(async () => {
  await server.stop();
});

function onDatabase(sql: string): void {
  const db = new Database(join(server.folder, 'data', 'portal.db'));
  db.exec(sql);
  db.close();
}

async function openLog(page: Page, look: { readonly theme?: string; readonly locale?: string } = {}): Promise<void> {
  await begin(page, { token, ...look });
  await page.goto(`${server.origin}/admin/audit`);
  await expect(rows(page).nth(1)).toBeVisible();
}

test('the log speaks in sentences, is narrowed by filters, and shows the code of a row in its detail', async ({
  page,
}) => {
  await openLog(page);
  await expect(page.getByText('Đăng nhập không thành: sai mật khẩu')).toBeVisible();
  await expect(page.getByText(/Tìm trong danh sách, lọc theo tên, \d+ dòng/)).toBeVisible();
  await expect(page.getByText('Mở tra cứu, đóng tải về')).toBeVisible();
  await expect(page.getByText('admin.list')).toHaveCount(0);

  await page.getByRole('combobox', { name: 'Loại' }).click();
  await page.getByRole('option', { name: 'Cổng' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL(/kind=gates/);
  await rows(page).nth(1).click();
  const detail = page.getByRole('complementary', { name: 'Mở tra cứu, đóng tải về' });
  await expect(detail).toContainText('admin.features.update');
  await page.reload();
  await expect(detail).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
});

test('a new entry appears by itself', async ({ page }) => {
  await openLog(page);
  await expect(page.getByText('tai-day@saomai.vn')).toHaveCount(0);
  await post(server.origin, '/api/admin/login', { email: 'tai-day@saomai.vn', password: 'x' });
  await expect(page.getByText('tai-day@saomai.vn')).toBeVisible({ timeout: 15_000 });
});

test('the log leaves as a file', async ({ page }) => {
  test.setTimeout(90_000);
  await openLog(page);
  await page.getByRole('button', { name: 'Xuất' }).click();
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('menuitem', { name: /Nhật ký để kiểm chứng/ }).click();
  const path = await (await download).path();
  expect(readFileSync(path, 'utf8').split('\n')[0]).toContain('"lvt-audit-export"');
  await page.getByRole('button', { name: 'Xuất' }).click();
  const notes = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /Các điểm ký/ }).click();
  expect(readFileSync(await (await notes).path(), 'utf8')).toContain('/audit/');
});

test('the closing slip shows the signed state of the log, and is all that is printed', async ({ page }) => {
  await openLog(page);
  await page.getByRole('button', { name: 'Xuất' }).click();
  await page.getByRole('menuitem', { name: /Ký và in phiếu chốt/ }).click();
  const slip = page.getByRole('dialog', { name: 'Phiếu chốt nhật ký' });
  await expect(slip.getByRole('img', { name: 'Mã QR của điểm ký' })).toBeVisible();
  await expect(slip).toContainText('/audit/');
  expect(await axeFindings(page)).toEqual([]);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoSideways(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/slip-${size.width}.png` });
  }
  await page.emulateMedia({ media: 'print' });
  await expect(slip).toBeHidden();
  await expect(page.locator('pre').last()).toBeVisible();
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/slip-print.png` });
});

for (const { locale, theme } of looks) {
  test(`is clean for axe and fits every size, ${locale}, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await openLog(page, { locale, theme });
    expect(await axeFindings(page)).toEqual([]);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectNoSideways(page);
      if (process.env['SHOTS']) {
        await page.screenshot({ path: `${process.env['SHOTS']}/audit-${locale}-${theme}-${size.width}.png` });
      }
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await rows(page).nth(1).click();
    await expect(page.getByRole('complementary')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/audit-${locale}-${theme}-drawer.png` });
  });
}

test('a changed record and a broken chain are said with what to do', async ({ page }) => {
  test.setTimeout(120_000);
  onDatabase("UPDATE admin_users SET role = 'viewer' WHERE email = 'nobody'");
  const db = new Database(join(server.folder, 'data', 'portal.db'), { readonly: true });
  const table = db.prepare<[], string>('SELECT table_name FROM student_source LIMIT 1').pluck().get() ?? '';
  const key = db.prepare<[], string>(`SELECT sbd FROM "${table}" LIMIT 1`).pluck().get() ?? '';
  db.close();
  onDatabase(`UPDATE "${table}" SET dob = '01/01/2001' WHERE sbd = '${key}'`);
  await openLog(page);
  const again = page.getByRole('button', { name: 'Kiểm tra lại' });
  await again.click();
  const outside = page.getByRole('alert').filter({ hasText: '1 hồ sơ bị sửa ngoài chương trình' });
  await expect(outside).toBeVisible({ timeout: 60_000 });
  await outside.getByRole('button', { name: 'Xem hồ sơ' }).click();
  await expect(page.getByRole('complementary')).toContainText(key);
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByText('Cần ghi lý do.')).toBeVisible();
  await page.locator('[name=reason]').fill('Sửa theo biên bản');
  await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
  await expect(outside).toHaveCount(0, { timeout: 30_000 });

  await post(server.origin, '/api/admin/audit/checkpoint', {}, token);
  onDatabase(`UPDATE student_key SET digest = x'00112233445566778899aabbccddeeff' WHERE sbd = '${key}'`);
  await again.click();
  const rewritten = page.getByRole('alert').filter({ hasText: 'Mã đối chiếu hồ sơ bị ghi lại' });
  await rewritten.getByRole('button', { name: 'Xác nhận' }).click({ timeout: 60_000 });
  await page.locator('[name=reason]').fill('Đã so với bản sao lưu');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/audit-digests.png` });
  await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
  await expect(rewritten).toHaveCount(0);

  onDatabase("DROP TRIGGER admin_activity_no_update; UPDATE admin_activity SET ip = '10.0.0.9' WHERE seq = 2");
  await again.click();
  const broken = page.getByRole('alert').filter({ hasText: 'Nhật ký bị hỏng từ dòng 2' });
  await expect(broken).toContainText('Xuất nhật ký ngay', { timeout: 60_000 });
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/audit-broken.png` });
  await broken.getByRole('button', { name: 'Mở dòng hỏng' }).click();
  await expect(page.getByRole('complementary')).toContainText('Dòng 2');
});
