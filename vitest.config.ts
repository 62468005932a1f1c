import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/essai-global.ts'],
    maxWorkers: 2,
    // The modules are loaded once by each worker: for each file, loading them cost as much as the tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
