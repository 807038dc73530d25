import { defineConfig } from 'vitest/config';

/** The whole fault suite, one file after the other: each part wants the machine for itself. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/faults/**/*.{test,fault}.ts'],
    fileParallelism: false,
    pool: 'forks',
  },
});
