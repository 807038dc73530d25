import { expect, test } from 'playwright/test';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';
import { axeFindings, expectNoSideways } from './support/kiosk-visit.ts';
import { begin, chiefEnvironment, looks, openSession } from './support/panel-visit.ts';

let server: DemoServer;
test.beforeAll(async () => {
  server = await startDemoServer(chiefEnvironment);
});
test.afterAll(() => server.stop());

test('staff open the manual from the panel, and read it in the language of the panel', async ({ page, context }) => {
  await begin(page, { token: await openSession(server.origin), locale: 'en' });
  await page.goto(`${server.origin}/admin/account`);
  await page.getByRole('button', { name: 'Account' }).click();
  const opened = context.waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Manual' }).click();
  const manual = await opened;
  await expect(manual.getByRole('heading', { level: 1 })).toHaveText('Manual');
  await manual.getByRole('link', { name: 'When something goes wrong' }).click();
  await expect(manual.getByRole('heading', { level: 2 })).toHaveText('When something goes wrong');
  await manual.getByRole('link', { name: 'Tiếng Việt' }).click();
  await expect(manual.getByRole('heading', { level: 2 })).toHaveText('Khi có trục trặc');
  await expect(manual).toHaveTitle('Khi có trục trặc – Sổ tay');
  await manual.close();
});

for (const { locale, theme } of looks) {
  test(`its pages show their pictures, fit and are clean for axe, ${locale}, ${theme}`, async ({ browser }) => {
    const page = await browser.newPage({ locale, colorScheme: theme });
    for (const name of ['first-day', 'exam-day', 'trouble', 'it']) {
      await page.goto(`${server.origin}/manual?page=${name}`);
      const pictures = page.locator('article:not([hidden]) img');
      for (const picture of await pictures.all()) {
        await picture.scrollIntoViewIfNeeded();
        await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280);
      }
      for (const width of [1920, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoSideways(page);
      }
      expect(await axeFindings(page), name).toEqual([]);
    }
    await page.close();
  });
}
