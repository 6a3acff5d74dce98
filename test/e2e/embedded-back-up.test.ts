import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { setAside } from '#src/features/administration/index.ts'
import { backUp, restore, UnusableFolder } from '#src/services/database/back-up.ts'
import { DirectoryInUse } from '#src/services/database/directory-lock.ts'
import { type Database, openEmbedded } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { freshDatabase, served } from '#test/support/database.ts'
import { restoreStory } from '#test/support/restore-story.ts'
import { terminal } from '#test/support/terminal.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'academy-desk-back-up-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** As `npm run restore` does. */
const restored = (from: string, directory: string): Promise<void> =>
  restore(from, directory, async (database) => {
    const { id: providerId } = await ensureProvider(database)
    const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
    await setAside({ unitOfWork, providerId, actor: 'test' })
  })

const opened = async (directory: string): Promise<Database> => {
  const database = await openEmbedded(directory)
  onTestFinished(() => database.close())
  return database
}

describe('the embedded database', () => {
  test('backed up while the desk works, and restored: nobody is told anything twice', async () => {
    const place = await folder()
    const [copy, directory] = [path.join(place, 'copy'), path.join(place, 'data')]
    const places = {
      begin: freshDatabase,
      backUp: async (database: Database) => void (await backUp(database, copy)),
      restore: async () => {
        await restored(copy, directory)
        return opened(directory)
      },
    }
    await restoreStory(places, { served: await served() })
  })

  test('a back-up is whole or not there, for this user alone, and has the secret of its directory', async () => {
    const place = await folder()
    const [beginning, directory, copy] = ['beginning', 'data', 'copy'].map((it) => path.join(place, it)) as [
      string,
      string,
      string,
    ]
    await backUp(await freshDatabase(), beginning)
    await restored(beginning, directory)
    expect(existsSync(path.join(directory, 'app-secret'))).toBe(false)
    const database = await opened(directory)
    const { desk, types, json } = await terminal({}, database)
    const { current } = await desk.secrets()
    await json('admin org create HOSHI 星野商事')
    expect(await json(`admin backup ${copy}`)).toMatchObject({ backup: { folder: copy } })
    expect((await stat(copy)).mode & 0o077).toBe(0)
    expect(await types(`admin backup ${copy}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('there already'),
    })
    expect(await types('admin backup')).toMatchObject({ code: 2 })

    // Not over what is there, nor beside a desk that runs.
    await expect(restored(copy, directory)).rejects.toThrow(DirectoryInUse)
    const other = path.join(place, 'other')
    await expect(restored(place, other)).rejects.toThrow(UnusableFolder)
    await restored(copy, other)
    await expect(restored(copy, other)).rejects.toThrow(UnusableFolder)
    expect(existsSync(path.join(other, 'restoring'))).toBe(false)
    const again = await opened(other)
    expect(await again.prisma.organisation.count({ where: { code: 'HOSHI' } })).toBe(1)
    expect((await readFile(path.join(other, 'app-secret'), 'utf8')).trim()).toBe(current)
  })
})
