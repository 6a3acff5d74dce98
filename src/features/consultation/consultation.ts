import { z } from 'zod'
import type { Locale } from '../../chat/context.ts'
import { Language, readMail } from './reading.ts'
import { SecretKind } from './secrets.ts'

/** Plain text, and the ids of the entries that it rests on. */
const Paragraph = z.object({ text: z.string(), sources: z.array(z.string()).min(1) })
export type Paragraph = z.infer<typeof Paragraph>

/**
 * What a question was taken for, where not for a new one: curated words only, since the earlier question may be taken back.
 * `entry`: what was asked about before. `ticket`: a person has the earlier one.
 */
const Understood = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('followUp'), entry: z.string().optional() }),
  z.object({ kind: z.literal('correction') }),
  /** The member asked it before, or would be shown the same. */
  z.object({ kind: z.literal('repeated'), ticket: z.number().optional() }),
])
export type Understood = z.infer<typeof Understood>

const topic = Understood.optional()

/** What the desk makes of one question of a mail. Entries are ids, so that a card is drawn from what is served now. */
export const Part = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    question: z.string(),
    entry: z.string(),
    /** What a model made of this entry and others, checked against them; absent: the entry's own words. */
    paragraphs: z.array(Paragraph).min(1).optional(),
    topic,
  }),
  z.object({
    kind: z.literal('choices'),
    question: z.string(),
    entries: z.array(z.string()).min(1).max(3),
    topic,
  }),
  /** Nothing curated settles it. */
  z.object({ kind: z.literal('unknown'), question: z.string(), topic }),
  /** A person must judge it, whatever the knowledge base holds. */
  /** `byButton`: what the member wants of a person was chosen, not written. */
  z.object({ kind: z.literal('person'), question: z.string(), byButton: z.literal(true).optional() }),
  /** About the member's own contract, quota or bookings. */
  z.object({ kind: z.literal('account'), question: z.string() }),
  /** Outside a contract: what opens it is told to its author alone. */
  z.object({ kind: z.literal('closed'), question: z.string() }),
  z.object({ kind: z.literal('refuse'), question: z.string() }),
])
export type Part = z.infer<typeof Part>

/** What its reader may want to know besides. `shown`: they asked for it, and the card says it too. */
const FollowUp = z.object({ entry: z.string(), state: z.enum(['offered', 'shown']) })
export type FollowUp = z.infer<typeof FollowUp>

/** How people find a notice again: N-0012, and its title. */
export const AskedNotice = z.object({ name: z.string(), title: z.string() })
export type AskedNotice = z.infer<typeof AskedNotice>

export const Reply = z.object({
  parts: z.array(Part).min(1),
  /** An incident seems to be in progress: first steps at once, and a person. */
  urgent: z.boolean(),
  /** The kind of incident, where the desk knows what to do first in it (ports/classes.ts). */
  incident: z.string().optional(),
  /** What the mail was written in. */
  language: Language,
  /** The mail speaks of a file that comes with it; absent in what was written by earlier versions. */
  mentionsFile: z.boolean().optional(),
  /** The sender's name as the mail states it. */
  salutation: z.string().optional(),
  followUps: z.array(FollowUp).max(3).optional(),
  /** What was taken out of the mail before anybody read it: the author is told. */
  secrets: z.array(SecretKind).optional(),
  /** The notice that it is asked about. */
  notice: AskedNotice.optional(),
})
export type Reply = z.infer<typeof Reply>

export type ConsultationState =
  | 'answered'
  | 'offered'
  | 'unanswered'
  | 'solved'
  | 'unsolved'
  | 'escalated'
  | 'withdrawn'

/** Nobody has called it settled, and its author has not taken it back. */
export function isOpen(state: ConsultationState): boolean {
  switch (state) {
    case 'answered':
    case 'offered':
    case 'unanswered':
    case 'unsolved':
    case 'escalated':
      return true
    case 'solved':
    case 'withdrawn':
      return false
  }
}

/** What is settled, or in a person's hands, can be taken along as a file. */
export const hasRecord = (state: ConsultationState): boolean => state === 'solved' || state === 'escalated'

