import { TOTP } from 'otpauth';
import { expect, test } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { addUser, chiefEnvironment, signIn } from './support/panel-visit.ts';

// A server of its own: the sign-ins of the other tests would use up the ten a minute that one address has.
let server: DemoServer;

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
});
test.afterAll(async () => {
  await server.stop();
});

test('the second step is set up by scanning, asked for at the next sign-in, and a recovery code stands for the phone', async ({
  page,
}) => {
  const user = { email: 'dung.nguyen@saomai.vn', password: 'ba-cau-roi-nhau', role: 'admin' };
  await addUser(server.origin, user);
  await page.goto(`${server.origin}/admin/account`);
  await signIn(page, user);
  await page.getByRole('button', { name: 'Cài xác thực hai bước' }).click();
  await page.getByRole('dialog').locator('[name=password]').fill(user.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' })).toBeVisible();
  const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
  const phone = new TOTP({ secret });
  await page.locator('[name=totp]').fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Mã xác thực chưa đúng');
  await page.locator('[name=totp]').fill(phone.generate());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Cất mười mã khôi phục' })).toBeVisible();
  const codes = await page.getByRole('dialog').getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'Tôi đã cất' }).click();
  await expect(page.getByText('Số mã khôi phục còn lại: 10')).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await signIn(page, user);
  await expect(page.locator('[name=totp]')).toBeFocused();
  await page.getByRole('button', { name: 'Không có điện thoại?' }).click();
  await page.locator('[name=recovery_code]').fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Số mã khôi phục còn lại: 9')).toBeVisible();
});
