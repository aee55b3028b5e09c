import { defineConfig } from 'vitest/config'

const inCache = { cacheDir: '.cache/vitest' }

export default defineConfig({
  ...inCache,
  test: {
    projects: [
      {
        ...inCache,
        test: {
          name: 'core',
          include: ['core/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'testing/**/*.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        ...inCache,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          environment: 'node',
          // What is waited for comes late on a busy machine; a test that fails is worth the longer wait.
          expect: { poll: { timeout: 15_000 } },
          globalSetup: ['testing/database-server.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
