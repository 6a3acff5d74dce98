import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CannotStart } from '../../ports/cannot-start.ts'
import { SECRET_FILE } from '../secrets/app-secret.ts'
import { lockDirectory } from './directory-lock.ts'
import { type Database, dump, EXTENSIONS, openEmbedded } from './open-database.ts'

const CONTENT = 'database.tar.gz'

/** The folder is there already, or holds no back-up. */
export class UnusableFolder extends CannotStart {
  override readonly name = 'UnusableFolder'
}

/**
 * Copies an embedded database that may be at work, as of one moment, and the secret that its directory keeps, into a new folder
 * that only this user may read. The folder has its name once all of it is on disk. Everything waits while the
 * files are read (some seconds for 200 MB), and twice their size is held in memory. @returns its bytes @throws UnusableFolder
 */
export async function backUp(database: Database, folder: string): Promise<number> {
  const { directory } = database
  if (existsSync(folder)) throw new UnusableFolder(`${folder} is there already: a back-up makes a new folder`)
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  // What was written since the last checkpoint is in the journal too, which makes the copy larger and slower to open.
  await database.sql.query('CHECKPOINT')
  const content = await dump(database, 'gzip')
  const file = await open(path.join(part, CONTENT), 'wx', 0o600)
  try {
    for await (const piece of content.stream()) await file.write(piece)
    await file.sync()
  } finally {
    await file.close()
  }
  const secret = directory === undefined ? undefined : path.join(directory, SECRET_FILE)
  if (secret && existsSync(secret)) await copyFile(secret, path.join(part, SECRET_FILE))
  await rename(part, folder)
  return content.size
}

/**
 * Brings a back-up into a data directory that has no database, with `prepare` done to it before any desk can open it: it is there
 * with all of that or not at all. @throws UnusableFolder, DirectoryInUse
 */
export async function restore(
  folder: string,
  directory: string,
  prepare: (database: Database) => Promise<void>,
): Promise<void> {
  const content = path.join(folder, CONTENT)
  if (!existsSync(content)) throw new UnusableFolder(`${folder} holds no back-up (${CONTENT})`)
  const lock = lockDirectory(directory)
  const beside = path.join(directory, 'restoring')
  try {
    if (existsSync(path.join(directory, 'database')))
      throw new UnusableFolder(`${directory} has a database: restore into another DATA_DIR, or move it away`)
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside, { recursive: true, mode: 0o700 })
    const pglite = await PGlite.create({
      dataDir: path.join(beside, 'database'),
      loadDataDir: new Blob([await readFile(content)], { type: 'application/x-gzip' }),
      extensions: EXTENSIONS,
    })
    await pglite.close()
    const database = await openEmbedded(beside)
    try {
      await prepare(database)
    } finally {
      await database.close()
    }
    const secret = path.join(folder, SECRET_FILE)
    if (existsSync(secret)) await copyFile(secret, path.join(directory, SECRET_FILE))
    await rename(path.join(beside, 'database'), path.join(directory, 'database'))
  } finally {
    await rm(beside, { recursive: true, force: true })
    lock.release()
  }
}
