import { defineConfig } from 'vitest/config'

interface Peer {
  readonly include: readonly string[]
  readonly globalSetup?: readonly string[]
  readonly timeout: number
  /** Files of one worker share what they load: the dictionary and the database are opened once. */
  readonly isolate?: boolean
}

/** Times are for a machine that is busy with something else besides. */
const project = (name: string, { include, globalSetup = [], timeout, isolate = true }: Peer) => ({
  extends: true as const,
  test: {
    name,
    include: [...include],
    globalSetup: [...globalSetup],
    testTimeout: timeout,
    hookTimeout: timeout,
    isolate,
  },
})

export default defineConfig({
  test: {
    // Node reads TypeScript by itself, as it does for the desk.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    // What is waited for comes in a moment; a busy machine may take longer.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      project('unit', {
        include: ['test/{scenarios,cards,properties,contracts,knowledge,commands}/**/*.test.ts'],
        globalSetup: ['test/support/setup-database.ts'],
        timeout: 60_000,
        isolate: false,
      }),
      project('postgres', {
        include: ['test/postgres/**/*.test.ts'],
        globalSetup: ['test/support/setup-compiled.ts', 'test/support/setup-postgres.ts'],
        timeout: 120_000,
      }),
      project('e2e', {
        include: ['test/e2e/**/*.test.ts'],
        globalSetup: [
          'test/support/setup-compiled.ts',
          'test/support/setup-directory.ts',
          'test/support/setup-database.ts',
        ],
        timeout: 120_000,
      }),
      project('rehearsal', {
        include: ['test/rehearsal/**/*.test.ts'],
        globalSetup: ['test/support/setup-database.ts'],
        timeout: 900_000,
      }),
      project('browser', {
        include: ['test/browser/**/*.test.ts'],
        globalSetup: ['test/support/setup-compiled.ts', 'test/support/setup-directory.ts'],
        timeout: 120_000,
      }),
    ],
  },
})
