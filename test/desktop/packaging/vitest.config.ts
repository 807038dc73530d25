import { defineConfig } from 'vitest/config';

/** What the installers hold, made from the build that is there; without any network. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../../..`,
    include: ['test/desktop/packaging/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
