import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import {
  aDemoVisitor,
  answerSum,
  askFor,
  axeFindings,
  expectNoSideways,
  setStaffPin,
  type Visitor,
} from './support/kiosk-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 768, height: 1024 },
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 1280, height: 720 },
];
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

let server: DemoServer;
let visitor: Visitor;

test.use({ hasTouch: true });
test.beforeEach(async () => {
  server = await startDemoServer();
  visitor = aDemoVisitor(server.folder);
});
test.afterEach(() => server.stop());

async function expectFit(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoSideways(page);
  }
}

test('staff open the search with their PIN, in place of the sum, and a wrong one is said', async ({ page }) => {
  await page.goto(server.origin);
  await askFor(page, visitor);
  await expect(page.getByRole('button', { name: 'Nhờ cán bộ mở giúp' })).toHaveCount(0);
  setStaffPin(server.folder, '271828');
  await page.getByRole('button', { name: 'Nhờ cán bộ mở giúp' }).click();
  await expect(page.locator('[name=staff_pin]')).toBeFocused();
  await expectFit(page);
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mã PIN chưa đúng.')).toBeVisible();
  for (const digit of '271828')
    await page.getByRole('group', { name: 'Bàn phím số' }).getByRole('button', { name: digit }).click();
  await page.getByRole('button', { name: 'Xem chứng chỉ' }).click();
  await expect(h1(page)).toHaveText(visitor.name);
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
});

test('a student reports a wrong name, is told a code, and still gets the certificate', async ({ page }) => {
  await page.goto(server.origin);
  await askFor(page, visitor);
  await answerSum(page);
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
  const open = page.getByRole('button', { name: 'Tên hoặc ngày sinh bị sai?' });
  await open.click();
  await page.getByRole('button', { name: 'Gửi cho cán bộ' }).click();
  await expect(page.getByText('Còn thiếu nội dung đúng.')).toBeVisible();
  await expectFit(page);
  await page.getByRole('radio', { name: 'Ngày sinh' }).check();
  await page.locator('[name=day]').focus();
  await page.keyboard.type('06092012');
  await page.getByRole('button', { name: 'Gửi cho cán bộ' }).click();
  await expect(page.getByText('K-1001')).toBeVisible();
  await expectFit(page);
  await page.getByRole('button', { name: 'Quay lại chứng chỉ' }).click();
  await page.getByRole('radio').nth(1).check({ force: true });
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
});
