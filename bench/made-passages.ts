import { z } from 'zod'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { type Cut, cutText, joinCuts } from '#src/services/search/cut.ts'
import type { Passage } from '#src/services/search/passages.ts'
import { createTokenizer } from '#src/services/search/tokenizer.ts'

/** What passages are made of: all cut beforehand, since cutting is the same work for every library. */
export interface Pieces {
  readonly questions: readonly Cut[]
  readonly sentences: readonly Cut[]
  /** Words that nobody has read before: names, products, numbers. The rarest stand last. */
  readonly names: readonly Cut[]
  /** None of them is a passage's question. */
  readonly asked: readonly Cut[]
}

const words = z.array(z.string())
const cuts = z.array(z.object({ words, readings: words, characters: words }))
export const Pieces = z.object({ questions: cuts, sentences: cuts, names: cuts, asked: cuts })

const askedRegister = 'mail'
const nameCount = 20_000
const syllables = [
  ...'アカサタナハマヤラワイキシチニヒミリウクスツヌフムユルエケセテネヘメレオコソトノホモヨロ',
]

export async function cutPieces(): Promise<Pieces> {
  const [{ entries, registers }, tokenizer] = await Promise.all([
    readKnowledge('knowledge'),
    createTokenizer(),
  ])
  const cut = (texts: readonly string[]) => texts.map((text) => cutText(text, tokenizer))
  const phrasings = (of: (register: string) => boolean) =>
    registers.filter(({ register }) => of(register)).flatMap((it) => Object.values(it.phrasings).flat())
  const bodies = entries.map((entry) =>
    entry.kind === 'faq' ? entry.answer : entry.kind === 'section' ? entry.body : entry.text,
  )
  return {
    questions: cut(phrasings((register) => register !== askedRegister)),
    asked: cut(phrasings((register) => register === askedRegister)),
    sentences: cut(bodies.flatMap((body) => body.match(/[^。\n]{8,}。?/g) ?? [])),
    names: cut(Array.from({ length: nameCount }, (_, at) => nameOf(at))),
  }
}

function nameOf(at: number): string {
  const letters = []
  for (let rest = at + syllables.length ** 2; rest > 0; rest = Math.floor(rest / syllables.length))
    letters.push(syllables[rest % syllables.length])
  return letters.join('')
}

/**
 * So many passages, each a question with an answer of four sentences and three names. Names are as rare as words of real texts are
 * (Zipf), so that the vocabulary grows with the collection. The same number gives the same passages.
 */
export function makePassages({ questions, sentences, names }: Pieces, size: number): readonly Passage[] {
  const random = randomOf(size)
  const pick = (from: readonly Cut[]) => from[Math.floor(random() * from.length)] ?? joinCuts([])
  const name = () => names[Math.floor(names.length ** random()) - 1] ?? joinCuts([])
  return Array.from({ length: size }, () => ({
    kind: 'faq',
    question: joinCuts([pick(questions), name()]),
    answer: joinCuts([...Array.from({ length: 4 }, () => pick(sentences)), name(), name()]),
  }))
}

/** 0 to below 1, the same series for the same seed: a linear congruential generator with the constants of Numerical Recipes. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
