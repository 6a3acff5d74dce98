import { defineConfig } from 'vitest/config'

const project = (name: string, include: readonly string[], timeout: number) => ({
  extends: true as const,
  test: { name, include: [...include], testTimeout: timeout, hookTimeout: timeout },
})

export default defineConfig({
  test: {
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    // What is waited for comes in a moment; a busy machine may take longer.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      project(
        'unit',
        ['test/{scenarios,cards,properties,contracts,knowledge,commands}/**/*.test.ts'],
        30_000,
      ),
      project('postgres', ['test/postgres/**/*.test.ts'], 60_000),
      project('e2e', ['test/e2e/**/*.test.ts'], 60_000),
      project('browser', ['test/browser/**/*.test.ts'], 60_000),
    ],
  },
})
