import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a desk has been before: a first start takes long, and most stories begin after it. */
    readonly begunDirectory: string
  }
}

/** Word vectors included: else each desk of each story would train them anew, and be stopped before it has kept them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-begun-'))
  const config = readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory })
  const desk = await openCommandDesk(config, pino({ level: 'silent' }), path.resolve('knowledge'))
  await desk.secrets()
  await desk.library.train()
  await desk.database.close()
  project.provide('begunDirectory', directory)
  return () => rm(directory, { recursive: true })
}
