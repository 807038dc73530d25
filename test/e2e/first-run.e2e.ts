import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startFirstRun } from './support/first-run-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import { chief } from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];

/** In both languages, light and dark, at every size; axe once for each look. */
async function expectFit(page: Page): Promise<void> {
  for (const language of ['en', 'vi']) {
    await page.locator(`footer button[lang=${language}]`).click();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
      }
      expect(await axeFindings(page)).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

const goOn = (page: Page) => page.locator('footer button[type=submit]').click();

async function giveAccount(page: Page, password: string): Promise<void> {
  await page.getByLabel('Email').fill(chief.email);
  await page.locator('[name=password]').fill(password);
  await page.locator('[name=repeated]').fill(password);
  await goOn(page);
}

test('a fresh PC comes to a demo center with its first account signed in', async ({ page, request }) => {
  const { origin, stop } = await startFirstRun();
  try {
    await page.goto(`${origin}/admin`);
    await expect(page.getByRole('heading', { name: 'Bạn muốn bắt đầu từ đâu?' })).toBeVisible();
    await expectFit(page);
    // Another address of this machine stands for another machine.
    const elsewhere = await request.get(`${origin.replace('127.0.0.1', '127.0.0.2')}/admin`);
    expect(elsewhere.status()).toBe(503);
    expect(await elsewhere.text()).toContain('Trung tâm chưa được thiết lập');

    await page.getByRole('radio', { name: /Dùng thử với dữ liệu mẫu/ }).check();
    await goOn(page);
    await expect(page.getByRole('heading', { name: 'Tài khoản đầu tiên' })).toBeVisible({ timeout: 60_000 });
    await giveAccount(page, 'ngan-qua');
    await expect(page.getByText('Mật khẩu cần ít nhất 12 ký tự.')).toBeVisible();
    await expectFit(page);
    await page.reload();
    await expect(page.getByLabel('Email')).toHaveValue(chief.email);

    await giveAccount(page, chief.password);
    await expect(page.getByRole('heading', { name: 'Xong. Trung tâm sẵn sàng' })).toBeVisible();
    await expectFit(page);
    await page.getByRole('button', { name: 'Mở trang Hôm nay' }).click();
    await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
    await page.goto(`${origin}/setup`);
    await expect(page).toHaveURL(`${origin}/admin/today`);
  } finally {
    stop();
  }
});

test('an empty center takes the name that was typed; a folder without a config is refused at its field', async ({
  page,
}) => {
  const { origin, folder, stop } = await startFirstRun();
  try {
    await page.goto(`${origin}/setup`);
    await goOn(page);
    await expect(page.getByText('Còn thiếu tên trung tâm.')).toBeVisible();

    await page.getByRole('radio', { name: /Nhận thư mục đang có/ }).check();
    await page.getByRole('button', { name: 'Chọn…' }).click();
    await expect(page.getByRole('dialog').getByText('Không có thư mục nào ở đây.')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByLabel('Thư mục của trung tâm cũ').fill(folder);
    await goOn(page);
    await expect(page.getByText(`Trong ${folder} không có cert.config.json.`)).toBeVisible();

    await page.getByRole('radio', { name: /Trung tâm mới/ }).check();
    await page.getByLabel('Tên trung tâm').fill('Trung tâm Đèo Ngang');
    await page.reload();
    await expect(page.getByLabel('Tên trung tâm')).toHaveValue('Trung tâm Đèo Ngang');
    await goOn(page);
    await expect(page.getByText(/Người này là quản trị cao nhất của Trung tâm Đèo Ngang/)).toBeVisible({
      timeout: 60_000,
    });
    await giveAccount(page, chief.password);
    await page.getByRole('button', { name: 'Mở trang Hôm nay' }).click();
    await expect(page).toHaveTitle('Trung tâm Đèo Ngang');
  } finally {
    stop();
  }
});

test('a backup becomes the center, once its key opened it and its counts were seen', async ({ page }) => {
  const { origin, folder, stop } = await startFirstRun();
  const [old, place] = [join(folder, 'old'), join(folder, 'usb')];
  const cli = join(import.meta.dirname, '..', '..', 'server', 'cli', 'lvt-cert.mjs');
  const lvtCert = (...args: string[]) => execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  try {
    lvtCert('init', old, '--name', 'Trung tâm Sông Hàn', '--non-interactive');
    const made = lvtCert('backup', '--data', old, '--to', place);
    const [identity = ''] = /AGE-SECRET-KEY-1\w+/.exec(made) ?? [];
    await page.goto(`${origin}/setup`);
    await page.getByRole('radio', { name: /Khôi phục từ bản sao lưu/ }).check();
    await goOn(page);
    await expect(page.getByText('Còn thiếu tệp sao lưu.')).toBeVisible();
    await page.getByRole('button', { name: 'Chọn…' }).click();
    await page.getByRole('button', { name: 'usb' }).click();
    await page.getByRole('button', { name: /\.tar\.gz\.age/ }).click();
    await page.getByLabel('Khóa khôi phục').fill('AGE-SECRET-KEY-1');
    await goOn(page);
    await expect(page.getByText(/Khóa khôi phục gồm AGE-SECRET-KEY-1 và 58/)).toBeVisible();
    await expectFit(page);
    await page.getByLabel('Khóa khôi phục').fill(identity);
    await goOn(page);
    await expect(page.getByRole('heading', { name: 'Khôi phục Trung tâm Sông Hàn?' })).toBeVisible({ timeout: 60_000 });
    await expectFit(page);
    await page.getByRole('button', { name: 'Khôi phục', exact: true }).click();
    // Nobody had an account there.
    await expect(page.getByRole('heading', { name: 'Tài khoản đầu tiên' })).toBeVisible({ timeout: 60_000 });
  } finally {
    stop();
  }
});
