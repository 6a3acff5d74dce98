import type { Hit, KnowledgeEntry, KnowledgeIndex } from '../../ports/knowledge.ts'
import { judge } from './answerability.ts'
import { questionOf } from './compose.ts'
import type { Part, Understood } from './consultation.ts'
import type { Earlier } from './earlier.ts'
import type { AskedQuestion } from './reading.ts'
import { type SearchedQuestion, separate } from './separate.ts'
import { fresh, questionsOf, type Topic, topicIn, topicsOf } from './topic.ts'
import { mattersOf, signsOf, withoutCorrection, withoutOpenings } from './topic-signs.ts'

export interface SearchedInTopic extends SearchedQuestion {
  /** What it was taken for, in view of what was asked before. */
  readonly topic: Topic
}

/** Looks for each question of a mail as it is meant after what was asked before. Pure; `earlier`: newest first. */
export function searchInTopic(
  questions: readonly AskedQuestion[],
  index: KnowledgeIndex,
  earlier: readonly Earlier[],
): readonly SearchedInTopic[] {
  const topics = topicsOf(questions, earlier, index)
  return questions.flatMap((question, place) => searchOne(question, topics[place] ?? fresh, index, earlier))
}

function searchOne(
  question: AskedQuestion,
  topic: Topic,
  index: KnowledgeIndex,
  earlier: readonly Earlier[],
): readonly SearchedInTopic[] {
  switch (topic.kind) {
    case 'fresh':
      return separate(question, ({ text, context }) => index.search(text, { context })).map((it) => ({
        ...it,
        topic,
      }))
    case 'followUp':
      return [continued(question, topic, index, earlier)]
    case 'correction':
      return [corrected(question, topic, index, earlier)]
    case 'repeated': {
      const before = asBefore(question, topic, earlier)
      return [{ ...question, topic, hits: index.search(before, { context: question.context }) }]
    }
  }
}

type Referring = Exclude<Topic, { kind: 'fresh' }>

/**
 * With the topic's words around it. What was shown before is shown again only where it speaks of what is asked now; another entry must be
 * one that the question finds by itself as well. What the topic leads nowhere with is another question.
 */
function continued(
  question: AskedQuestion,
  topic: Referring,
  index: KnowledgeIndex,
  earlier: readonly Earlier[],
): SearchedInTopic {
  const { text, context } = question
  const asked = withoutOpenings(text) || text
  const around = [context, ...wordsOfTopic(topic, index, earlier)].join('\n')
  const inTopic = index.search(asked, { context: around })
  const own = index.search(asked, { context })
  const [first] = inTopic
  if (first === undefined || judge(inTopic).kind === 'unknown') return alone(question, topic, own)
  const { id } = first.entry
  if (!topic.entries.includes(id) || own[0]?.entry.id === id || speaksOf(id, asked, index))
    return { ...question, topic, hits: inTopic }
  const others = index.search(asked, { context: around, without: topic.entries })
  const standsOut = judge(others).kind === 'answer' && others[0]?.entry.id === own[0]?.entry.id
  return standsOut ? { ...question, topic, hits: others } : alone(question, topic, own)
}

/** Nothing is said on a guess: by itself, half a sentence finds something always. */
function alone(question: AskedQuestion, topic: Referring, own: readonly Hit[]): SearchedInTopic {
  const whole = mattersOf(question.text).length > 1 || !signsOf(question.text).elliptic
  const ofItsOwn = whole && judge(own).kind === 'answer'
  return { ...question, topic, hits: ofItsOwn ? own : [] }
}

const mostlySaid = 0.5

/** A question that names nothing by itself asks for more of the same. */
const speaksOf = (entry: string, asked: string, index: KnowledgeIndex): boolean =>
  mattersOf(asked).length === 0 || index.support(mattersOf(asked).join('、'), [entry]) >= mostlySaid

/** Words of the earlier question, of what answered it, and of what that one went on from; none for a new question. */
export function wordsOfTopic(
  topic: Topic,
  index: KnowledgeIndex,
  earlier: readonly Earlier[],
): readonly string[] {
  if (topic.kind === 'fresh') return []
  const { of, part } = topic
  const asked = questionsOf(earlier)
  const about = asked.find((it) => it.consultation.id === of && it.place === part)?.part
  if (!about) return []
  const before = topicIn(about)
  const entries = [
    ...(about.kind === 'answer' ? [about.entry] : []),
    ...(before?.kind === 'followUp' && before.entry !== undefined ? [before.entry] : []),
  ]
  return [about.question, ...entries.flatMap((id) => index.entry(id) ?? []).map(questionOf)]
}