export interface Consultation {
  readonly id: string
  readonly organisationId: string
  readonly conversationKey: string
  readonly memberId: string
  /** Whom the answer addresses, and in which language: the one who asked, whoever presses a button on it later. */
  readonly addressee: string
  readonly locale: Locale
  readonly state: ConsultationState
  readonly subject: string
  /** Null once the member deleted it. */
  readonly question: string | null
  /** Names of attached files, and of those among them that could not be had; a second line says why, where that is to be told. */
  readonly files: readonly string[]
  readonly missingFiles: readonly string[]
  readonly reply: Reply
  /** The platform's id of the message that asked; undefined for a form. */
  readonly questionMessage: string | undefined
  /** The outbox row of the answer. */
  readonly answerRow: string | undefined
  readonly ticketNumber: number | undefined
  readonly createdAt: Date
}

/** The entries that a part showed: as its answer, or to choose from. */
export function entriesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'answer':
      return [part.entry]
    case 'choices':
      return part.entries
    case 'unknown':
    case 'person':
    case 'account':
    case 'closed':
    case 'refuse':
      return []
  }
}

/** Where a fresh reply leaves the consultation: a single part that is still open decides. What was shown before settles nothing. */
export function stateAfter({ parts }: Reply): 'answered' | 'offered' | 'unanswered' {
  if (parts.some(({ kind }) => kind === 'choices')) return 'offered'
  const settled = parts.some(
    (part) =>
      (part.kind === 'answer' && part.topic?.kind !== 'repeated') ||
      part.kind === 'refuse' ||
      part.kind === 'account' ||
      part.kind === 'closed',
  )
  return settled ? 'answered' : 'unanswered'
}

/** The entries that the reply rests on, in the order of its questions; then those of what was shown besides. */
export const answeredWith = (reply: Pick<Reply, 'parts' | 'followUps'>): readonly string[] => [
  ...reply.parts.flatMap((part) => (part.kind === 'answer' ? [part.entry] : [])),
  ...shownIn(reply),
]

export const shownIn = ({ followUps = [] }: Pick<Reply, 'followUps'>): readonly string[] =>
  followUps.flatMap(({ entry, state }) => (state === 'shown' ? [entry] : []))

/** The entries that an answer cites: those that a model used, or the one whose words it is. */
export const citedBy = ({ entry, paragraphs }: Extract<Part, { kind: 'answer' }>): readonly string[] =>
  paragraphs === undefined ? [entry] : [...new Set(paragraphs.flatMap(({ sources }) => sources))]

/** All that the reply cites, in the order of its questions, without repeats. */
export const citedIn = (reply: Reply): readonly string[] => [
  ...new Set([
    ...reply.parts.flatMap((part) => (part.kind === 'answer' ? citedBy(part) : [])),
    ...shownIn(reply),
  ]),
]

/** The member chose among what was offered. @returns undefined when the card is stale: that was not on offer */
export function choose(reply: Reply, part: number, entry: string): Reply | undefined {
  const chosen = reply.parts[part]
  if (chosen?.kind !== 'choices' || !chosen.entries.includes(entry)) return undefined
  const answer: Part = { kind: 'answer', question: chosen.question, entry, topic: chosen.topic }
  return { ...reply, parts: reply.parts.map((it, place) => (place === part ? answer : it)) }
}

/** What is left of a consultation whose question was taken back: that it was, and by whom; none of its words. */
export const withdrawnOf = (consultation: Consultation): Consultation => ({
  ...consultation,
  state: 'withdrawn',
  subject: '',
  addressee: '',
  question: null,
  files: [],
  missingFiles: [],
  reply: {
    urgent: consultation.reply.urgent,
    language: consultation.reply.language,
    parts: consultation.reply.parts.map(withoutWords),
  },
})

/** What a model wrote may repeat what was asked. */
function withoutWords(part: Part): Part {
  if (part.kind !== 'answer') return { ...part, question: '' }
  return { kind: part.kind, question: '', entry: part.entry, topic: part.topic }
}

const SUBJECT = 40

/** A line by which people recognise the question. */
export function subjectOf(question: string): string {
  const line = question
    .replace(/([。！？])\s+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > SUBJECT ? `${line.slice(0, SUBJECT - 1).toWellFormed()}…` : line
}

/** What it is called by: its first question; of an incident all that was written, since what has happened is often no question. */
export function subjectIn(mail: string, { urgent, parts }: Pick<Reply, 'urgent' | 'parts'>): string {
  if (!urgent) return subjectOf(parts[0]?.question ?? mail)
  const reading = readMail(mail)
  return subjectOf(reading.kind === 'mail' ? reading.body : mail)
}
