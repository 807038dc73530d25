import { expect, test, type Page } from 'playwright/test';
import { startChangedDemo, startDemoServer, type DemoServer } from './support/demo-server.ts';
import { aDemoVisitor, answerSum, askFor, axeFindings, expectNoSideways, type Visitor } from './support/kiosk-visit.ts';
import { startStranger } from './support/stranger.ts';

const sizes = [
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
  { width: 1280, height: 720 },
];
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

let server: DemoServer;
let visitor: Visitor;

test.use({ hasTouch: true });
test.beforeAll(async () => {
  server = await startDemoServer();
  visitor = aDemoVisitor(server.folder);
});
test.afterAll(() => server.stop());

async function expectFit(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect(await axeFindings(page), `${size.width}x${size.height}`).toEqual([]);
    await expectNoSideways(page);
  }
}

async function refuseSearches(page: Page, status: number, body: object, headers: Record<string, string> = {}) {
  await page.route('**/api/search', (route) =>
    route.fulfill({ status, headers, contentType: 'application/json', body: JSON.stringify(body) }),
  );
}

async function askAgain(page: Page, language: string): Promise<void> {
  await page.goto(server.origin);
  await page.getByRole('button', { name: language }).first().click();
  await askFor(page, visitor);
}

for (const language of ['Tiếng Việt', 'English']) {
  test(`the screens that wait are clean for axe at every size, ${language}`, async ({ page, context }) => {
    test.setTimeout(120_000);
    await refuseSearches(page, 429, { detail: 'wait', code: 'rate-limit' }, { 'Retry-After': '60' });
    await askAgain(page, language);
    await answerSum(page);
    await expect(page.getByText('K-429')).toBeVisible();
    await expectFit(page);
    await page.unroute('**/api/search');

    await refuseSearches(page, 500, { detail: 'a fault', code: 'fault', id: '7f3a9c1e2b' });
    await askAgain(page, language);
    await answerSum(page);
    await expect(page.getByText('7f3a9c1e2b')).toBeVisible();
    await expectFit(page);
    await page.unroute('**/api/search');

    await askAgain(page, language);
    await context.setOffline(true);
    await answerSum(page);
    await expect(page.getByText('K-503')).toBeVisible();
    await expectFit(page);
    await context.setOffline(false);
    await expect(h1(page)).toHaveText(visitor.name);
  });
}

test('after a limit the page goes on by itself with a new sum, and nothing is typed again', async ({ page }) => {
  await refuseSearches(page, 429, { detail: 'wait', code: 'rate-limit' }, { 'Retry-After': '2' });
  await askAgain(page, 'Tiếng Việt');
  await answerSum(page);
  await expect(page.getByText('K-429')).toBeVisible();
  await page.unroute('**/api/search');
  await expect(page.locator('[name=captcha_answer]')).toBeVisible();
  await answerSum(page);
  await expect(h1(page)).toHaveText(visitor.name);
});

test('the certificate is enlarged and dragged, Esc closes it, and the focus is back where it was', async ({ page }) => {
  await askAgain(page, 'Tiếng Việt');
  await answerSum(page);
  const sheet = page.locator('button[data-state=drawn]');
  await sheet.focus();
  await page.keyboard.press('Enter');
  const stage = page.getByRole('dialog').getByRole('region');
  for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: 'Phóng to', exact: true }).click();
  await expect(page.getByText('300 %')).toBeVisible();
  await page.mouse.move(800, 500);
  await page.mouse.down();
  await page.mouse.move(600, 400, { steps: 4 });
  await page.mouse.up();
  expect(await stage.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop])).toEqual([200, 100]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(sheet).toBeFocused();
});

test('on a phone of the local network the download comes first', async ({ page }) => {
  const stranger = await startStranger(server.origin);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(stranger.origin);
  await askFor(page, visitor);
  await answerSum(page);
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'In chứng chỉ này' })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải về' }).click();
  expect((await download).suggestedFilename()).toContain(visitor.sbd);
  await page.close();
  stranger.stop();
});

for (const mode of ['name_sbd_captcha', 'sbd_phone'] as const) {
  test(`a student is found by the fields of the mode ${mode}`, async ({ page }) => {
    const changed = await startChangedDemo('name_dob_captcha', mode);
    const fields = {
      name_sbd_captcha: { name: visitor.name, sbd: visitor.sbd },
      sbd_phone: { sbd: visitor.sbd, phone: visitor.phone },
    }[mode];
    await page.goto(changed.origin);
    await expect(page.locator('form input')).toHaveCount(2);
    await page.keyboard.press('Enter');
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(2);
    await expectFit(page);
    for (const [name, text] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(text);
    await page.keyboard.press('Enter');
    await page.locator('[name=captcha_answer]').waitFor();
    await answerSum(page);
    await expect(h1(page)).toHaveText(visitor.name);
    await expect(page.locator('[data-state=drawn]')).toBeVisible();
    await changed.stop();
  });
}

test('a brand as light as paper keeps an edge around its button', async ({ page }) => {
  const changed = await startChangedDemo('#0b5a66', '#ffd100');
  await page.goto(changed.origin);
  const button = page.getByRole('button', { name: 'Tìm chứng chỉ' });
  await expect(button).toHaveCSS('background-color', 'rgb(255, 209, 0)');
  await expect(button).toHaveCSS('border-top-color', 'rgb(162, 132, 4)');
  expect(await axeFindings(page)).toEqual([]);
  await changed.stop();
});
