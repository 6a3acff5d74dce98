import { z } from 'zod'
import type { Hit, KnowledgeIndex } from '../../ports/knowledge.ts'
import { sureEnough } from './answerability.ts'
import { entriesOf, type Part } from './consultation.ts'
import type { Earlier } from './earlier.ts'
import type { AskedQuestion } from './reading.ts'
import { mattersOf, type Signs, signsOf, withoutCorrection, withoutOpenings } from './topic-signs.ts'

/** An earlier question, and the entries that it was shown. */
const referring = {
  /** The consultation's id, and the place of the question among its parts. */
  of: z.string(),
  part: z.number().int().nonnegative(),
  entries: z.array(z.string()),
}

/** What a question is taken for, in view of what was asked before: ids only, no words. */
export const Topic = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fresh') }),
  z.object({ kind: z.literal('followUp'), ...referring }),
  /** The earlier answer missed what was meant: `entries` are not to be shown again. */
  z.object({ kind: z.literal('correction'), ...referring }),
  z.object({ kind: z.literal('repeated'), ...referring }),
])
export type Topic = z.infer<typeof Topic>

export const fresh: Topic = { kind: 'fresh' }

/** An earlier question with what it is needed for. */
export interface EarlierQuestion {
  readonly consultation: Earlier
  readonly place: number
  readonly part: Part
}

/**
 * What each question of a mail is taken for. `earlier`: newest first, as the log gives them. A correction is told from the first
 * question alone: it is about the whole mail. Pure.
 */
export function topicsOf(
  questions: readonly AskedQuestion[],
  earlier: readonly Earlier[],
  index: KnowledgeIndex,
): readonly Topic[] {
  const asked = questionsOf(earlier)
  if (asked.length === 0) return questions.map(() => fresh)
  return questions.map((question, place) => topicOf(question, place, asked, index))
}

function topicOf(
  { text, context }: AskedQuestion,
  place: number,
  asked: readonly EarlierQuestion[],
  index: KnowledgeIndex,
): Topic {
  const signs = signsOf(text)
  const around = signsOf(context)
  const newest = asked[0]
  if (newest === undefined) return fresh
  const same = asked.find(({ part }) => isSame(part.question, text))
  if (same) return referTo('repeated', same, asked)
  if (place === 0 && (signs.correcting || around.correcting)) return referTo('correction', newest, asked)
  if (signs.again && mattersOf(withoutCorrection(text)).length === 0)
    return referTo('repeated', newest, asked)
  const hits = index.search(text, { context })
  // 「この回答は、AIが書いているのですか」 points at the answer, and is about the desk.
  if (hits[0]?.entry.kind === 'fixed' && hits[0].chance >= sureEnough) return fresh
  const goesOn = continuing({ text, context }, signs, around, hits, entriesOf(newest.part))
  return goesOn >= enough
    ? referTo('followUp', referredBy(`${context}\n${text}`, asked) ?? newest, asked)
    : fresh
}

/** What each sign counts for a follow-up, and how much they must come to. Rounded from what told the dialogues of the tests apart. */
const weights = {
  referring: 4,
  pointing: 3.5,
  /** What is pointed at stands in the same mail. */
  pointingWithin: 0.5,
  leadingOn: 1.5,
  adding: 0.5,
  elliptic: 2,
  including: 1.5,
  elsewhere: -5,
  leaving: -5,
  /** By how many matters the question names itself: none, one, two, three, more. */
  matters: [2.5, 1.5, 0.5, -0.5, -1],
  /** Found for sure by its own words; by a single word, or by words that point elsewhere, which says little. */
  clear: -3,
  clearInPart: -1,
  /** It names little, and finds nothing for sure. */
  vague: 1.5,
  /** By itself it comes near what was shown. */
  near: 1,
} as const
const enough = 2
const clearEnough = 0.7
const few = 2
const nearest = 3

function continuing(
  { text, context }: AskedQuestion,
  signs: Signs,
  around: Signs,
  hits: readonly Hit[],
  shown: readonly string[],
): number {
  const named = mattersOf(`${context}\n${text}`).length
  const referring = signs.referring || around.referring
  const within = mattersOf(context).length > 0 && !referring
  // 「じゃあ、USBメモリーは？」 is half a sentence, however much it finds by itself.
  const half = signs.leadingOn && signs.elliptic
  return (
    (referring ? weights.referring : 0) +
    (signs.pointing ? (within ? weights.pointingWithin : weights.pointing) : 0) +
    (signs.leadingOn ? weights.leadingOn : 0) +
    (signs.adding ? weights.adding : 0) +
    (signs.elliptic ? weights.elliptic : 0) +
    (signs.including ? weights.including : 0) +
    (signs.elsewhere || around.elsewhere ? weights.elsewhere : 0) +
    (signs.leaving ? weights.leaving : 0) +
    (hits.slice(0, nearest).some(({ entry }) => shown.includes(entry.id)) ? weights.near : 0) +
    (weights.matters[Math.min(named, weights.matters.length - 1)] ?? 0) +
    (half ? 0 : ownEvidence(hits, named, referring || (signs.pointing && !within)))
  )
}

