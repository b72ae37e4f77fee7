import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@cco/source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@cco/source', 'node', 'import', 'default'] } },
  test: {
    include: ['{packages,apps}/*/{src,test}/**/*.test.ts', 'test-fixtures/src/**/*.test.ts'],
    // The default leaves a core to people who watch; on two cores that is half of them.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: ['./scripts/test-home.mjs'],
  },
});
