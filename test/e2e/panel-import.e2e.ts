import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import { begin, chiefEnvironment, openSession, post } from './support/panel-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];
const head = 'Số báo danh,Họ và tên,Ngày sinh,Trường,Toán';
const manyRows = 20_000;

let server: DemoServer;
let token: string;
const complaints: string[] = [];

test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
  token = await openSession(server.origin);
});
test.afterAll(() => server.stop());
test.beforeEach(({ page }) => {
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
});
test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const number = (at: number) => `9${String(at).padStart(6, '0')}`;
/** One student a row; the first `changed` of them under another name. */
function aList(count: number, changed = 0): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const name = at < changed ? 'Nguyễn Thị Ánh Nguyêt' : 'Nguyễn Thị Ánh Nguyệt';
    return `${number(at)},${name},0${(at % 9) + 1}/03/2012,THCS Nguyễn Du,Huy chương Vàng`;
  });
  return [head, ...rows].join('\n');
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const title = (page: Page, text: string) => expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
const count = (page: Page, kind: string) =>
  page.getByRole('group', { name: 'Loại thay đổi' }).getByText(kind).locator('..');

async function visit(page: Page, look: { theme?: string; locale?: string } = {}): Promise<void> {
  await begin(page, { token, ...look });
  await page.goto(`${server.origin}/admin/import`);
}

async function choose(page: Page, content: string, name: string): Promise<void> {
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

async function review(page: Page, content: string, name: string): Promise<void> {
  await choose(page, content, name);
  await button(page, 'Xem thay đổi').click({ timeout: 90_000 });
  await title(page, 'Xem thay đổi trước khi ghi');
}

/** What students of these lists are called, by number. */
function written(): { total: number; changed: number } {
  const db = new Database(join(server.folder, 'data', 'portal.db'), { readonly: true });
  const row = db
    .prepare<[], { total: number; changed: number }>(
      `SELECT count(*) AS total, coalesce(sum(full_name LIKE '%Nguyêt'), 0) AS changed FROM so_khao
       WHERE sbd LIKE '9______'`,
    )
    .get();
  db.close();
  return row ?? { total: -1, changed: -1 };
}

test('a list of 20,000 rows is written, written again with 200 changes, and each is taken back; another page sees it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const other = await page.context().newPage();
  await begin(other, { token });
  await other.goto(`${server.origin}/admin/students?round=so-khao`);
  await expect(other.locator('h1 + p')).toHaveText('1.200 thí sinh, Vòng Sơ khảo');

  await visit(page);
  await review(page, aList(manyRows), 'lan-1.csv');
  await expect(count(page, 'thêm mới')).toContainText('20.000');
  await button(page, /^Ghi 20.?000 thay đổi$/).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await title(page, 'Đã ghi danh sách');
  expect(written()).toEqual({ total: manyRows, changed: 0 });
  await expect(other.locator('h1 + p')).toHaveText('21.200 thí sinh, Vòng Sơ khảo');

  await button(page, 'Nhập danh sách khác').click();
  await review(page, aList(manyRows, 200), 'lan-2.csv');
  await expect(count(page, 'thay đổi')).toContainText('200');
  await expect(count(page, 'giữ nguyên')).toContainText('19.800');
  const first = page.locator('tbody tr[data-index="0"]');
  await expect(first).toContainText(number(0));
  await expect(first.locator('mark')).toHaveText(['ệ', 'ê']);
  await first.getByRole('checkbox').click();
  await button(page, 'Ghi 199 thay đổi').click();
  await title(page, 'Đã ghi danh sách');
  expect(written()).toEqual({ total: manyRows, changed: 199 });

  await button(page, 'Hoàn tác lần nhập này').click();
  await button(page, 'Hoàn tác lần nhập').last().click();
  await page.getByRole('dialog', { name: 'Đã hoàn tác' }).getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByText('mọi dòng trở về như trước')).toBeVisible();
  await expect(button(page, 'Hoàn tác lần nhập này')).toHaveCount(0);
  expect(written()).toEqual({ total: manyRows, changed: 0 });
  await other.close();
});

test('a list is not taken back over a later edit, and the words name the row', async ({ page }) => {
  const edit = { round_id: 'so-khao', sbd: number(7), column: 'full_name', new_value: 'Trần Bình', reason: 'thử' };
  expect((await post(server.origin, '/api/admin/students/correct', edit, token)).status).toBe(200);
  await visit(page);
  const line = page.getByRole('row').filter({ hasText: 'lan-1.csv' });
  await line.getByRole('button', { name: 'Hoàn tác' }).click();
  await button(page, 'Hoàn tác lần nhập').last().click();
  const told = page.getByRole('dialog', { name: 'Không hoàn tác được' });
  await expect(told).toContainText(number(7));
  await told.getByRole('button', { name: 'Đóng' }).last().click();
  expect(written()).toEqual({ total: manyRows, changed: 0 });
});

