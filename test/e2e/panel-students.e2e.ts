import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { downloadDemoCertificate, type DemoCertificate } from './support/demo-certificate.ts';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import {
  begin,
  chief,
  chiefEnvironment,
  confirmAgain,
  forgetConfirmations,
  openSession,
  post,
  signIn,
  looks,
} from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const longName = 'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy';
const round = 'so-khao';

let server: DemoServer;
let token: string;
let certificate: DemoCertificate;
const complaints: string[] = [];

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
  token = await openSession(server.origin);
  certificate = await downloadDemoCertificate(server.origin);
});
test.afterAll(() => server.stop());
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

const box = (page: Page) => page.getByRole('search').getByRole('textbox');
const rows = (page: Page) => page.locator('tbody tr[data-index]');
const drawer = (page: Page) => page.getByRole('complementary').filter({ has: page.getByRole('tablist') });
const line = (page: Page) => page.locator('h1 + p');

async function visit(page: Page, query = '', as = token, role = 'super-admin'): Promise<void> {
  await begin(page, { token: as, role });
  await page.goto(`${server.origin}/admin/students${query}`);
  await expect(rows(page).first().locator('th')).toBeVisible();
}

/** A student with a certificate whom no other test changes, by their place in the first round. */
function student(at: number): { sbd: string; name: string; dob: string; phone: string } {
  const db = new Database(join(server.folder, 'data', 'portal.db'), { readonly: true });
  const row = db
    .prepare<[number], { sbd: string; name: string; dob: string; phone: string }>(
      `SELECT sbd, full_name AS name, dob, phone FROM so_khao WHERE toan <> '' AND dob LIKE '__/__/____' AND phone <> ''
       AND full_name NOT LIKE '%  %' ORDER BY sbd LIMIT 1 OFFSET ?`,
    )
    .get(at);
  db.close();
  if (!row) throw new Error('the demo list is shorter than thought');
  return row;
}

async function correct(page: Page, field: string, value: string, reason: string): Promise<void> {
  await drawer(page)
    .getByRole('button', { name: `Sửa: ${field}` })
    .click();
  await page.locator('[name=new_value]').fill(value);
  await page.locator('[name=reason]').fill(reason);
  await page.keyboard.press('Enter');
}

test('a part of a name without accents, a number, a date and the end of a phone find; the address tells no one', async ({
  page,
}) => {
  await visit(page);
  await expect(line(page)).toHaveText(/^[\d.]+ hồ sơ trong 2 vòng thi$/);
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('hoang thanh thuy');
  await expect(rows(page).filter({ hasText: longName }).first()).toBeVisible();
  await expect(line(page)).toHaveText(/^Khớp \d+ trong [\d.]+ hồ sơ$/);

  const { sbd, name, dob, phone } = student(30);
  for (const typed of [sbd, dob, phone.slice(-4), `${name.split(' ').at(-1) ?? ''} ${dob}`]) {
    await box(page).fill(typed);
    await expect(rows(page).filter({ hasText: sbd }).first()).toContainText(name);
  }
  expect(new URL(page.url()).search).toBe('');

  await box(page).fill('khong co ai ten nay');
  await expect(page.getByText('Không có hồ sơ nào khớp')).toBeVisible();
  await page.getByRole('button', { name: 'Hiện tất cả' }).click();
  await expect(line(page)).toHaveText(/^[\d.]+ hồ sơ trong 2 vòng thi$/);
});

