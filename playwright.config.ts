import { defineConfig } from 'playwright/test';

/** A Chromium of the system, where Playwright's own is not there. */
const { CHROMIUM: executablePath } = process.env;

/** Nothing but the pages under test: no update, no sync, no calls home. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './test/e2e/support/make-demo.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Each file has a server of its own; a worker waits for its pages a part of its time.
  workers: 2,
  use: {
    viewport: { width: 1280, height: 720 },
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: { args: quiet, ...(executablePath && { executablePath }) },
  },
});
