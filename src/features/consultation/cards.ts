import type { Course, Locale, Member, Organisation } from '../../chat/context.ts'
import { takesNoFiles } from '../../chat/event.ts'
import { type FileRef, safeFileName } from '../../chat/file.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  facts,
  file,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  toAsker,
  type UploadTo,
  uploadLink,
  verbatim,
} from '../../chat/message.ts'
import type { Welcome } from '../../ports/intake.ts'
import type { Library } from '../../ports/knowledge.ts'
import { ticketName, type Unasked } from '../escalation/index.ts'
import type { ConsultationAction } from './actions.ts'
import { type AskedForAPerson, composeReply, questionOf } from './compose.ts'
import { answeredWith, type Consultation, hasRecord, type Reply } from './consultation.ts'
import { firstSteps } from './first-steps.ts'
import { offeredIn } from './follow-ups.ts'
import { phrases } from './phrases.ts'
import type { NoQuestion } from './reading.ts'
import type { SecretKind } from './secrets.ts'

/** Who reads a card: what the course in force opens to them, and on which side of the desk they are. */
export interface CardReader {
  readonly course: Course | undefined
  readonly kind: Organisation['kind']
}

/**
 * The consultation's one card, drawn from its state: every change redraws it. `firstContact`: the operator's text on data handling, on
 * a member's first answer.
 */
export function consultationCard(
  consultation: Consultation,
  library: Library,
  reader: CardReader,
  firstContact?: string,
): Message<ConsultationAction> {
  const { reply, locale } = consultation
  const words = phrases[locale]
  if (consultation.question === null) return message(words.summary.withdrawn, note(words.state.withdrawn))
  const row = actionsOf(consultation, reader)
  const ownButtons = partsWithButtons(consultation, row)
  return message(
    summaryOf(consultation),
    ...(reply.language === 'en' && !isComposed(reply) ? [note(words.foreign)] : []),
    ...(reply.urgent ? urgentCard(consultation, library) : []),
    ...secretsNote(consultation),
    ...composeReply(consultation, library, reader.course, ownButtons),
    ...fileNotes(consultation),
    ...stateLines(consultation),
    ...followUpsOf(consultation, library),
    ...buttonsOf(
      ownButtons.length > 0 ? row.filter((it) => it.action.type !== 'consultation.escalate') : row,
    ),
    ...(firstContact === undefined ? [] : [firstContactNote(firstContact, locale)]),
  )
}

/** Every answer is in the mail's own language. */
const isComposed = ({ parts }: Reply): boolean => {
  const answers = parts.filter((it) => it.kind === 'answer')
  return answers.length > 0 && answers.every(({ paragraphs }) => paragraphs !== undefined)
}

const firstContactNote = (words: string, locale: Locale): Element<never> =>
  note(`**${phrases[locale].greeting}**\n${words}`)

function summaryOf({ state, subject, reply, locale }: Consultation): string {
  const words = phrases[locale].summary
  if (reply.urgent) return words.urgent
  if (state === 'offered') return words.offered(subject)
  return answeredWith(reply).length > 0 || state === 'answered'
    ? words.answered(subject)
    : words.unanswered(subject)
}

/** The same where a consultant has the conversation: they are told already. */
export function incidentCard(incident: string | undefined, library: Library, locale: Locale): Message<never> {
  const { urgent } = phrases[locale]
  return message(
    urgent.title,
    heading(urgent.title),
    ...firstSteps(incident, library, locale),
    note(urgent.outside),
  )
}

/** Steps before anything polite: minutes count. */
function urgentCard(
  { ticketNumber, locale, reply }: Consultation,
  library: Library,
): readonly Element<never>[] {
  const { urgent, handedOver, hours } = phrases[locale]
  const { consultantHours, responseTargets } = library.provider
  const minutes = responseTargets.practice.urgent.firstResponse
  const next = urgent.next(hours(consultantHours), minutes) + handedOver.supplement
  return [
    heading(urgent.title),
    ...firstSteps(reply.incident, library, locale),
    ...(ticketNumber === undefined ? [] : [text(urgent.informed(ticketName(ticketNumber)) + next)]),
    note(urgent.outside),
  ]
}

