import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import {
  aDemoVisitor,
  answerSum,
  askFor,
  axeFindings,
  expectNoSideways,
  setGates,
  type Visitor,
} from './support/kiosk-visit.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 768, height: 1024 },
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 960, height: 540 },
];
const nobody = { name: 'Nguyễn Không Ai', dob: '09/05/2012' };
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

let server: DemoServer;
let visitor: Visitor;
const complaints: string[] = [];

test.use({ hasTouch: true });
// A server for each test: the searches of one must not use up the minute's quota of the next.
test.beforeEach(async ({ page }) => {
  server = await startDemoServer();
  visitor = aDemoVisitor(server.folder);
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
});
test.afterEach(async () => {
  await server.stop();
  expect(complaints).toEqual([]);
});

async function seeResult(page: Page): Promise<void> {
  await page.goto(server.origin);
  await askFor(page, visitor);
  await answerSum(page);
  await expect(h1(page)).toHaveText(visitor.name);
}

for (const language of ['Tiếng Việt', 'English']) {
  test(`every screen is clean for axe and fits every size, ${language}`, async ({ page }) => {
    test.setTimeout(300_000);
    const look = async (canScroll = false) => {
      expect(await axeFindings(page)).toEqual([]);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expectNoSideways(page);
        const isWide = size.width >= 1280;
        const beyond = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
        if (isWide && !canScroll) expect(beyond, `${size.width}x${size.height} scrolls`).toBeLessThanOrEqual(0);
      }
      await page.setViewportSize({ width: 1280, height: 720 });
    };
    await page.goto(server.origin);
    await page.getByRole('button', { name: language }).first().click();
    await look();
    await askFor(page, nobody);
    await look();
    await answerSum(page);
    await expect(page.getByText('K-104')).toBeVisible();
    await look();
    await page.keyboard.press('Escape');
    await askFor(page, visitor);
    await answerSum(page);
    await expect(page.locator('[data-state=drawn]')).toBeVisible();
    await look();
    await page.locator('[data-state=drawn]').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    setGates(server.folder, { lookup: false, download: false });
    await page.reload();
    await page.getByRole('button', { name: language }).first().click();
    await look();
    setGates(server.folder, { lookup: true, download: true });
  });
}

test('a student gets the certificate with the keyboard alone, and one sum serves all of it', async ({ page }) => {
  const captchas: string[] = [];
  page.on('request', (request) => captchas.push(...(request.url().endsWith('/api/captcha') ? [request.url()] : [])));
  await page.goto(server.origin);
  const plain = visitor.name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/gi, 'd');
  await expect(page.locator('[name=name]')).toBeFocused();
  await page.keyboard.type(plain);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(visitor.dob.replace(/\D/g, ''));
  await page.keyboard.press('Enter');
  await page.locator('[name=captcha_answer]').waitFor();
  await answerSum(page);
  await expect(h1(page)).toBeFocused();
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
  await page.getByRole('radio').nth(1).focus();
  await page.keyboard.press('Space');
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
  expect(captchas).toHaveLength(1);
});

test('a wrong sum brings another, and nothing typed is asked again', async ({ page }) => {
  await page.goto(server.origin);
  await askFor(page, visitor);
  await answerSum(page, 1);
  await expect(page.getByText('Chưa đúng. Mời bạn làm câu khác.')).toBeVisible();
  await expect(page.getByText(visitor.name)).toBeVisible();
  await answerSum(page);
  await expect(h1(page)).toHaveText(visitor.name);
});

test('the gate closes and opens the page by itself within two seconds, with the form kept', async ({ page }) => {
  await page.goto(server.origin);
  await page.locator('[name=name]').fill('Đỗ Đức Đạt');
  setGates(server.folder, { lookup: false, download: false });
  await expect(h1(page)).toHaveText('Chưa mở tra cứu', { timeout: 2500 });
  setGates(server.folder, { lookup: true, download: true });
  await expect(page.locator('[name=name]')).toHaveValue('Đỗ Đức Đạt', { timeout: 2500 });
});

test('with the download gate shut a line stands in the place of the buttons', async ({ page }) => {
  setGates(server.folder, { lookup: true, download: false });
  await seeResult(page);
  await expect(page.getByText('Lúc này chưa lấy được bản in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'In chứng chỉ này' })).toHaveCount(0);
  setGates(server.folder, { lookup: true, download: true });
  await expect(page.locator('[data-state=drawn]')).toBeVisible();
});

test('a lost server is waited for, and the search goes on by itself', async ({ page, context }) => {
  await page.goto(server.origin);
  await askFor(page, visitor);
  await context.setOffline(true);
  await answerSum(page);
  await expect(h1(page)).toHaveText('Mất nối với máy chủ');
  await context.setOffline(false);
  await expect(h1(page)).toHaveText(visitor.name);
});

test('an idle screen warns, covers itself and forgets the visitor', async ({ page }) => {
  await page.clock.install();
  await page.goto(server.origin);
  await page.locator('[name=name]').fill('Đỗ Đức Đạt');
  await page.clock.runFor(61_000);
  await expect(page.getByRole('alertdialog')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Tôi còn ở đây' }).click();
  await expect(page.locator('[name=name]')).toHaveValue('Đỗ Đức Đạt');
  await page.clock.runFor(61_000);
  await page.clock.runFor(20_000);
  await expect(page.locator('[name=name]')).toHaveValue('');
  await page.waitForLoadState();
  await expect(page.locator('[name=name]')).toBeFocused();
  // The fresh page may still be taking the place of the old one.
  await expect(async () => {
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(kept).toEqual([0, 0, '']);
  }).toPass();
});

test('the on-screen keyboard types a Vietnamese name and a date', async ({ page }) => {
  await page.goto(server.origin);
  const keyboard = page.getByRole('region', { name: 'Bàn phím tiếng Việt' });
  for (const key of 'NGUYEENX') await keyboard.getByRole('button', { name: key, exact: true }).click();
  await keyboard.getByRole('button', { name: 'dấu cách' }).click();
  for (const key of ['D', 'Đ', 'A', 'T']) await keyboard.getByRole('button', { name: key, exact: true }).click();
  await keyboard.getByRole('button', { name: 'nặng' }).click();
  await expect(page.locator('[name=name]')).toHaveValue('Nguyễn Đạt');
  await keyboard.getByRole('button', { name: 'Tiếp' }).click();
  for (const key of '592012')
    await page.getByRole('group', { name: 'Bàn phím số' }).getByRole('button', { name: key }).click();
  await expect(page.getByText('Ngày 5 tháng 9 năm 2012')).toBeVisible();
});

test('the first screen loads at most 150 KiB of script, packed', async ({ page }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body());
  });
  await page.goto(server.origin);
  await page.waitForLoadState('load');
  await expect(page.locator('[name=name]')).toBeFocused();
  const packed = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  expect(packed.length).toBeGreaterThan(0);
  expect(packed.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150 * 1024);
});
