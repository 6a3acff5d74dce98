import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Materials } from '#src/ports/materials.ts'
import { KnowledgeError, type Problem } from '#src/services/knowledge/problem.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'

export const NO_MATERIALS: Materials = { courses: '', items: [], materials: [] }

/** A copy of `knowledge/` that a test may spoil. */
export async function copyOfKnowledge() {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-knowledge-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  await cp('knowledge', directory, { recursive: true })
  return {
    directory,
    edit: async (file: string, change: (text: string) => string) => {
      const place = path.join(directory, file)
      const before = await readFile(place, 'utf8').catch(() => '')
      const after = change(before)
      expect(after).not.toBe(before)
      await writeFile(place, after)
    },
    remove: (file: string) => rm(path.join(directory, file)),
    problems: async (): Promise<readonly Problem[]> => {
      const error = await readKnowledge(directory).then(
        () => undefined,
        (it: unknown) => it,
      )
      if (error === undefined) return []
      if (!(error instanceof KnowledgeError)) throw error
      return error.problems
    },
  }
}
