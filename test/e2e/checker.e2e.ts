import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type Page } from 'playwright/test';
import { toBase64url } from '../../server/values/base64url.ts';
import { readBlob, toCanonicalJson, type QrPayload } from '../../server/values/qr-payload.ts';
import { downloadDemoCertificate, type DemoCertificate } from './support/demo-certificate.ts';
import { startDemoServer, type DemoServer } from './support/demo-server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const { CHROMIUM: executablePath } = process.env;

let server: DemoServer;
let certificate: DemoCertificate;
let blob: string;
const complaints: string[] = [];

test.beforeAll(async () => {
  server = await startDemoServer();
  certificate = await downloadDemoCertificate(server.origin);
  blob = new URL(certificate.link).searchParams.get('blob') ?? '';
});
test.afterAll(() => server.stop());

test.beforeEach(({ page }) => {
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
});
test.afterEach(() => {
  expect(complaints).toEqual([]);
});

async function open(page: Page, found: string | null = null): Promise<void> {
  await page.goto(`${server.origin}/certificate-checker${found === null ? '' : `?blob=${found}`}`);
  await page.locator('h1').waitFor();
}

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const input = mimeType === 'application/pdf' ? 'input[accept*="pdf"]' : 'input[accept="image/*"]';
  await page.locator(input).setInputFiles({ name, mimeType, buffer });
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Dán đường dẫn' }).click();
  await page.getByRole('textbox').fill(text);
  await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
}

async function expectNamesNoOne(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên', { timeout: 30_000 });
  await expect(page.locator('article')).toContainText(certificate.sbd);
  await expect(page.getByRole('complementary')).toContainText('Khớp khóa của trung tâm');
}

/** The same signature under another content. */
function altered(change: Partial<QrPayload>): string {
  const read = readBlob(blob);
  if (!read.ok) throw new Error(read.reason);
  const text = toCanonicalJson({ ...read.payload, ...change });
  return `${toBase64url(Buffer.from(text, 'latin1'))}.${toBase64url(read.signature)}`;
}

test('the downloaded PDF, opened as a file, is genuine but names no one', async ({ page }) => {
  await open(page);
  await choose(page, 'chung-chi.pdf', 'application/pdf', certificate.pdf);
  await expectNamesNoOne(page);
  await expect(page.getByRole('complementary')).toContainText('chung-chi.pdf, trang 1/1');
  await expect(page.getByRole('complementary')).toContainText('Đã hỏi lúc');
  await expect(page).toHaveTitle(/^Mã QR thật, nhưng không ghi tên/);
  await expect(page.getByRole('status')).toHaveText('Mã QR thật, nhưng không ghi tên');
});

test('a picture of the printed page is read too', async ({ page }) => {
  await open(page);
  await choose(page, 'IMG_2041.png', 'image/png', certificate.png);
  await expectNamesNoOne(page);
});

test('the link in the code opens with its verdict, and stays in the address', async ({ page }) => {
  await open(page, blob);
  await expectNamesNoOne(page);
  expect(new URL(page.url()).searchParams.get('blob')).toBe(blob);
  await page.getByRole('button', { name: 'Kiểm tra tờ khác' }).click();
  await expect(page.locator('h1')).toBeFocused();
  expect(new URL(page.url()).search).toBe('');
});

test('an altered grade is red, and what the code says only a claim', async ({ page }) => {
  await open(page, altered({ result: '<img src=x onerror=alert(1)>' }));
  await expect(page.locator('h1')).toHaveText('Không phải của chúng tôi, hoặc đã bị sửa');
  const claims = page.locator('section', { hasText: 'chưa được chứng minh' });
  await expect(claims).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.getByRole('complementary')).toContainText('Không khớp khóa nào của trung tâm');
});

test('a code of another center is red and sends the reader there', async ({ page }) => {
  await open(page, altered({ project_slug: 'trung-tam-khac' }));
  await expect(page.locator('h1')).toHaveText('Không phải của chúng tôi, hoặc đã bị sửa');
  await expect(page.locator('article')).toContainText('trung-tam-khac');
});

test('a link that was cut says nothing about the certificate', async ({ page }) => {
  await open(page);
  await paste(page, certificate.link.slice(0, -60));
  await expect(page.locator('h1')).toHaveText('Chưa kiểm tra được');
  await expect(page.locator('article')).toContainText('Điều này không có nghĩa là chứng chỉ giả');
});

