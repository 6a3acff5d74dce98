import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'

/** A copy of a folder of ours that a test may spoil; gone with the test. */
export async function copyOf(folder: string) {
  const directory = await mkdtemp(path.join(tmpdir(), `academy-desk-${folder}-`))
  onTestFinished(() => rm(directory, { recursive: true }))
  await cp(folder, directory, { recursive: true })
  return {
    directory,
    /** A file that is not there yet begins empty. */
    edit: async (file: string, change: (text: string) => string) => {
      const place = path.join(directory, file)
      const before = await readFile(place, 'utf8').catch(() => '')
      const after = change(before)
      expect(after).not.toBe(before)
      await writeFile(place, after)
    },
    remove: (file: string) => rm(path.join(directory, file)),
  }
}