/**
 * By what is left of it once 「そうではなく」 is off; where that names nothing, by the earlier question. Never what answered before; what
 * was only offered may be what is meant, if the correction says more.
 */
function corrected(
  { text, context }: AskedQuestion,
  topic: Referring,
  index: KnowledgeIndex,
  earlier: readonly Earlier[],
): SearchedInTopic {
  const meant = withoutCorrection(text)
  const told = withoutCorrection(context)
  if (mattersOf(`${meant}\n${told}`).length > 0) {
    const without = answeredIn(earlier, topic.entries).flatMap((id) => withSections(id, index))
    const question = { text: meant || text, context: told }
    return { ...question, topic, hits: index.search(question.text, { context: told, without }) }
  }
  const without = topic.entries.flatMap((id) => withSections(id, index))
  const [before = text] = wordsOfTopic(topic, index, earlier)
  return { text, context, topic, hits: index.search(before, { context, without }) }
}

const answeredIn = (earlier: readonly Earlier[], entries: readonly string[]): readonly string[] =>
  entries.filter((id) => answeredBefore(id, earlier) !== undefined)

/** A section that an entry cites says the same. */
const withSections = (id: string, index: KnowledgeIndex): readonly string[] => [
  id,
  ...citationsOf(index.entry(id)),
]

const citationsOf = (entry: KnowledgeEntry | undefined): readonly string[] =>
  entry?.kind === 'faq' ? entry.citations : []

const asBefore = ({ text }: AskedQuestion, { of, part }: Referring, earlier: readonly Earlier[]): string =>
  mattersOf(withoutCorrection(text)).length > 0
    ? text
    : (questionsOf(earlier).find((it) => it.consultation.id === of && it.place === part)?.part.question ??
      text)

/**
 * Parts as they are said after what was said before: each tells what its question was taken for, and what was shown before is not said
 * as if it were new. Pure.
 */
export function placeInTopic(
  parts: readonly Part[],
  searched: readonly SearchedInTopic[],
  earlier: readonly Earlier[],
): Part[] {
  return parts.map((part) =>
    placed(part, searched.find(({ text }) => text === part.question)?.topic ?? fresh, earlier),
  )
}

function placed(part: Part, topic: Topic, earlier: readonly Earlier[]): Part {
  switch (part.kind) {
    case 'answer': {
      // What a model wrote for a question that goes on is not what was shown, though it rests on the same entry.
      const goesOn = part.paragraphs !== undefined && topic.kind === 'followUp'
      const before = goesOn ? undefined : answeredBefore(part.entry, earlier)
      return { ...part, topic: before ? repeating(before) : understood(topic, earlier) }
    }
    case 'choices':
      if (topic.kind !== 'repeated') return { ...part, topic: understood(topic, earlier) }
      // They were offered, and are still on their card.
      return { kind: 'unknown', question: part.question, topic: understood(topic, earlier) }
    case 'unknown':
      // 「Web会議は？」 after how often the review may be used.
      if (topic.kind === 'followUp' && partOf(topic, earlier)?.kind === 'account')
        return { kind: 'account', question: part.question }
      return { ...part, topic: understood(topic, earlier) }
    case 'person':
    case 'account':
    case 'closed':
    case 'refuse':
      return part
  }
}

function understood(topic: Topic, earlier: readonly Earlier[]): Understood | undefined {
  switch (topic.kind) {
    case 'fresh':
      return undefined
    case 'followUp': {
      const about = partOf(topic, earlier)
      return { kind: 'followUp', ...(about?.kind === 'answer' ? { entry: about.entry } : {}) }
    }
    case 'correction':
      return { kind: 'correction' }
    case 'repeated': {
      const before = earlier.find(({ id }) => id === topic.of)
      return before ? repeating(before) : { kind: 'repeated' }
    }
  }
}

const partOf = ({ of, part }: Referring, earlier: readonly Earlier[]): Part | undefined =>
  earlier.find(({ id }) => id === of)?.reply.parts[part]

const repeating = ({ ticketNumber }: Earlier): Understood => ({
  kind: 'repeated',
  ...(ticketNumber === undefined ? {} : { ticket: ticketNumber }),
})

const answeredBefore = (entry: string, earlier: readonly Earlier[]): Earlier | undefined =>
  earlier.find(({ reply }) => reply.parts.some((it) => it.kind === 'answer' && it.entry === entry))