test('filters stand in the address and survive a reload; a long list comes as it is scrolled', async ({ page }) => {
  await visit(page);
  await page.getByRole('combobox', { name: 'Vòng thi' }).click();
  await page.getByRole('option', { name: 'Vòng Sơ khảo' }).click();
  await expect(page).toHaveURL(/round=so-khao/);
  await expect(line(page)).toHaveText('1.200 thí sinh, Vòng Sơ khảo');

  await page.locator('tr[data-index="0"]').focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr[data-index="1199"] th')).toBeVisible();
  await expect(page.locator('tr[data-index="1199"]')).toBeFocused();

  await page.getByRole('combobox', { name: /^Trường/ }).click();
  await page.keyboard.type('le quy');
  await expect(page.getByRole('option', { name: /Lê Quý Đôn/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/school=/);
  await expect(line(page)).toHaveText(/^Khớp \d+ trong/);
  const bySchool = (await line(page).textContent()) ?? '';
  await page.getByRole('combobox', { name: 'Kết quả' }).click();
  await page.getByRole('option', { name: /^Toán học: Huy chương Vàng/ }).click();
  await expect(line(page)).not.toHaveText(bySchool);
  const before = await line(page).textContent();
  await expect(rows(page).first()).toContainText('Huy chương Vàng');
  await page.reload();
  await expect(line(page)).toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Họ và tên' }).click();
  await expect(page.getByRole('columnheader', { name: 'Họ và tên' })).toHaveAttribute('aria-sort', 'ascending');
});

test('by keyboard alone: found, opened, corrected with a reason; the history tells, and the old copy is replaced', async ({
  page,
}) => {
  const { sbd, name } = certificate;
  await visit(page);
  await page.keyboard.press('/');
  await page.keyboard.type(sbd);
  await expect(rows(page).first()).toContainText(sbd);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('tr[data-index="0"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name, exact: true })).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`open=${sbd}`));
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  await expect(page.locator('tr[data-index="0"]')).toBeFocused();

  await page.keyboard.press('e');
  await expect(page.locator('[name=new_value]')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' Anh');
  await expect(drawer(page).locator('mark')).toHaveText('·Anh');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText('Ghi lý do')).toBeVisible();
  await expect(page.locator('[name=reason]')).toBeFocused();
  await page.keyboard.type('theo giấy khai sinh');
  await expect(drawer(page).getByText(/chứng chỉ sẽ thành “đã thay thế”/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name: `${name} Anh` })).toBeVisible();
  await expect(rows(page).first()).toContainText(`${name} Anh`);

  await drawer(page)
    .getByRole('tab', { name: /Lịch sử/ })
    .click();
  const change = drawer(page).getByRole('listitem').first();
  await expect(change).toContainText(`${name}·Anh`);
  await expect(change).toContainText('theo giấy khai sinh');
  await expect(change).toContainText(chief.email);

  const blob = new URL(certificate.link).searchParams.get('blob') ?? '';
  const checker = await page.context().newPage();
  await checker.goto(`${server.origin}/certificate-checker?blob=${blob}`);
  await expect(checker.locator('h1')).toContainText(/thay/, { timeout: 30_000 });
  await checker.close();

  await change.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByRole('dialog').locator('[name=reason]').fill('sửa nhầm');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(drawer(page).getByRole('listitem')).toHaveCount(2);
  await expect(drawer(page).getByRole('listitem').last()).toContainText('Không hoàn tác được');
});

test('what the server will not take is told at the field; what was typed stays, and leaving asks', async ({ page }) => {
  const { sbd } = student(40);
  await visit(page, `?open=${sbd}&in=${round}`);
  await correct(page, 'Ngày sinh', '31/02/2012', 'xem lại');
  await expect(drawer(page).getByText('Không có ngày này')).toBeVisible();
  await expect(page.locator('[name=new_value]')).toHaveValue('31/02/2012');
  await expect(page.locator('[name=reason]')).toHaveValue('xem lại');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Sửa tiếp' }).click();
  await expect(question).toHaveCount(0);
  await expect(page.locator('[name=new_value]')).toHaveValue('31/02/2012');
  await page.locator('[name=new_value]').press('Escape');
  await question.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  await expect(drawer(page)).toHaveCount(0);
});

test('changed by someone else meanwhile: both values stand there, and the second decides', async ({ page }) => {
  const { sbd, name } = student(50);
  await visit(page, `?open=${sbd}&in=${round}`);
  await drawer(page).getByRole('button', { name: 'Sửa: Họ và tên' }).click();
  await page.locator('[name=new_value]').fill(`${name} B`);
  await page.locator('[name=reason]').fill('lý do của tôi');
  const theirs = { round_id: round, sbd, column: 'full_name', new_value: `${name} A`, reason: 'của họ' };
  expect((await post(server.origin, '/api/admin/students/correct', theirs, token)).status).toBe(200);
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText('Người khác vừa sửa mục này')).toBeVisible();
  await expect(
    drawer(page)
      .getByRole('definition')
      .filter({ hasText: `${name} A` })
      .first(),
  ).toBeVisible();
  await expect(page.locator('[name=new_value]')).toHaveValue(`${name} B`);
  await drawer(page).getByRole('button', { name: 'Ghi của bạn' }).click();
  await expect(drawer(page).getByRole('heading', { name: `${name} B` })).toBeVisible();
  await drawer(page)
    .getByRole('tab', { name: /Lịch sử 2/ })
    .click();
  await expect(drawer(page).getByRole('listitem').first()).toContainText(`${name} A`);
});

