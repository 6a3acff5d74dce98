import { type KnowledgeEntry, sameMatter } from '../../ports/knowledge.ts'
import { buildBm25 } from '../../services/search/bm25.ts'
import type { Tokenizer } from '../../services/search/tokenizer.ts'

/** Two phrasings in nearly the same words under entries on different matters: one of them is to be reworded, or both entries are one. */
export interface Collision {
  readonly one: Phrasing
  readonly other: Phrasing
  /** Shared idf mass over joint idf mass, 0–1. */
  readonly agreement: number
}

interface Phrasing {
  readonly entry: KnowledgeEntry
  readonly text: string
}

/** From here on two phrasings differ in no word that tells their matters apart. */
const nearlySame = 0.6
const fewestWords = 2

/** Nearest first. */
export function collisionsOf(entries: readonly KnowledgeEntry[], tokenizer: Tokenizer): readonly Collision[] {
  const phrasings = entries
    .flatMap((entry) => [titleOf(entry), ...entry.phrasings].map((text) => ({ entry, text })))
    .map((it) => ({ ...it, words: new Set(tokenizer.words(it.text)) }))
    .filter(({ words }) => words.size >= fewestWords)
  const { idf } = buildBm25(
    phrasings.map(({ words }) => [...words]),
    { kindOf: new Uint8Array(phrasings.length), saturations: [1.2] },
  )
  const weighed = phrasings.map((it) => ({ ...it, mass: massOf(it.words, idf) }))
  const collisions: Collision[] = []
  for (const [place, one] of weighed.entries()) {
    for (const other of weighed.slice(place + 1)) {
      // The lighter one's mass is the most that they can share.
      if (Math.min(one.mass, other.mass) < nearlySame * Math.max(one.mass, other.mass)) continue
      if (sameMatter(one.entry, other.entry)) continue
      const shared = massOf(
        [...one.words].filter((word) => other.words.has(word)),
        idf,
      )
      const agreement = shared / (one.mass + other.mass - shared)
      if (agreement >= nearlySame) collisions.push({ one, other, agreement })
    }
  }
  return collisions.toSorted((a, b) => b.agreement - a.agreement)
}

const titleOf = (entry: KnowledgeEntry): string =>
  entry.kind === 'faq' ? entry.question : entry.kind === 'section' ? entry.heading : entry.title

function massOf(words: Iterable<string>, idf: (word: string) => number): number {
  let mass = 0
  for (const word of words) mass += idf(word)
  return mass
}
