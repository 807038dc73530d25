import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { aDemoVisitor, answerSum, askFor, axeFindings, expectNoSideways, type Visitor } from './support/kiosk-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 768, height: 1024 },
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
  { width: 1280, height: 720 },
];

let server: DemoServer;
let visitor: Visitor;

test.use({ hasTouch: true });
test.beforeAll(async () => {
  server = await startDemoServer();
  visitor = aDemoVisitor(server.folder);
});
test.afterAll(() => server.stop());

async function openEnlarged(page: Page): Promise<void> {
  await page.goto(server.origin);
  const larger = page.getByRole('button', { name: /Chữ to/ }).first();
  await larger.click();
  await larger.click();
}

/** Nothing sideways, and the button that matters on the screen as it opens. */
async function expectPrimary(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoSideways(page);
    await expect(page.getByRole('button', { name }), `${size.width}x${size.height}`).toBeInViewport({ ratio: 1 });
  }
  expect(await axeFindings(page)).toEqual([]);
}

async function beyondFold(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
}

test('at 150 % form and keyboard stand whole on the screen, from 1280 x 720 on', async ({ page }) => {
  await openEnlarged(page);
  await expectPrimary(page, 'Tìm chứng chỉ');
  for (const size of sizes.filter(({ width }) => width > 600)) {
    await page.setViewportSize(size);
    expect(await beyondFold(page), `${size.width}x${size.height}`).toBeLessThanOrEqual(0);
    const keyboard = page.getByRole('region', { name: 'Bàn phím tiếng Việt' });
    await expect(keyboard).toBeInViewport({ ratio: 1 });
    const [form, keys] = [await page.locator('form').boundingBox(), await keyboard.boundingBox()];
    expect((form?.y ?? 0) + (form?.height ?? 0)).toBeLessThanOrEqual(keys?.y ?? 0);
  }
});

test('at 150 % the sum and the certificate keep their button on the screen', async ({ page }) => {
  await openEnlarged(page);
  await askFor(page, visitor);
  await expectPrimary(page, 'Xem chứng chỉ');
  await answerSum(page);
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
  await expectPrimary(page, 'In chứng chỉ này');
});

test('on a tablet the round of a certificate breaks before it, never inside', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto(server.origin);
  await askFor(page, visitor);
  await answerSum(page);
  const rounds = page.locator('label b + span > span');
  await expect(rounds.first()).toBeVisible();
  const heights = await rounds.evaluateAll((all) =>
    all.map((round) => round.clientHeight / parseFloat(getComputedStyle(round).lineHeight)),
  );
  expect(heights.length).toBeGreaterThan(1);
  for (const height of heights) expect(Math.round(height)).toBe(1);
});