test('the phone is hidden until it is asked for, and the log knows who asked', async ({ page }) => {
  const { sbd, phone } = student(60);
  await visit(page, `?open=${sbd}&in=${round}`);
  await expect(drawer(page)).toContainText(phone.slice(-3));
  await expect(drawer(page)).not.toContainText(phone);
  await drawer(page).getByRole('button', { name: 'Hiện số điện thoại' }).click();
  await expect(drawer(page)).toContainText(phone);
  const db = new Database(join(server.folder, 'data', 'portal.db'), { readonly: true });
  const told = db.prepare<[], { target_id: string }>(
    `SELECT target_id FROM admin_activity WHERE action = 'student.phone.show' ORDER BY rowid DESC`,
  );
  expect(told.get()?.target_id).toBe(`so_khao:${sbd}`);
  db.close();
});

test('a certificate is seen as it is printed, taken back and made good again', async ({ page }) => {
  const { sbd } = student(70);
  await visit(page, `?open=${sbd}&in=${round}&tab=certificates`);
  const card = drawer(page).getByRole('region', { name: 'Toán học' });
  await card.getByRole('button', { name: 'Xem' }).click();
  await expect(card.locator('[data-state=drawn]')).toBeVisible({ timeout: 30_000 });
  const started = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Tải về' }).click();
  const file = await (await started).path();
  expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain(sbd);
  for (const [act, done] of [
    ['Thu hồi', 'Đã thu hồi'],
    ['Khôi phục', 'Còn hiệu lực'],
  ] as const) {
    await card.getByRole('button', { name: act }).click();
    await page.getByRole('dialog').locator('[name=reason]').fill('thử');
    await page.keyboard.press('Enter');
    await expect(card).toContainText(done);
  }
});

test('what the filter shows is taken along as a file, after one more confirmation', async ({ page }) => {
  const { sbd, name } = student(75);
  forgetConfirmations(server.folder);
  await visit(page);
  await box(page).fill(sbd);
  await expect(line(page)).toHaveText(/^Khớp [12] trong/);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  await confirmAgain(page);
  const file = readFileSync(await (await started).path(), 'utf8');
  expect(file).toContain(name);
  expect(file.trim().split(/\r?\n/).length).toBeLessThanOrEqual(3);
});

test('the palette opens a record', async ({ page }) => {
  const { sbd, name } = student(80);
  await visit(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(sbd);
  await page
    .getByRole('option', { name: new RegExp(sbd) })
    .first()
    .click();
  await expect(drawer(page).getByRole('heading', { name, exact: true })).toBeVisible();
});

test('a viewer reads and writes nothing', async ({ page }) => {
  const email = 'xem@saomai.vn';
  const made = await post(server.origin, '/api/admin/users/create', { email, role: 'viewer' }, token);
  const { code } = (await made.json()) as { code: string };
  await page.goto(`${server.origin}/admin/students`);
  await signIn(page, { email, password: code });
  await page.locator('[name=repeated]').fill('mot-cau-that-dai-khac');
  await page.locator('[name=password]').fill('mot-cau-that-dai-khac');
  await page.keyboard.press('Enter');
  await expect(rows(page).first().locator('th')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Xuất' })).toHaveCount(0);
  await page.locator('tr[data-index="0"]').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('definition').first()).toBeVisible();
  await expect(drawer(page).getByRole('button', { name: /Sửa/ })).toHaveCount(0);
  await drawer(page)
    .getByRole('tab', { name: /Chứng chỉ/ })
    .click();
  await expect(drawer(page).getByRole('button', { name: 'Thu hồi' })).toHaveCount(0);
});

for (const { locale, theme } of looks) {
  test(`list and drawer are clean for axe and fit every size, ${locale}, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    const { sbd } = student(90);
    await begin(page, { token, theme, locale });
    for (const query of ['', `?open=${sbd}&in=${round}`, `?open=${sbd}&in=${round}&tab=certificates`]) {
      await page.goto(`${server.origin}/admin/students${query}`);
      await expect(rows(page).first().locator('th')).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
        if (size === sizes[0] || size === sizes.at(-1)) expect(await axeFindings(page)).toEqual([]);
      }
    }
  });
}