/** Before the answer, since somebody else may read the post already. */
function secretsNote({
  reply: { secrets = [] },
  state,
  questionMessage,
  locale,
}: Consultation): readonly Element<never>[] {
  if (secrets.length === 0) return []
  const { warning, deleting } = phrases[locale].secret
  if (questionMessage === undefined) return [text(warning(secrets, 'form'))]
  return [text(warning(secrets, 'post')), ...(state === 'withdrawn' ? [] : [note(deleting)])]
}

function fileNotes({ files, missingFiles, reply, locale }: Consultation): readonly Element<never>[] {
  const words = phrases[locale].file
  if (files.length === 0) return reply.mentionsFile ? [note(words.absent)] : []
  const lacking = new Map(missingFiles.map((it) => splitAtLine(it)))
  const had = files.filter((name) => !lacking.has(safeFileName(name)) && !lacking.has(name))
  const missing = [...lacking].flatMap(([name, why]) => (why === '' ? [name] : []))
  const refused = [...lacking].filter(([, why]) => why !== '')
  return [
    ...(had.length > 0 ? [note(verbatim(words.attached(had.join('、'))))] : []),
    ...(missing.length > 0 ? [note(verbatim(words.missing(missing.join('、'))))] : []),
    ...refused.map(([name, why]) => note(verbatim(words.refused(name, why)))),
  ]
}

const splitAtLine = (words: string): readonly [string, string] => {
  const [first = '', ...rest] = words.split('\n')
  return [first, rest.join('\n')]
}

function stateLines({ state, reply, ticketNumber, locale }: Consultation): readonly Element<never>[] {
  const words = phrases[locale]
  switch (state) {
    case 'answered':
      return turnsAway(reply) ? [] : [text(words.closing), note(words.automatic)]
    case 'offered':
    case 'unanswered':
      return []
    case 'withdrawn':
      return [note(words.state.takenBack)]
    case 'solved':
      return [
        note(
          ticketNumber === undefined ? words.state.solved : words.state.answeredBy(ticketName(ticketNumber)),
        ),
      ]
    case 'unsolved':
      return [text(words.state.unsolved)]
    case 'escalated':
      return ticketNumber === undefined ? [] : [note(words.state.escalated(ticketName(ticketNumber)))]
  }
}

/** What the answer's reader may want to know besides, as long as nothing else is open. */
function followUpsOf(
  { id, state, reply, locale }: Consultation,
  { index }: Library,
): readonly Element<ConsultationAction>[] {
  if (state !== 'answered') return []
  const words = phrases[locale].followUp
  const options = offeredIn(reply, index).map((entry) => ({
    label: questionOf(entry),
    button: words.show,
    action: { type: 'consultation.followUp', id, entry: entry.id } as const,
  }))
  return options.length > 0 ? [choices(words.offer, ...options)] : []
}

/** Nothing was answered, so that there is nothing to be solved by it. */
const turnsAway = ({ parts }: Reply): boolean =>
  parts.every(({ kind }) => kind === 'closed' || kind === 'refuse')

const MOST_BUTTONS = 5

/** Of several questions, those for a person have the way there at their own place, in the stead of one for all. */
function partsWithButtons(
  { state, reply }: Consultation,
  row: readonly Button<ConsultationAction>[],
): AskedForAPerson {
  if (state !== 'answered' || reply.parts.length === 1) return []
  const places = reply.parts.flatMap(({ kind }, place) =>
    kind === 'unknown' || kind === 'person' ? [place] : [],
  )
  return row.length - 1 + places.length <= MOST_BUTTONS ? places : []
}

const buttonsOf = (row: readonly Button<ConsultationAction>[]): readonly Element<ConsultationAction>[] =>
  row.length > 0 ? [buttons(...row)] : []

