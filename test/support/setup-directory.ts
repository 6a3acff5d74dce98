import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a desk has been started once: a first start takes long, and most stories begin after it. */
    readonly begunDirectory: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-begun-'))
  const config = readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory })
  await (await startDesk(config, pino({ level: 'silent' }))).stop()
  project.provide('begunDirectory', directory)
  return () => rm(directory, { recursive: true })
}
