import { defineConfig } from 'vitest/config';

/** The desktop suite: one program at a time, on real Electron where it is, else on its double. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/desktop/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
