import { expect, test, type Page } from 'playwright/test';
import { startMailServer } from '../support/smtp-server.ts';
import { startChangedDemo, type DemoServer } from './support/demo-server.ts';
import { chief, chiefEnvironment } from './support/panel-visit.ts';

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const trouble = (page: Page) => page.getByText('Có thư không gửi được');

let mailServer: MailServer;
let server: DemoServer;

test.afterEach(async () => {
  await server.stop();
  await mailServer.close();
});

/** A center whose people sign in by mail, with a mail server on this PC. */
async function startMailCenter(mode: 'otp_email' | 'magic_link'): Promise<void> {
  mailServer = await startMailServer();
  const env = { ...chiefEnvironment, SMTP_URL: mailServer.url, SMTP_FROM: 'Sao Mai <no-reply@saomai.vn>' };
  server = await startChangedDemo('"project": {', `"admin": { "auth_mode": "${mode}" },\n  "project": {`, env);
}

/** The newest mail, once more have come than there were. */
async function mailAfter(before: number) {
  await expect.poll(() => mailServer.mails.length).toBeGreaterThan(before);
  return mailServer.mails.at(-1) ?? { to: [], subject: '', text: '', html: '' };
}

async function askForMail(page: Page, email = chief.email): Promise<void> {
  await page.goto(`${server.origin}/admin`);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=email]').press('Enter');
}

async function enterByCode(page: Page): Promise<void> {
  const before = mailServer.mails.length;
  await askForMail(page);
  await expect(page.locator('[name=code]')).toBeFocused();
  const [code = ''] = /\d{6}/.exec((await mailAfter(before)).text) ?? [];
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('Hôm nay');
}

test('six digits from a mail sign in; a wrong code asks for another; a mail that stays behind is seen', async ({
  page,
  browser,
}) => {
  await startMailCenter('otp_email');
  await askForMail(page);
  await expect(page.getByText(`Nếu ${chief.email} có tài khoản, mã đã được gửi tới đó.`)).toBeVisible();
  await expect(page.locator('[name=password]')).toHaveCount(0);
  const first = await mailAfter(0);
  expect(first).toMatchObject({ to: [chief.email] });
  const [code = ''] = /\d{6}/.exec(first.text) ?? [];
  await page.locator('[name=code]').fill(code === '000000' ? '000001' : '000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(h1(page)).toHaveText('Đăng nhập bảng điều khiển');

  await page.getByRole('button', { name: 'Gửi mã khác' }).click();
  const [second = ''] = /\d{6}/.exec((await mailAfter(1)).text) ?? [];
  await page.locator('[name=code]').fill(`${second.slice(0, 3)} ${second.slice(3)}`);
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('Hôm nay');
  await expect(trouble(page)).toHaveCount(0);

  mailServer.refuse(true);
  const other = await browser.newPage();
  await askForMail(other);
  await expect(other.locator('[name=code]')).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(trouble(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByText(/máy chủ thư từ chối/)).toBeVisible();
  await page.goto(`${server.origin}/admin/audit`);
  await expect(page.getByText(/^Không gửi được thư/)).toBeVisible();

  mailServer.refuse(false);
  await enterByCode(other);
  await page.reload();
  await expect(h1(page)).toBeVisible();
  await expect(trouble(page)).toHaveCount(0);
  await other.close();
});

test('a link from a mail signs in once, and does not stay in the address', async ({ page, browser }) => {
  await startMailCenter('magic_link');
  await askForMail(page);
  await expect(
    page.getByText(`Nếu ${chief.email} có tài khoản, đường dẫn đăng nhập đã được gửi tới đó.`),
  ).toBeVisible();
  const [link = ''] = /http:\S+/.exec((await mailAfter(0)).text) ?? [];
  await page.goto(link);
  await expect(h1(page)).toHaveText('Hôm nay');
  expect(page.url()).not.toContain('token');

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole('alert')).toBeVisible();
  await expect(h1(other)).toHaveText('Đăng nhập bảng điều khiển');
  await expect(other.locator('[name=email]')).toBeVisible();

  await askForMail(other, 'khong-co-ai@saomai.vn');
  await expect(other.getByText(/khong-co-ai@saomai\.vn có tài khoản, đường dẫn/)).toBeVisible();
  expect(mailServer.mails).toHaveLength(1);
  await other.close();
});
