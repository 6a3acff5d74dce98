import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { dump, openInMemory } from '#src/services/database/open-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with every migration and the whole knowledge base in it, to begin a test from. */
    readonly databaseDump: string
    /** The same without knowledge. */
    readonly emptyDump: string
  }
}

/** Migrations and knowledge are brought in once; each test then loads the result. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-test-'))
  const database = await openInMemory()
  const keep = async (name: string) => {
    const file = path.join(directory, name)
    await writeFile(file, Buffer.from(await (await dump(database)).arrayBuffer()))
    return file
  }
  project.provide('emptyDump', await keep('empty.tar'))
  const { library } = await openCommandDesk(
    readConfig({ NODE_ENV: 'test' }),
    pino({ level: 'silent' }),
    path.resolve('knowledge'),
    { database },
  )
  await library.train()
  project.provide('databaseDump', await keep('database.tar'))
  await database.close()
  return () => rm(directory, { recursive: true })
}
