import { expect, test } from 'vitest'
import { askHeldOut, type HeldOut } from '#src/commands/evaluation/registers.ts'
import { createFileIndexer } from '#src/services/knowledge/index-files.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'

/**
 * Every entry's own phrasings, one register at a time left out of the index and asked of it. By words, sounds and characters alone:
 * training vectors for each register would take minutes, and adds a little (docs/evaluation.md shows how much).
 */
const knowledge = await readKnowledge('knowledge')
const indexer = await createFileIndexer(knowledge)
const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]))
const measured = new Map<string, HeldOut>()

/** Share of a register's phrasings with what they ask for among the first three: a little below what is measured. */
const usualFloor = 0.93
const floors: Readonly<Record<string, number>> = {
  aspect: 0.9,
  detail: 0.9,
  expert: 0.9,
  // Searched in a Japanese knowledge base by what both languages share: abbreviations and names.
  english: 0.23,
}

test.each(knowledge.registers.map(({ register }) => register))(
  'who asks in the register "%s" is understood by an index that knows only the others',
  (name) => {
    const isMine = ({ register }: { readonly register: string }) => register === name
    const index = indexer.index({ without: isMine, vectors: 'none' })
    const result = askHeldOut(knowledge.registers.filter(isMine), entries, index)
    measured.set(name, result)
    expect(result.matterInThree).toBeGreaterThanOrEqual(floors[name] ?? usualFloor)
  },
)

test('the very entry that a phrasing was written for is nearly always among the first three', () => {
  const all = [...measured.values()]
  const asked = all.reduce((sum, it) => sum + it.asked, 0)
  expect(asked).toBeGreaterThan(3_000)
  expect(all.reduce((sum, it) => sum + it.inThree * it.asked, 0) / asked).toBeGreaterThanOrEqual(0.83)
})
