import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import {
  begin,
  chief,
  chiefEnvironment,
  confirmAgain,
  forgetConfirmations,
  looks,
  openSession,
  post,
  signIn,
} from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

let server: DemoServer;
let token: string;
const complaints: string[] = [];

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
  token = await openSession(server.origin);
});
test.afterAll(async () => {
  await server.stop();
});
test.beforeEach(({ page }) => {
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
});
test.afterEach(() => {
  expect(complaints).toEqual([]);
});

test('a wrong password is refused in one neutral line, and what was typed stays', async ({ page }) => {
  await page.goto(`${server.origin}/admin`);
  await signIn(page, { email: chief.email, password: 'not-this-one' });
  await expect(page.getByRole('alert')).toContainText('Email hoặc mật khẩu chưa đúng');
  await expect(page.getByRole('alert')).toContainText('Caps Lock');
  await expect(page.locator('[name=email]')).toHaveValue(chief.email);
  await expect(page.locator('[name=password]')).toBeFocused();
});

test('a deep link goes on after the sign-in, survives a reload and is gone after signing out', async ({ page }) => {
  await page.goto(`${server.origin}/admin/account`);
  await signIn(page, chief);
  await expect(h1(page)).toHaveText('Tài khoản của bạn');
  await page.reload();
  await expect(h1(page)).toHaveText('Tài khoản của bạn');
  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(h1(page)).toHaveText('Đăng nhập bảng điều khiển');
  await page.reload();
  await expect(h1(page)).toHaveText('Đăng nhập bảng điều khiển');
});

test('everything of a sign-in and a walk through the panel goes by keyboard alone', async ({ page }) => {
  await page.goto(`${server.origin}/admin/account`);
  await expect(page.locator('[name=email]')).toBeFocused();
  await page.keyboard.type(chief.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(chief.password);
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('Tài khoản của bạn');

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(h1(page)).toHaveText('Người dùng');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Phím tắt' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('tai khoan');
  await expect(page.getByRole('option', { name: /Tài khoản của bạn/ })).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('Tài khoản của bạn');

  await page.keyboard.press('/');
  await page.keyboard.type('nen: toi');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a new user comes in by a code, chooses a password, and as a viewer sees no page that is not hers', async ({
  page,
  browser,
}) => {
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/users`);
  forgetConfirmations(server.folder);
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await page.locator('[name=email]').fill('viet.tran@saomai.vn');
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm người dùng' }).click();
  await confirmAgain(page);
  const handed = page.getByRole('dialog', { name: 'Mã dùng một lần cho viet.tran@saomai.vn' });
  const code = (await handed.locator('p').last().textContent()) ?? '';
  await handed.getByRole('button', { name: 'Tôi đã đưa mã' }).click();
  await expect(page.getByRole('row', { name: /viet\.tran@saomai\.vn/ }).first()).toContainText('chưa đặt mật khẩu');

  const other = await browser.newPage();
  await other.goto(`${server.origin}/admin/users`);
  await signIn(other, { email: 'viet.tran@saomai.vn', password: code });
  await other.locator('[name=repeated]').fill('mot-cau-khac-han');
  await other.locator('[name=password]').fill('mot-cau-that-dai');
  await other.keyboard.press('Enter');
  await expect(other.getByText('Hai mật khẩu chưa giống nhau.')).toBeVisible();
  await other.locator('[name=repeated]').fill('mot-cau-that-dai');
  await other.keyboard.press('Enter');
  await expect(h1(other)).toHaveText('Không có trang này');
  await expect(other.getByRole('link', { name: 'Người dùng' })).toHaveCount(0);
  await other.close();
});

test('the last chief administrator cannot be touched, and the reason stands beside it', async ({ page }) => {
  await begin(page, { token });
  await page.goto(`${server.origin}/admin/users`);
  const row = page.getByRole('row', { name: new RegExp(chief.email) }).first();
  await expect(row).toContainText('Quản trị cao nhất duy nhất');
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('a session that ends by itself asks for the sign-in and gives back what was being typed', async ({ page }) => {
  const own = await openSession(server.origin);
  await begin(page, { token: own });
  await page.goto(`${server.origin}/admin/users`);
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await page.locator('[name=email]').fill('loan.phan@saomai.vn');
  await post(server.origin, '/api/admin/logout', { token: own });
  // The sign-in may stand before the form already: the page hears by itself that its session has ended.
  const submit = page.locator('button[type=submit]').filter({ hasText: 'Thêm người dùng' });
  await submit.dispatchEvent('click');
  const again = page.getByRole('dialog', { name: 'Đăng nhập lại' });
  await expect(again).toBeVisible();
  await again.locator('[name=password]').fill(chief.password);
  await page.keyboard.press('Enter');
  await expect(again).toHaveCount(0);
  await expect(page.locator('[name=email]')).toHaveValue('loan.phan@saomai.vn');
});

for (const { locale, theme } of looks) {
  test(`the frame and its pages are clean for axe and fit every size, ${locale}, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    const look = async (isCovered = false) => {
      expect(await axeFindings(page)).toEqual([]);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
        if (!isCovered) await expect(h1(page)).toBeInViewport();
      }
      await page.setViewportSize({ width: 1280, height: 720 });
    };
    await begin(page, { token, theme, locale });
    for (const path of ['account', 'users', 'no-such-page']) {
      await page.goto(`${server.origin}/admin/${path}`);
      await expect(h1(page)).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await look();
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').first()).toBeVisible();
    await look(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(true);
    await page.evaluate(() => sessionStorage.removeItem('lvt.session'));
    await page.goto(`${server.origin}/admin`);
    await expect(page.locator('[name=password]')).toBeVisible();
    await look();
  });
}
