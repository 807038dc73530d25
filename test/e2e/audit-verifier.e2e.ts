import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from 'playwright/test';
import { startDemoServer } from './support/demo-server.ts';
import { axeFindings } from './support/kiosk-visit.ts';

const root = join(import.meta.dirname, '..', '..');
const verifier = pathToFileURL(join(root, 'dist', 'server', 'audit-verifier.html')).href;

let folder: string;
let log: string;
let checkpoint: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lvt-verifier-'));
  const server = await startDemoServer();
  const run = (...args: string[]) =>
    execFileSync(
      process.execPath,
      [join(root, 'server', 'cli', 'main.ts'), 'audit', ...args, '--data', server.folder],
      {
        encoding: 'utf8',
      },
    );
  checkpoint = run('checkpoint');
  run('export', '--out', join(folder, 'log.jsonl'));
  log = readFileSync(join(folder, 'log.jsonl'), 'utf8');
  await server.stop();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judge(page: Page, content: string, outside = ''): Promise<void> {
  const path = join(folder, 'given.jsonl');
  writeFileSync(path, content);
  await page.goto(verifier);
  await page.locator('#file').setInputFiles(path);
  await page.locator('#outside').fill(outside);
  await page.locator('#verify').click();
}

test.describe('the offline page', () => {
  test.use({ offline: true, locale: 'vi-VN' });

  test('finds a whole log whole, against a checkpoint kept elsewhere too, in both languages', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await judge(page, log, checkpoint);
    const verdict = page.getByRole('status');
    await expect(verdict).toContainText('Nhật ký nguyên vẹn');
    await expect(verdict.locator('code')).toContainText('/audit/');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(verdict).toContainText('The log is whole');
    expect(await axeFindings(page)).toEqual([]);
    expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
  });

  test('says from which entry on a log is not whole', async ({ page }) => {
    const lines = log.trimEnd().split('\n');
    const verdict = page.getByRole('status');
    await judge(page, log.replace('"demo.students"', '"demo.teachers"'));
    await expect(verdict).toContainText('từ dòng 1');
    await judge(page, lines.slice(0, -1).join('\n'));
    await expect(verdict).toContainText('bị cắt');
    await judge(page, lines.filter((line) => !line.includes('"seq":2,')).join('\n'));
    await expect(verdict).toContainText('Dòng 2 bị xóa');
    await judge(page, 'nothing of the kind');
    await expect(verdict).toContainText('Không đọc được');
  });
});
