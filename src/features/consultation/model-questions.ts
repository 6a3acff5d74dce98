import type { Hit } from '../../ports/knowledge.ts'
import type { Part } from './consultation.ts'
import { isPassage, type Passage, passagesFrom } from './model-passages.ts'
import type { SearchItem } from './model-split.ts'
import { type Asked, type Draft, heedingOf, partOf } from './reply.ts'
import { wordsOfTopic } from './search-in-topic.ts'
import { fresh } from './topic.ts'

/** What a model may have a say in: anything but refusals, what is for a person, and the member's own contract. */
export type OpenPart = Extract<Part, { kind: 'answer' | 'choices' | 'unknown' }>

/** A question that a model may help with. */
export interface OpenQuestion {
  /** Its place among the reply's parts. */
  readonly place: number
  readonly part: OpenPart
  readonly context: string
  readonly hits: readonly Hit[]
}

/**
 * A refusal, and an incident in progress, leave nothing to a model: the first must not be argued away, the second not wait. Nor does
 * what rests on the operator's own texts, or is nearest to one.
 */
export function openQuestions(
  { reply, searched }: Extract<Draft, { kind: 'reply' }>,
  { index, course, earlier }: Pick<Asked, 'index' | 'course' | 'earlier'>,
): readonly OpenQuestion[] {
  if (reply.urgent || reply.parts.some(({ kind }) => kind === 'refuse')) return []
  return reply.parts.flatMap((part, place): readonly OpenQuestion[] => {
    const {
      context = '',
      hits = [],
      topic = fresh,
    } = searched.find(({ text }) => text === part.question) ?? {}
    // Asked again, it is a person's turn.
    if (topic.kind === 'repeated' || !isOpenPart(part) || !restsOn(part, hits).every(mayBeRead)) return []
    const around = [context, ...wordsOfTopic(topic, index, earlier)].filter((it) => it !== '').join('\n')
    return [{ place, part, context: around, hits }]
  })

  function mayBeRead(id: string): boolean {
    const entry = index.entry(id)
    return entry !== undefined && isPassage(entry, course)
  }
}

const isOpenPart = (part: Part): part is OpenPart =>
  part.kind === 'answer' || part.kind === 'choices' || part.kind === 'unknown'

function restsOn(part: OpenPart, hits: readonly Hit[]): readonly string[] {
  switch (part.kind) {
    case 'answer':
      return [part.entry]
    case 'choices':
      return part.entries
    case 'unknown':
      return hits[0]?.entry.kind === 'fixed' ? [hits[0].entry.id] : []
  }
}

/** One thing that is asked: an open question, or what a model took apart of one. */
export interface Piece {
  /** The place of its question among the reply's parts. */
  readonly place: number
  /** What the rules make of it: stands where a model has nothing to say, or no say at all. */
  readonly part: Part
  readonly context: string
  /** What to look for, in a model's words: never shown. */
  readonly search: string
  readonly passages: readonly Passage[]
}

export type OpenPiece = Piece & { readonly part: OpenPart }

export const isOpenPiece = (piece: Piece): piece is OpenPiece =>
  piece.passages.length > 0 && isOpenPart(piece.part)

/** A reply has no more parts that a model has a say in. */
const mostPieces = 5

/**
 * The questions as a model took them apart and reworded them for the search. A question falls apart only into words that the member
 * wrote, each of which the rules judge like any other; else its wordings are searched together.
 */
export function piecesOf(
  questions: readonly OpenQuestion[],
  items: readonly SearchItem[],
  { mail, index, classes, course }: Pick<Asked, 'mail' | 'index' | 'classes' | 'course'>,
): readonly Piece[] {
  const wordsOfMail = bare(mail)
  let room = mostPieces - questions.length
  return questions.flatMap(({ place, part, context, hits }, at): readonly Piece[] => {
    const own = items.filter(({ number, search }) => number === at + 1 && search.trim() !== '')
    const found = own.map(({ search, embedding }) => index.search(search, embedding ? { embedding } : {}))
    const quotes = own.map(({ quote }) => quote.trim())
    const apart =
      own.length > 1 &&
      own.length - 1 <= room &&
      new Set(quotes).size === own.length &&
      quotes.every((it) => it.length >= 4 && wordsOfMail.includes(bare(it)))
    if (!apart) {
      const search = own.map((it) => it.search).join(' ')
      return [{ place, part, context, search, passages: passagesFrom([...found, hits], course) }]
    }
    room -= own.length - 1
    return own.map(({ quote, search }, item) => {
      const words = quote.trim()
      const near = index.search(words, { context })
      return {
        ...{ place, context, search },
        part: partOf(
          { text: words, context, hits: near },
          classes.classify(words, heedingOf([{ hits: near }], false)),
        ),
        passages: passagesFrom([found[item] ?? [], near], course),
      }
    })
  })
}

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
