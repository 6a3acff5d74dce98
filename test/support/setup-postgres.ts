import path from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { createTestDatabase } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The name of a database in which a desk has been before: each process of a story would else read, import and train anew. */
    readonly begunTemplate: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, name, drop } = await createTestDatabase()
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: url })
  const desk = await openCommandDesk(config, pino({ level: 'silent' }), path.resolve('knowledge'))
  await desk.library.train()
  await desk.database.close()
  project.provide('begunTemplate', name)
  return drop
}