function actionsOf(
  consultation: Consultation,
  { course, kind }: CardReader,
): readonly Button<ConsultationAction>[] {
  const { id, state, reply, locale, conversationKey } = consultation
  const words = phrases[locale].button
  const cited = answeredWith(reply).length > 0
  const row = (...shown: readonly (Button<ConsultationAction> | undefined)[]) =>
    shown.filter((it) => it !== undefined)
  const sources = cited
    ? ({ label: words.sources, action: { type: 'consultation.sources', id } } as const)
    : undefined
  const comment = { label: words.comment, action: { type: 'consultation.comment', id } } as const
  const escalate = { label: words.escalate, action: { type: 'consultation.escalate', id } } as const
  const record = hasRecord(state)
    ? ({ label: words.record, action: { type: 'consultation.record', id } } as const)
    : undefined
  const attach = takesNoFiles(conversationKey)
    ? ({ label: words.attach, action: { type: 'consultation.attach', id } } as const)
    : undefined
  const trace =
    kind === 'provider'
      ? ({ label: words.trace, action: { type: 'consultation.trace', id } } as const)
      : undefined
  // What an answer has not settled; in an incident a person is told at once.
  const meet =
    kind === 'customer' && course !== undefined && !reply.urgent
      ? ({ label: words.meet, action: { type: 'consultation.meet', id } } as const)
      : undefined
  // There is no room for both.
  const last = trace ?? attach
  switch (state) {
    case 'answered':
      if (turnsAway(reply)) return row(escalate, last)
      return row(
        { label: words.solved, action: { type: 'consultation.solved', id }, tone: 'primary' },
        { label: words.unsolved, action: { type: 'consultation.unsolved', id } },
        escalate,
        sources,
        last,
      )
    case 'offered':
      return row({ ...escalate, label: words.none }, sources, trace)
    case 'unanswered':
      return row({ ...escalate, tone: 'primary' }, meet, sources, last)
    case 'solved':
      return row(comment, sources, record, trace)
    case 'unsolved':
      return row({ ...escalate, tone: 'primary' }, meet, comment, sources, last)
    case 'escalated':
      // Also of an answer that did not help, and was handed over for that.
      return row(meet, sources, record, cited ? comment : undefined, last)
    case 'withdrawn':
      return []
  }
}

/** `expected`: when the answer may be expected, in words; `because`: nobody asked for it, and it is as easily taken back. */
export function handedOverCard(
  {
    id,
    ticketNumber,
    expected,
    because,
  }: {
    readonly id: string
    readonly ticketNumber: number
    readonly expected: string
    readonly because: Unasked | undefined
  },
  locale: Locale,
): Message<ConsultationAction> {
  const { handedOver, takeBack } = phrases[locale]
  const summary = handedOver.summary(ticketName(ticketNumber))
  const why = because ? `${handedOver.because[because]}\n` : ''
  return message<ConsultationAction>(
    summary,
    text(`${summary}\n${why}${expected}${handedOver.supplement}${because ? handedOver.needless : ''}`),
    buttons<ConsultationAction>({ label: takeBack.button, action: { type: 'consultation.takeBack', id } }),
  )
}

export const alreadyHandedOverCard = (number: number, locale: Locale): Message<never> =>
  plainCard(phrases[locale].handedOver.already(ticketName(number)))

/** The record is the author's: in a shared conversation it goes to them alone. */
export function recordCard(it: FileRef, locale: Locale): Message<never> {
  const words = phrases[locale].record.here
  return toAsker(message(words, text(words), file(it)))
}

/** The page is its member's: in a shared conversation the address goes to them alone. */
export function uploadCard(to: UploadTo, subject: string, locale: Locale): Message<never> {
  const words = phrases[locale].upload
  return toAsker(
    message(
      words.summary,
      text(verbatim(words.about(subject))),
      uploadLink(words.link, to),
      note(words.expires),
    ),
  )
}