test('text without a code is told at the field, and kept', async ({ page }) => {
  await open(page);
  await paste(page, 'Nguyễn Văn An');
  await expect(page.getByRole('alert')).toContainText('Không thấy mã chứng chỉ');
  await expect(page.getByRole('textbox')).toHaveValue('Nguyễn Văn An');
  await expect(page.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
});

test('a file without a code, a broken PDF and a picture too large to unpack are each told apart', async ({ page }) => {
  const huge = Buffer.from('89504e470d0a1a0a0000000d4948445200009c4000009c400802000000'.padEnd(400, '0'), 'hex');
  const cases = [
    ['a.jpg', 'image/jpeg', Buffer.from('no picture at all'), 'không mở được tệp'],
    ['b.pdf', 'application/pdf', Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`), 'Không đọc được tệp PDF'],
    ['c.png', 'image/png', huge, 'quá lớn'],
  ] as const;
  await open(page);
  for (const [name, type, content, words] of cases) {
    await choose(page, name, type, content);
    await expect(page.locator('h1')).toHaveText('Chưa kiểm tra được');
    await expect(page.locator('article')).toContainText(words);
    await page.getByRole('button', { name: 'Dán đường dẫn' }).click();
  }
});

test('the whole way by keyboard: paste, check, print, check another', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('button', { name: 'Dán đường dẫn' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(`  ${blob}\n`);
  await page.keyboard.press('Enter');
  await expectNamesNoOne(page);
  await expect(page.locator('h1')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
});

test('prints on one A4 page', async ({ page }) => {
  await open(page, altered({ result: 'Huy chương Vàng' }));
  await page.locator('article').waitFor();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('axe finds nothing, and nothing scrolls sideways, in both languages', async ({ browser }) => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(axeSource);
  const states = [null, blob, altered({ result: 'Huy chương Vàng' }), altered({ project_slug: 'khac' }), 'abc'];
  for (const state of states) {
    await open(page, state);
    if (state) await page.locator('article').waitFor();
    for (const language of ['Tiếng Việt', 'English']) {
      await page.getByRole('button', { name: language }).click();
      const found = await page.evaluate('axe.run(document).then(({ violations }) => violations.map(({ id }) => id))');
      expect(found).toEqual([]);
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 720 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  }
  await context.close();
});

test('the camera reads a code held before it, and is let go', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-camera-'));
  const film = join(folder, 'page.mjpeg');
  writeFileSync(film, certificate.jpeg);
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
  try {
    const page = await (await browser.newContext({ permissions: ['camera'] })).newPage();
    await open(page);
    await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).click();
    await expectNamesNoOne(page);
    await expect(page.getByRole('complementary')).toContainText('Máy ảnh');
    await expect(page.locator('video')).toHaveCount(0);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a camera that is refused says so and leaves the other ways', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await open(page);
  await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).click();
  await expect(page.getByRole('alert')).toContainText('Không mở được máy ảnh');
  await page.getByRole('button', { name: 'Tắt máy ảnh' }).click();
  await expect(page.locator('h1')).toHaveText('Chứng chỉ này có thật không?');
});

test('on plain HTTP there is no camera, with the reason, and no WebCrypto is needed', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false });
    Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
  });
  await open(page);
  await expect(page.getByText('Trình duyệt chỉ cho dùng máy ảnh trên trang https')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Quét bằng máy ảnh' })).toHaveCount(0);
  await paste(page, certificate.link);
  await expectNamesNoOne(page);
});

test('a picture dropped on the page or pasted from the clipboard is read', async ({ page }) => {
  for (const kind of ['drop', 'paste'] as const) {
    await open(page);
    await page.evaluate(
      ({ type, png }) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], 'trang.png', { type: 'image/png' }));
        const event =
          type === 'drop'
            ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      },
      { type: kind, png: certificate.png.toString('base64') },
    );
    await expectNamesNoOne(page);
  }
});

test('once the page is loaded it answers without the server: link, photo and PDF', async ({ page }) => {
  const isolated = await startDemoServer();
  try {
    const own = await downloadDemoCertificate(isolated.origin);
    const fetched = page.waitForResponse(/zxing_reader.*\.wasm$/);
    const started = page.waitForEvent('worker', (worker) => worker.url().includes('pdf.worker'));
    await page.goto(`${isolated.origin}/certificate-checker`);
    await Promise.all([fetched, started.then((worker) => worker.evaluate('1'))]);
    await isolated.kill();

    await paste(page, own.link);
    await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên');
    await expect(page.locator('article')).toContainText('Chưa hỏi được máy chủ');
    for (const [name, type, content] of [
      ['a.png', 'image/png', own.png],
      ['a.pdf', 'application/pdf', own.pdf],
    ] as const) {
      await page.getByRole('button', { name: 'Kiểm tra tờ khác' }).click();
      await choose(page, name, type, content);
      await expect(page.locator('h1')).toHaveText('Mã QR thật, nhưng không ghi tên', { timeout: 30_000 });
    }
  } finally {
    await isolated.stop();
  }
});
