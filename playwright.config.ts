import { defineConfig } from 'playwright/test';

/** A Chromium of the system, where Playwright's own is not there. */
const { CHROMIUM: executablePath } = process.env;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  use: {
    viewport: { width: 1280, height: 720 },
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: executablePath ? { executablePath } : {},
  },
});