test('a list with heads that tell nothing is dropped in, its columns are named, its doubts answered, its rejects saved', async ({
  page,
}) => {
  const rows = ['M1,Lê An,01/02/2011,HCV', 'M2,Lê Bình,02/02/2011,Xuất chúng', ',Không Số,03/02/2011,'];
  const content = ['Mã,Tên gọi,Sinh,Toán', ...rows].join('\n');
  await visit(page);
  await page.getByText('Thả tệp danh sách vào đây').waitFor();
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'la.csv', { type: 'text/csv' }));
    return data;
  }, content);
  await page.getByText('Thả tệp danh sách vào đây').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('Không tìm thấy cột: Số báo danh, Họ và tên.')).toBeVisible();
  for (const [column, from] of [
    ['Số báo danh', 'Mã'],
    ['Họ và tên', 'Tên gọi'],
  ] as const) {
    await page.getByRole('combobox', { name: column, exact: true }).click();
    await page.getByRole('option', { name: from, exact: true }).click();
    await expect(page.getByRole('combobox', { name: new RegExp(column) }).first()).toContainText(from);
  }
  await page.getByRole('combobox', { name: 'Cột trong tệp cho Ngày sinh' }).click();
  await page.getByRole('option', { name: 'Sinh', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: '01/02/2011' })).toBeVisible();
  await button(page, 'Đồng ý với tên bên phải').click();
  await expect(button(page, 'Đồng ý với tên bên phải')).toHaveCount(0);
  await page.getByRole('combobox', { name: '“Xuất chúng” nghĩa là' }).click();
  await page.getByRole('option', { name: 'Huy chương Bạc' }).click();
  await expect(page.getByRole('combobox', { name: '“Xuất chúng” nghĩa là' })).toHaveCount(0);
  await button(page, 'Xem thay đổi').click();
  await expect(page.locator('tbody')).toContainText('Huy chương Bạc');

  await button(page, /bị loại$/)
    .first()
    .click();
  await expect(page.locator('tbody tr').first()).toContainText('Thiếu số báo danh.');
  const started = page.waitForEvent('download');
  await button(page, 'Tải 1 dòng bị loại').click();
  const file = await started;
  expect(file.suggestedFilename()).toBe('la-rejected.csv');
  const saved = readFileSync(await file.path(), 'utf8');
  expect(saved).toContain('Không Số');
  expect(saved).toContain('Thiếu số báo danh.');
});

test('a reload keeps the work, a cancel in the middle leaves nothing, a wrong file is refused by name beside it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const before = written();
  await visit(page);
  await review(page, aList(40_000, 300), 'lon.csv');
  await page.reload();
  await title(page, 'Xem thay đổi trước khi ghi');
  await expect(count(page, 'thêm mới')).toContainText((40_000 - before.total).toLocaleString('vi'));
  await button(page, /^Ghi [\d.]+ thay đổi$/).click();
  await button(page, 'Thôi').click();
  await expect(page.getByText('Đã dừng. Chưa ghi gì')).toBeVisible();
  expect(written()).toEqual(before);

  await page.goto(`${server.origin}/admin/import`);
  await choose(page, '%PDF-1.7 not a list', 'giay-moi.csv');
  await expect(page.getByText('Tệp này là PDF')).toBeVisible();
  await button(page, 'Chọn tệp khác').click();
  const open = page.getByRole('listitem').filter({ hasText: 'lon.csv' });
  await open.getByRole('button', { name: 'Làm tiếp' }).click();
  await expect(button(page, 'Xem thay đổi')).toBeVisible();
  expect(written()).toEqual(before);
});

for (const look of [
  { theme: 'light', locale: 'vi' },
  { theme: 'dark', locale: 'en' },
]) {
  test(`each step in ${look.theme} and ${look.locale} fits its window, and axe finds nothing`, async ({ page }) => {
    await visit(page, look);
    const check = async () => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
      }
      expect(await axeFindings(page)).toEqual([]);
    };
    await page.locator('tbody tr').first().waitFor();
    await check();
    await choose(page, `${head}\nX1,Lê  An,01/02/2011,A,HCV\n${number(1)},Lê Bình,02/02/2011,B,\n,Không,,,`, 'nho.csv');
    await page.getByRole('combobox').nth(3).waitFor();
    await check();
    await page.goto(`${page.url()}&step=review`);
    await page.locator('tbody tr').first().waitFor();
    await check();
  });
}
