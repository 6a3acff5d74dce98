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
 * curator adds as an example is recognised at once when it is written in nearly the same words again. They are read when the first
 * words are compared: a desk that starts has no mail yet.
 * @returns of which example's class they are, where the nearest agree by a margin
 */
export function createNearest(
  classes: readonly ClassDefinition[],
  entries: readonly KnowledgeEntry[],
): (words: string) => Near | undefined {
  let found: ReturnType<typeof readKnown> | undefined
  return (words) => {
    found ??= readKnown(classes, entries)
    const { known, neighbours } = found
    return decide(neighbours(words, most).map(({ at, likeness }) => ({ of: known[at]?.of, likeness })))
  }
}

function readKnown(classes: readonly ClassDefinition[], entries: readonly KnowledgeEntry[]) {
  const known = [...classes.flatMap(knownOfClass), ...entries.flatMap(knownOfEntry)]
  return { known, neighbours: createNeighbours(known.map(({ text }) => text)) }
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

/**
 * The texts most like some words, by the cosine of their pairs of neighbouring characters; the rarer a pair, the weightier.
 * Pairs are numbers and no text keeps a list of its own, since a desk builds this anew for every version of the knowledge.
 */
function createNeighbours(texts: readonly string[]) {
  const postings = new Map<number, number[]>()
  for (const [at, text] of texts.entries())
    for (const pair of pairsOf(text)) {
      const posting = postings.get(pair)
      if (!posting) postings.set(pair, [at])
      else if (posting.at(-1) !== at) posting.push(at)
    }
  const often = Math.max(2, texts.length * mostOften)
  const weights = new Map<number, number>()
  const lengths = new Float64Array(texts.length)
  for (const [pair, posting] of postings) {
    const weight = posting.length > often ? 0 : Math.log((texts.length + 1) / posting.length) ** 2
    weights.set(pair, weight)
    if (weight) for (const at of posting) lengths[at] = (lengths[at] ?? 0) + weight
    else postings.delete(pair)
  }
  for (const [at, length] of lengths.entries()) lengths[at] = Math.sqrt(length)
  const unseen = Math.log(texts.length + 1) ** 2
  const shared = new Float64Array(texts.length)

  return (words: string, most: number): readonly { readonly at: number; readonly likeness: number }[] => {
    let sum = 0
    shared.fill(0)
    for (const pair of new Set(pairsOf(words))) {
      const weight = weights.get(pair) ?? unseen
      sum += weight
      for (const at of postings.get(pair) ?? []) shared[at] = (shared[at] ?? 0) + weight
    }
    const length = Math.sqrt(sum)
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

/** Each pair of neighbouring UTF-16 units as one number. */
function pairsOf(text: string): readonly number[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}★◎○△×]+/gu, '')
  const pairs: number[] = []
  for (let at = 1; at < plain.length; at += 1)
    pairs.push((plain.charCodeAt(at - 1) << 16) | plain.charCodeAt(at))
  return pairs
}
