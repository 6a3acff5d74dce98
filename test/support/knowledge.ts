import type { KnowledgeIndex } from '#src/ports/knowledge.ts'
import type { Materials } from '#src/ports/materials.ts'
import { KnowledgeError, type Problem } from '#src/services/knowledge/problem.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { copyOf } from './folder-copy.ts'

export const NO_MATERIALS: Materials = { courses: '', items: [], materials: [] }

/** Knows nothing. */
export const EMPTY_INDEX: KnowledgeIndex = {
  ...{ search: () => [], entry: () => undefined, support: () => 0, size: 0, version: 0, entries: [] },
  over: () => EMPTY_INDEX,
}

/** A copy of `knowledge/` that a test may spoil. */
export async function copyOfKnowledge() {
  const copy = await copyOf('knowledge')
  return {
    ...copy,
    problems: async (): Promise<readonly Problem[]> => {
      const error = await readKnowledge(copy.directory).then(
        () => undefined,
        (it: unknown) => it,
      )
      if (error === undefined) return []
      if (!(error instanceof KnowledgeError)) throw error
      return error.problems
    },
  }
}