/** To words that ask nothing; to a greeting, what the desk is for and three examples. */
export function noQuestionCard(
  why: NoQuestion | 'onlyFiles',
  deskName: string,
  locale: Locale,
  firstContact?: string,
): Message<never> {
  const { noQuestion, welcome } = phrases[locale]
  const contact = firstContact === undefined ? [] : [firstContactNote(firstContact, locale)]
  if (why !== 'greeting') return message(noQuestion[why], text(noQuestion[why]), ...contact)
  const examples = welcome.prompts.map(({ text }) => `- ${text}`).join('\n')
  return message(
    noQuestion.greeting,
    text(welcome.greeting(deskName)),
    note(`${welcome.examples}\n${examples}`),
    ...contact,
  )
}

/** What stands where something was left out. */
export const hiddenSign = (locale: Locale): string => phrases[locale].secret.hidden

/** That something was left out of what is kept, and what its author should do; `where`: only a post can be deleted. */
export const secretsCard = (
  secrets: readonly SecretKind[],
  where: 'post' | 'form',
  locale: Locale,
): Message<never> => plainCard(phrases[locale].secret.warning(secrets, where))

/** To a shared conversation that the desk was brought into. */
export const sharedWelcomeCard = (locale: Locale, deskName: string): Message<never> =>
  plainCard(phrases[locale].welcome.shared(deskName))

export const withdrawnUnansweredCard = (locale: Locale): Message<never> =>
  plainCard(phrases[locale].state.withdrawnUnanswered)

export function takenBackCard({ subject, ticketNumber }: Consultation, locale: Locale): Message<never> {
  const { takeBack } = phrases[locale]
  const done = takeBack.done(subject, ticketNumber === undefined ? undefined : ticketName(ticketNumber))
  return message(
    done,
    text(verbatim(done)),
    ...(ticketNumber === undefined ? [] : [note(takeBack.consultant)]),
  )
}

export const nothingToTakeBackCard = (why: 'none' | 'already' | 'solved', locale: Locale): Message<never> =>
  plainCard(phrases[locale].takeBack[why])

/** What a button says that takes a consultation back. */
export const takeBackLabel = (locale: Locale): string => phrases[locale].takeBack.button

/** Several are open: which one is meant? */
export function whichToTakeBackCard(
  open: readonly Consultation[],
  locale: Locale,
): Message<ConsultationAction> {
  const words = phrases[locale].takeBack
  return message(
    words.which,
    choices(
      words.which,
      ...open.map(({ id, subject }) => ({
        label: subject,
        button: words.button,
        action: { type: 'consultation.takeBack', id } as const,
      })),
    ),
  )
}

export const staleCard = (locale: Locale): Message<never> => plainCard(phrases[locale].stale)

export const commentThanksCard = (locale: Locale): Message<never> => plainCard(phrases[locale].comment.thanks)

/** To the consultants, in the desk's own language. */
export function commentCard(
  from: { readonly organisation: Organisation; readonly member: Member },
  { subject, ticketNumber, reply }: Pick<Consultation, 'subject' | 'ticketNumber' | 'reply'>,
  words: string,
): Message<never> {
  const { told } = phrases.ja.comment
  const sources = answeredWith(reply)
  return message(
    told.title,
    text(`**${told.title}**\n${verbatim(told.from(from.member.name, from.organisation.name))}`),
    quote(words),
    facts(
      [told.about, subject],
      ...(ticketNumber === undefined ? [] : [[told.ticket, ticketName(ticketNumber)] as const]),
      ...(sources.length > 0 ? [[told.sources, sources.join('・')] as const] : []),
    ),
  )
}

const plainCard = (words: string): Message<never> => message(words, text(words))

/** What a shared conversation is shown of a question that was written in a form. */
export function askedCard({ name, locale }: Pick<Member, 'name' | 'locale'>, words: string): Message<never> {
  const said = phrases[locale].reply.asked(name)
  return message(said, note(verbatim(said)), quote(words))
}

/** What greets a person who opens the desk. */
export const welcome = (locale: Locale, deskName: string): Welcome => ({
  greeting: phrases[locale].welcome.greeting(deskName),
  prompts: phrases[locale].welcome.prompts,
})
