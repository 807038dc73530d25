import { expect, test, type Page } from 'playwright/test';
import { downloadDemoCertificate } from './support/demo-certificate.ts';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';

const email = 'admin@example.vn';
const password = 'một mật khẩu rất dài';

let server: DemoServer;

test.beforeAll(async () => {
  server = await startDemoServer({ ADMIN_DEFAULT_EMAIL: email, ADMIN_DEFAULT_PASSWORD: password });
});
test.afterAll(() => server.stop());

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(server.origin + path, { method: 'POST', body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}

async function check(page: Page, link: string): Promise<void> {
  await page.goto(`${server.origin}/certificate-checker${new URL(link).search}`);
  await page.locator('h1').waitFor();
}

test('a printed certificate says replaced once its record was corrected, and is good again once that is undone', async ({
  page,
}) => {
  const old = await downloadDemoCertificate(server.origin);
  await check(page, old.link);
  await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên', { timeout: 30_000 });

  const { token } = await post<{ token: string }>('/api/admin/login', { email, password });
  const found = await post<{ rows: { round_id: string; sbd: string }[] }>('/api/admin/students/find', {
    token,
    text: old.sbd,
  });
  const corrected = { ...found.rows[0], column: 'school', new_value: 'THCS Lê Lợi', reason: 'sai trường' };
  const { change_id: change } = await post<{ change_id: number }>('/api/admin/students/correct', {
    token,
    ...corrected,
  });
  await check(page, old.link);
  await expect(page.locator('h1')).toHaveText('Đã thay bằng bản mới', { timeout: 30_000 });

  const fresh = await downloadDemoCertificate(server.origin);
  expect(fresh.sbd).toBe(old.sbd);
  await check(page, fresh.link);
  await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên', { timeout: 30_000 });

  await post('/api/admin/students/undo', { token, change_id: change, reason: 'trường cũ đúng' });
  await check(page, old.link);
  await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên', { timeout: 30_000 });
});
