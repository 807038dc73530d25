// `npm run manual`: takes the manual's pictures from the program itself, on a fresh demo center, in both languages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { startDemoServer, type DemoServer } from '../e2e/support/demo-server.ts';
import { startFirstRun } from '../e2e/support/first-run-server.ts';
import { aDemoVisitor, answerSum, askFor } from '../e2e/support/kiosk-visit.ts';
import { begin, chiefEnvironment, openSession } from '../e2e/support/panel-visit.ts';

const pictures = join(import.meta.dirname, '..', '..', 'resources', 'manual', 'pictures');
const head = 'Số báo danh,Họ và tên,Ngày sinh,Trường,Toán';
const { CHROMIUM: executablePath } = process.env;

const server = await startDemoServer(chiefEnvironment);
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath && { executablePath }),
});
try {
  for (const locale of ['vi', 'en'] as const) {
    mkdirSync(join(pictures, locale), { recursive: true });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      locale: locale === 'vi' ? 'vi-VN' : 'en-GB',
      timezoneId: 'Asia/Ho_Chi_Minh',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    await takeFirstRun(await context.newPage(), locale);
    await takeKiosk(await context.newPage(), locale);
    await takePanel(await context.newPage(), locale, server);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

async function take(page: Page, locale: string, name: string): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
  const path = join(pictures, locale, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(path);
}

async function takeFirstRun(page: Page, locale: string): Promise<void> {
  const fresh = await startFirstRun();
  try {
    await page.addInitScript((chosen) => sessionStorage.setItem('lvt.locale', chosen), locale);
    await page.goto(`${fresh.origin}/setup`);
    await page.getByRole('radio').first().waitFor();
    await take(page, locale, 'setup');
  } finally {
    fresh.stop();
  }
}

async function takeKiosk(page: Page, locale: string): Promise<void> {
  await page.goto(server.origin);
  await page.getByRole('button', { name: locale === 'vi' ? 'Tiếng Việt' : 'English' }).click();
  const visitor = aDemoVisitor(server.folder);
  await askFor(page, visitor);
  await answerSum(page);
  await page.getByRole('heading', { level: 1, name: visitor.name }).waitFor();
  await page.locator('canvas, [data-state=drawn]').first().waitFor();
  await page.waitForLoadState('networkidle');
  await take(page, locale, 'kiosk');
}

async function takePanel(page: Page, locale: string, { origin, folder }: DemoServer): Promise<void> {
  await begin(page, { token: await openSession(origin), locale });
  for (const name of ['today', 'gates', 'lan', 'health', 'backup']) {
    await page.goto(`${origin}/admin/${name}`);
    await page.locator('main section').first().waitFor();
    await take(page, locale, name);
  }
  await page.goto(`${origin}/admin/students?open=${aDemoVisitor(folder).sbd}&in=chung-ket`);
  await page.getByRole('complementary').getByRole('definition').first().waitFor();
  await take(page, locale, 'students');
  await takeImport(page, locale, origin);
}

async function takeImport(page: Page, locale: string, origin: string): Promise<void> {
  await page.goto(`${origin}/admin/import`);
  const rows = [
    'N0001,Trần Gia Bảo,14/03/2012,THCS Lê Lợi,Huy chương Vàng',
    'N0002,Lê  Minh Châu,02/11/2011,THCS Lê Lợi,Huy chương Bạc',
    'N0003,H’Hen Niê,30/01/2012,THCS Buôn Hồ,Huy chương Đồng',
    ',Phạm Quốc Khánh,31/02/2012,THCS Lê Lợi,Huy chương Vàng',
  ];
  const content = [head, ...rows].join('\n');
  const name = locale === 'vi' ? 'thcs-le-loi.csv' : 'le-loi-school.csv';
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('combobox').nth(3).waitFor();
  await page.goto(`${page.url()}&step=review`);
  await page.locator('tbody tr').first().waitFor();
  await take(page, locale, 'import');
}
