import type { ClassDefinition } from '../../ports/classes.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'

/** A text that is known to be of a class; without one, it is for the knowledge base. */
interface Known {
  readonly text: string
  readonly of?: Near
}

interface Near {
  readonly name: string
  /** Such as `othersData/12`: the twelfth example of its file. */
  readonly id: string
}

/**
 * How many of the nearest are asked, how like (0–1) the nearest of the class must be, and by what share of all their likeness it must
 * lead. Calibrated by leaving out each example and phrasing in turn: at most one question of the knowledge base in a thousand is
 * taken for something else.
 */
const most = 3
const leastLikeness = 0.4
const leastMargin = 0.1

/**
 * Compares words with all examples and counterexamples of the classes and with the questions that entries answer, so that what a
 * curator adds as an example is recognised at once when it is written in nearly the same words again.
 * @returns of which example's class they are, where the nearest agree by a margin
 */
export function createNearest(
  classes: readonly ClassDefinition[],
  entries: readonly KnowledgeEntry[],
): (words: string) => Near | undefined {
  const known = [...classes.flatMap(knownOfClass), ...entries.flatMap(knownOfEntry)]
  const neighbours = createNeighbours(known.map(({ text }) => text))
  return (words) =>
    decide(neighbours(words, most).map(({ at, likeness }) => ({ of: known[at]?.of, likeness })))
}

function knownOfClass({ name, examples, counterexamples }: ClassDefinition): readonly Known[] {
  return [
    ...examples.map((text, at) => ({ text, of: { name, id: `${name}/${at + 1}` } })),
    ...counterexamples.map((text) => ({ text })),
  ]
}

function knownOfEntry(entry: KnowledgeEntry): readonly Known[] {
  const title = entry.kind === 'faq' ? entry.question : entry.kind === 'section' ? entry.heading : entry.title
  return [title, ...entry.phrasings].map((text) => ({ text }))
}

interface Neighbour {
  readonly of: Near | undefined
  /** 0–1 */
  readonly likeness: number
}

/** The class that has the greatest share of all likeness, if it leads by a margin and its best example is like enough. */
function decide(near: readonly Neighbour[]): Near | undefined {
  const shares = new Map<string | undefined, number>()
  let whole = 0
  for (const { of, likeness } of near) {
    shares.set(of?.name, (shares.get(of?.name) ?? 0) + likeness)
    whole += likeness
  }
  const [first, second] = [...shares].toSorted(([, one], [, other]) => other - one)
  if (first?.[0] === undefined) return undefined
  const best = near.find(({ of }) => of?.name === first[0])
  if (best === undefined || best.likeness < leastLikeness) return undefined
  return (first[1] - (second?.[1] ?? 0)) / whole < leastMargin ? undefined : best.of
}

/** A pair in a larger share of the texts says nothing, and would take most of the time. */
const mostOften = 1 / 20

/** The texts most like some words, by the cosine of their pairs of neighbouring characters; the rarer a pair, the weightier. */
function createNeighbours(texts: readonly string[]) {
  const found = texts.map(pairsOf)
  const postings = new Map<string, number[]>()
  for (const [at, pairs] of found.entries())
    for (const pair of pairs) {
      const posting = postings.get(pair)
      if (posting) posting.push(at)
      else postings.set(pair, [at])
    }
  const often = Math.max(2, texts.length * mostOften)
  for (const [pair, posting] of postings) if (posting.length > often) postings.set(pair, [])
  const weights = new Map(
    [...postings].map(([pair, { length }]) => [
      pair,
      length ? Math.log((texts.length + 1) / length) ** 2 : 0,
    ]),
  )
  const unseen = Math.log(texts.length + 1) ** 2
  const lengthOf = (pairs: ReadonlySet<string>) => {
    let sum = 0
    for (const pair of pairs) sum += weights.get(pair) ?? unseen
    return Math.sqrt(sum)
  }
  const lengths = Float64Array.from(found, lengthOf)
  const shared = new Float64Array(texts.length)

  return (words: string, most: number): readonly { readonly at: number; readonly likeness: number }[] => {
    const pairs = pairsOf(words)
    const length = lengthOf(pairs)
    shared.fill(0)
    for (const pair of pairs) {
      const weight = weights.get(pair) ?? 0
      for (const at of postings.get(pair) ?? []) shared[at] = (shared[at] ?? 0) + weight
    }
    const best: { at: number; likeness: number }[] = []
    let least = 0
    for (let at = 0; at < shared.length; at += 1) {
      const likeness = (shared[at] ?? 0) / (length * (lengths[at] ?? 1))
      if (!(likeness > least)) continue
      const place = best.findIndex((it) => it.likeness < likeness)
      best.splice(place < 0 ? best.length : place, 0, { at, likeness })
      if (best.length > most) best.pop()
      if (best.length === most) least = best.at(-1)?.likeness ?? 0
    }
    return best
  }
}

function pairsOf(text: string): ReadonlySet<string> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}★◎○△×]+/gu, '')
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
}
