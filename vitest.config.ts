import { defineConfig } from 'vitest/config';

// One project per kind of proof, so that `npm test` can name and count each.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/app/**/*.test.ts', 'test/guards/**/*.test.ts', 'test/renderer/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'main',
          include: ['test/main/**/*.test.ts', 'test/scripts/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'snippets',
          include: ['test/snippets/**/*.test.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
