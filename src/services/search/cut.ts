import { normalise, type Token, type Tokenizer } from './tokenizer.ts'

/** What the search looks at of a text: plain JSON, kept beside the text under the hash of its content. */
export interface Cut {
  /** Base forms of the words that carry meaning. */
  readonly words: readonly string[]
  /** How the text is read aloud, three katakana at a time: the same for 体制図 and たいせい図. */
  readonly readings: readonly string[]
  /** Pairs of neighbouring characters, over the boundaries of words. */
  readonly characters: readonly string[]
}

export const emptyCut: Cut = { words: [], readings: [], characters: [] }

export const cutText = (text: string, tokenizer: Tokenizer): Cut => cutTokens(tokenizer.tokens(text), text)

export function cutTokens(tokens: readonly Token[], text: string): Cut {
  return {
    words: tokens.flatMap(({ word }) => word ?? []),
    readings: readingsOf(tokens),
    characters: characterPairs(text),
  }
}

function readingsOf(tokens: readonly Token[]): readonly string[] {
  const runs =
    tokens
      .map(({ reading }) => reading)
      .join('')
      .match(/[ァ-ヺー]{3,}/g) ?? []
  return runs.flatMap((run) => Array.from({ length: run.length - 2 }, (_, at) => run.slice(at, at + 3)))
}

/** Of letters and digits only: signs and spaces end a run. */
export function characterPairs(text: string): readonly string[] {
  const runs = normalise(text).match(/[\p{L}\p{N}ー★◎○△×]+/gu) ?? []
  return runs.flatMap((run) =>
    run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
}

export const joinCuts = (cuts: readonly Cut[]): Cut => ({
  words: cuts.flatMap(({ words }) => words),
  readings: cuts.flatMap(({ readings }) => readings),
  characters: cuts.flatMap(({ characters }) => characters),
})
