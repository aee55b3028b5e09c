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
        },
      },
      {
        ...inCache,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['testing/database-server.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
