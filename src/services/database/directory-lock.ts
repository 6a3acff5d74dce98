import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from '../../ports/cannot-start.ts'

export interface DirectoryLock {
  release(): void
}

/** Another process works in this directory. */
export class DirectoryInUse extends CannotStart {
  override readonly name = 'DirectoryInUse'
}

/**
 * Makes this process the only one that opens the embedded database in `directory`, which takes no lock of its own (two
 * processes on one directory lose committed work). Held by an open exclusive transaction, so it ends with the process,
 * also with one that was killed.
 * @throws DirectoryInUse
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(path.join(directory, 'lock.db'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new DirectoryInUse(`${directory} is used by another process`, { cause: error })
  }
  return { release: () => lock.close() }
}
