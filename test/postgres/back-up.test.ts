import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished, test } from 'vitest'
import { openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { begunDatabase, testDatabase } from '#test/support/postgres.ts'
import { program } from '#test/support/program.ts'
import { restoreStory } from '#test/support/restore-story.ts'

const opened = async (url: string) => {
  const database = await openPostgres(url)
  onTestFinished(() => database.close())
  return database
}

test('pg_dump of a working desk, and pg_restore: the next desk notices, and nobody is told anything twice', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'academy-desk-back-up-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'desk.dump')
  const url = await begunDatabase()
  await restoreStory({
    begin: async () => {
      const database = await opened(url)
      await ensureProvider(database)
      return database
    },
    backUp: () => program('pg_dump', ['--format=custom', `--file=${file}`, url]),
    restore: async () => {
      const elsewhere = await testDatabase()
      await program('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${elsewhere}`, file])
      return opened(elsewhere)
    },
  })
})
