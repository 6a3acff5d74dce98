import { type Cut, emptyCut } from './cut.ts'
import { indexPassages, type PassageQuery, type Weights } from './passages.ts'

/** One way to ask for something. */
export interface Phrase {
  /** What it asks for: an entry's id, or undefined for what is not for the knowledge base. */
  readonly owner: string | undefined
  readonly cut: Cut
}

/** How a question's nearest phrases are shared out. */
export interface Votes {
  /** Share of an owner; 0 to 1, all owners and `foreign` together at most 1. */
  of(owner: string): number
  readonly foreign: number
}

/** Finds the ways to ask that are nearest to a question, whatever they ask for. */
export interface PhraseIndex {
  votes(query: PassageQuery, hidden: ReadonlySet<string>): Votes
}

const nearest = 8

/** A phrase is short and repeats nothing: its words count as they stand, and its letters help where it is misspelt. */
const phraseWeights: Weights['faq'] = {
  saturation: 1.2,
  question: 0,
  synonyms: 0,
  readings: 0.1,
  characters: 0.3,
  vectors: 0,
  embedding: 0,
}

export function indexPhrases(phrases: readonly Phrase[]): PhraseIndex {
  const index = indexPassages(
    phrases.map(({ cut }) => ({ kind: 'faq', question: emptyCut, answer: cut })),
    { phrased: phraseWeights, faq: phraseWeights, document: phraseWeights },
  )
  return {
    votes(query, hidden) {
      const found = index.rank(query, nearest, {
        without: (at) => hidden.has(phrases[at]?.owner ?? ''),
      })
      const shares = new Map<string | undefined, number>()
      const whole = found.reduce((sum, { score }) => sum + score, 0)
      for (const { passage, score } of found) {
        const owner = phrases[passage]?.owner
        shares.set(owner, (shares.get(owner) ?? 0) + score / whole)
      }
      return { of: (owner) => shares.get(owner) ?? 0, foreign: shares.get(undefined) ?? 0 }
    },
  }
}
