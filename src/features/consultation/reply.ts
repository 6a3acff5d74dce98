import type { Course, Locale } from '../../chat/context.ts'
import type { Heeding, MailClass, Recogniser } from '../../ports/classes.ts'
import type { Hit, KnowledgeIndex, Library } from '../../ports/knowledge.ts'
import type { AdviceStep } from '../../ports/telemetry.ts'
import { judge, likelyEnough } from './answerability.ts'
import type { Part, Reply } from './consultation.ts'
import type { Earlier } from './earlier.ts'
import type { ModelStep } from './model-step.ts'
import type { NoQuestion } from './reading.ts'
import { readMail } from './reading.ts'
import { placeInTopic, type SearchedInTopic, searchInTopic } from './search-in-topic.ts'
import type { SearchedQuestion } from './separate.ts'

/** What the desk makes of a mail, before anything is written or said. */
export type Draft =
  | {
      readonly kind: 'reply'
      readonly reply: Reply
      /** Each question of the mail with what the search found for it, best first: for those who measure or explain. */
      readonly searched: readonly SearchedInTopic[]
      /** What a language model had to do with it, call by call; empty where none was asked. */
      readonly model: readonly ModelStep[]
    }
  | { readonly kind: 'noQuestion'; readonly why: NoQuestion }

/** Drafts a reply. Slow where a model helps; scripted where a test wants a fault. @throws when it cannot now */
export type Advise = (asked: Asked) => Promise<Draft>

/** A mail, what may be read for it, and who asks as far as that matters. */
export interface Asked {
  readonly mail: string
  readonly index: KnowledgeIndex
  readonly classes: Recogniser
  readonly organisationId: string
  /** The course in force; undefined outside a contract. */
  readonly course: Course | undefined
  /** The names of the organisation and its members: never shown to a model. */
  readonly knownNames: readonly string[]
  readonly locale: Locale
  /** What the member asked before in this conversation, newest first. */
  readonly earlier: readonly Earlier[]
  /** Called as each part of the work begins. */
  readonly onStep: (step: AdviceStep) => void
}

/**
 * Reads the mail, recognises what is not for the knowledge base, and judges what it finds for each question. Pure: the same
 * mail, library and earlier questions give the same reply, and nobody's data is read.
 */
export function draftReply(
  mail: string,
  {
    index,
    classes,
    earlier = [],
  }: Pick<Library, 'index' | 'classes'> & { readonly earlier?: readonly Earlier[] },
): Draft {
  const reading = readMail(mail)
  if (reading.kind !== 'mail') return { kind: 'noQuestion', why: reading.kind }
  const searched = searchInTopic(reading.questions, index, earlier)
  const incident = classes.incidentIn(reading.body)
  const salutation = reading.salutation === undefined ? {} : { salutation: reading.salutation }
  return {
    kind: 'reply',
    reply: {
      parts: placeInTopic(
        partsOf(reading.body, searched, classes, incident !== undefined),
        searched,
        earlier,
      ),
      urgent: incident !== undefined,
      ...(incident?.kind === undefined ? {} : { incident: incident.kind }),
      language: reading.language,
      mentionsFile: reading.mentionsFile,
      ...salutation,
    },
    searched,
    model: [],
  }
}

/** From here on the nearest ways to ask speak for what is not for the knowledge base. */
const foreignEnough = 0.25

/**
 * A doubtful sign refuses only what the search does not speak for either: where an answer is likely, or none of what is asked is like an
 * example of what is refused, it is not heeded; nor where help is needed at once.
 */
export function heedingOf(questions: readonly Pick<SearchedQuestion, 'hits'>[], urgent: boolean): Heeding {
  const firsts = questions.map(({ hits }) => hits[0])
  const spoken = firsts.some((hit) => hit !== undefined && hit.chance >= likelyEnough)
  const alike = firsts.some((hit) => hit === undefined || hit.evidence.foreign >= foreignEnough)
  return urgent || spoken || !alike ? 'certain' : 'all'
}

/** A refusal stands for the whole mail: nothing in it is answered on the side. */
function partsOf(
  mail: string,
  questions: readonly SearchedQuestion[],
  { classify }: Recogniser,
  urgent: boolean,
): Part[] {
  // Whoever needs help at once gets it, whatever else their words are like.
  const recognise = (words: string, asked: readonly SearchedQuestion[]): MailClass => {
    const found = classify(words, heedingOf(asked, urgent))
    return urgent && found.kind === 'refuse' ? { kind: 'search' } : found
  }
  const whole = recognise(mail, questions)
  if (whole.kind === 'refuse') return [{ kind: 'refuse', question: questions[0]?.text ?? mail }]
  const parts = questions.map((question) => partOf(question, recognise(question.text, [question])))
  if (whole.kind === 'search' || parts.some(({ kind }) => kind === 'person' || kind === 'account'))
    return withoutRepeats(parts)
  // The mail as a whole is for a person or the account, though no single question of it says so.
  const question = questions[0]?.text ?? mail
  const verdict: Part = { kind: whole.kind === 'escalate' ? 'person' : 'account', question }
  return withoutRepeats(parts.length > 1 ? [...parts, verdict] : [verdict])
}

export function partOf({ text: question, hits }: SearchedQuestion, recognised: MailClass): Part {
  switch (recognised.kind) {
    case 'refuse':
      return { kind: 'refuse', question }
    case 'escalate':
      return { kind: 'person', question }
    case 'account':
      return { kind: 'account', question }
    case 'search':
      return found(question, hits)
  }
}

function found(question: string, hits: readonly Hit[]): Part {
  const verdict = judge(hits)
  switch (verdict.kind) {
    case 'answer':
      return { kind: 'answer', question, entry: verdict.hit.entry.id }
    case 'choices':
      return { kind: 'choices', question, entries: verdict.hits.map(({ entry }) => entry.id) }
    case 'unknown':
      return { kind: 'unknown', question }
  }
}

/** Two questions with one answer get it once. */
export function withoutRepeats(parts: readonly Part[]): Part[] {
  const said = new Set<string>()
  return parts.filter((part) => {
    const key =
      part.kind === 'answer' ? part.entry : part.kind === 'choices' ? part.entries.join() : part.kind
    if (said.has(key)) return false
    said.add(key)
    return true
  })
}