/** What the question finds by itself speaks for a matter of its own. */
function ownEvidence([first]: readonly Hit[], named: number, points: boolean): number {
  const isClear = first !== undefined && first.chance >= clearEnough
  if (!isClear) return named > 0 && named <= few && !(first && first.chance >= sureEnough) ? weights.vague : 0
  if (named === 0) return 0
  return named === 1 || points ? weights.clearInPart : weights.clear
}

const places: readonly RegExp[] = [
  /(1|一|ひと)(つ|点|件|番)目|最初の(質問|件)|\bfirst (question|one|point)\b/i,
  /(2|二|ふた)(つ|点|件|番)目|\bsecond (question|one|point)\b/i,
  /(3|三|みっ)(つ|点|件|番)目|\bthird (question|one|point)\b/i,
]

/** 「2つ目の件ですが」: which question of the newest mail is meant. */
function referredBy(words: string, asked: readonly EarlierQuestion[]): EarlierQuestion | undefined {
  const place = places.findIndex((sign) => sign.test(words.normalize('NFKC')))
  const newest = asked[0]?.consultation.id
  return place < 0 ? undefined : asked.find((it) => it.consultation.id === newest && it.place === place)
}

/** A correction of a correction leaves out what both were shown. */
function referTo(
  kind: Exclude<Topic['kind'], 'fresh'>,
  { consultation, place, part }: EarlierQuestion,
  asked: readonly EarlierQuestion[],
): Topic {
  const shown = kind === 'correction' ? asked.filter((it) => inChain(it, asked)).map((it) => it.part) : [part]
  return {
    kind,
    of: consultation.id,
    part: place,
    entries: [...new Set(shown.flatMap(entriesOf))],
  }
}

/** The newest mail, and the ones before it for as long as each corrected the next. */
function inChain({ consultation }: EarlierQuestion, asked: readonly EarlierQuestion[]): boolean {
  const mails = [...new Map(asked.map((it) => [it.consultation.id, it.consultation])).values()]
  const end = mails.findIndex(({ reply }) => !reply.parts.some((it) => topicIn(it)?.kind === 'correction'))
  return mails.slice(0, end < 0 ? mails.length : end + 1).some(({ id }) => id === consultation.id)
}

export const topicIn = (part: Part) => ('topic' in part ? part.topic : undefined)

/** Newest mail first; of one mail, its last question first. */
export const questionsOf = (earlier: readonly Earlier[]): readonly EarlierQuestion[] =>
  earlier.flatMap((consultation) =>
    consultation.reply.parts
      .map((part, place) => ({ consultation, place, part }))
      // What was not answered was not said: to ask it again is no repetition.
      .filter(({ part: { kind, question } }) => kind !== 'refuse' && kind !== 'closed' && question !== '')
      .toReversed(),
  )

const alike = 0.6

/** The same matters in nearly the same words. */
function isSame(one: string, other: string): boolean {
  const bare = [one, other].map((it) => bareOf(it))
  const [first = '', second = ''] = bare
  if (first === second) return first !== ''
  const [ones, others] = [mattersOf(one), mattersOf(withoutCorrection(other))]
  return (
    ones.length > 0 &&
    ones.length === others.length &&
    ones.every((it) => others.includes(it)) &&
    dice(first, second) >= alike
  )
}

const bareOf = (words: string): string =>
  withoutOpenings(words.normalize('NFKC').toLowerCase())
    .replace(/(もう一度|再度|改めて|重ねて)?(お願い(します|いたします)|教えて(ください|下さい))/g, '')
    .replace(/[^\p{L}\p{N}★☆◎○△×]/gu, '')

/** Twice the shared pairs of characters, over all pairs: 0–1. */
function dice(one: string, other: string): number {
  const pairs = (it: string) =>
    new Set(Array.from({ length: Math.max(0, it.length - 1) }, (_, at) => it.slice(at, at + 2)))
  const [ones, others] = [pairs(one), pairs(other)]
  if (ones.size + others.size === 0) return 0
  return (2 * [...ones].filter((it) => others.has(it)).length) / (ones.size + others.size)
}
