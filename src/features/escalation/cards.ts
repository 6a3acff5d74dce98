import type { Locale } from '../../chat/context.ts'
import { conversationKey, takesNoFiles } from '../../chat/event.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  linkButtons,
  type Message,
  message,
  note,
  quote,
  saidBy,
  text,
  toAsker,
  type UploadTo,
  uploadLink,
  verbatim,
} from '../../chat/message.ts'
import type { FromTicket } from '../../ports/curation.ts'
import { type Attachment, attachmentElements, handedOver, linksOnly, namesOf } from '../attachments/index.ts'
import type { EscalationAction } from './actions.ts'
import { extractOf } from './extract.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Rating } from './rating-store.ts'
import type { Carried, Note } from './relay-store.ts'
import {
  isHeld,
  POOR,
  SCORES,
  type Score,
  type SolvedTicket,
  type Ticket,
  ticketName,
  waitingSince,
} from './ticket.ts'

const EXCERPT = 600

/**
 * The consultants' card, in their language: who asks what under which contract, what was said before, and what the desk has answered so
 * far. `now`: it is asked for at this moment, and says how long its customer has waited.
 */
export function ticketCard(ticket: Ticket, now?: Date): Message<EscalationAction> {
  const { content, withdrawnAt, attachments, consultant } = ticket
  const { card: words, platform } = desk
  const title = `${ticketName(ticket.number)} ${mark({ ...ticket, urgent: content.urgent })} ${content.subject}`
  if (withdrawnAt || content.question === null)
    return message(
      title,
      heading(title),
      text(verbatim(content.organisation)),
      note(content.question !== null ? words.takenBack : withdrawnAt ? words.withdrawn : words.erased),
    )
  return message<EscalationAction>(
    title,
    heading(title),
    ...(content.urgent && !isOver(ticket) ? [text(`**${words.urgent}**`)] : []),
    facts(
      [words.state, desk.state[ticket.state]],
      ...(consultant ? [[words.consultant, consultant.name] as const] : []),
      [words.organisation, content.organisation],
      [words.contract, content.contract],
      [words.asker, `${content.asker}（${platform[content.platform]}）`],
      ...(content.because ? [[words.because, desk.because[content.because]] as const] : []),
      ...(content.notice === undefined ? [] : [[words.notice, content.notice] as const]),
      ...waitedFacts(ticket, now),
      // Of a ticket from before files were fetched, the names are all there is.
      ...(content.files.length > 0 && attachments.length === 0
        ? ([[words.files, content.files.join('、')]] as const)
        : []),
    ),
    ...summaryOf(ticket),
    text(`**${content.begun ? desk.begin.question : words.question}**`),
    quote(excerpt(content.question)),
    ...attachmentElements(attachments),
    ...(content.begun
      ? []
      : [text(`**${words.answered}**\n${content.answered ? verbatim(content.answered) : words.unanswered}`)]),
    ...(content.sources.length > 0 ? [note(`${words.sources}：${content.sources.join(' ／ ')}`)] : []),
    ...(ticket.similar.length > 0
      ? [note(`${words.similar}：${verbatim(ticket.similar.map(similarLine).join(' ／ '))}`)]
      : []),
    ...elsewhereOf(ticket),
    buttons<EscalationAction>(...cardButtons(ticket)),
  )
}

/** Of the answers of others' tickets, so much. */
const ELSEWHERE = 120

function elsewhereOf({ elsewhere }: Ticket): readonly Element<never>[] {
  const lines = elsewhere.map(({ id, subject, answer }) => {
    const line = answer.replace(/\s+/g, ' ').trim()
    const short = line.length > ELSEWHERE ? `${line.slice(0, ELSEWHERE).toWellFormed()}…` : line
    return desk.card.generalised(id, subject, short)
  })
  return lines.length > 0 ? [note(verbatim([desk.card.elsewhere, ...lines].join('\n')))] : []
}

/** What a model made of it all; else what was said before, a line each. */
function summaryOf({ before, summary }: Ticket): readonly Element<never>[] {
  if (summary.length > 0)
    return [text(`**${desk.card.summarised}**\n${summary.map((it) => `- ${verbatim(it)}`).join('\n')}`)]
  const lines = extractOf(before).map(({ name, words }) => `${name || desk.card.desk}：${words}`)
  return lines.length > 0 ? [text(`**${desk.card.summary}**\n${verbatim(lines.join('\n'))}`)] : []
}

const similarLine = ({ number, subject }: SolvedTicket): string =>
  subject === '' ? ticketName(number) : `${ticketName(number)}（${subject}）`

function waitedFacts(ticket: Ticket, now: Date | undefined): readonly Fact[] {
  const { card: words, waited } = desk
  const { takenAt, openedAt } = ticket
  const since = now && waitingSince(ticket)
  if (since) return [[words.waited, waited(now.getTime() - since.getTime())]]
  return takenAt ? [[words.untilTaken, waited(takenAt.getTime() - openedAt.getTime())]] : []
}

const isOver = ({ state }: Pick<Ticket, 'state'>): boolean => state === 'solved' || state === 'closed'

function cardButtons(ticket: Ticket): readonly Button<EscalationAction>[] {
  const { organisationId: organisation, number, attachments } = ticket
  const { card: words, button } = desk
  const of = { organisation, number }
  return [
    ...(ticket.state === 'new'
      ? [
          { label: button.take, action: { type: 'escalation.take', ...of }, tone: 'primary' } as const,
          { label: button.draft, action: { type: 'escalation.draft', ...of } } as const,
        ]
      : actsOn(ticket)),
    // Once it is somebody's it stands behind […], as there is room for five.
    ...(ticket.content.begun || ticket.state !== 'new'
      ? []
      : [{ label: words.trace, action: { type: 'escalation.trace', ...of } } as const]),
    ...(ticket.state === 'new' && attachments.some(({ state }) => state === 'stored')
      ? [{ label: words.renew, action: { type: 'escalation.links', ...of } } as const]
      : []),
    moreButton(ticket),
  ]
}

const moreButton = ({ organisationId: organisation, number }: Ticket): Button<EscalationAction> => ({
  label: desk.button.more,
  action: { type: 'escalation.more', organisation, number },
})

/** What can be done with a ticket that is somebody's. */
const threadButtons = (ticket: Ticket): readonly Button<EscalationAction>[] => [
  ...actsOn(ticket),
  moreButton(ticket),
]

function actsOn(ticket: Ticket): readonly Button<EscalationAction>[] {
  const { organisationId: organisation, number } = ticket
  const { button } = desk
  const of = { organisation, number }
  const draft = { label: button.draft, action: { type: 'escalation.draft', ...of } } as const
  const note = { label: button.note, action: { type: 'escalation.note', ...of } } as const
  const attach = { label: button.attach, action: { type: 'escalation.attach', ...of } } as const
  return isHeld(ticket)
    ? [
        draft,
        note,
        { label: button.solve, action: { type: 'escalation.solve', ...of } },
        ...(ticket.thread && takesNoFiles(conversationKey(ticket.thread)) ? [attach] : []),
      ]
    : [note, { label: button.reopen, action: { type: 'escalation.reopen', ...of } }]
}

/** How it stands, in one sign. */
export function mark({
  urgent,
  withdrawnAt,
  state,
}: Pick<Ticket, 'withdrawnAt' | 'state'> & { readonly urgent: boolean }): string {
  if (withdrawnAt) return '✕'
  switch (state) {
    case 'new':
      return urgent ? '⚠️' : '⏳'
    case 'taken':
    case 'waitingForConsultant':
      return urgent ? '⚠️' : '✍️'
    case 'waitingForCustomer':
      return '💬'
    case 'solved':
    case 'closed':
      return '✅'
  }
}

const excerpt = (words: string): string => (words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words)

/** First in a thread that is carried: whoever writes here writes to the customer. */
export function takenCard(ticket: Ticket, line: string): Message<EscalationAction> {
  return message<EscalationAction>(
    line,
    text(`**${desk.warning}**`),
    text(line),
    buttons<EscalationAction>(...threadButtons(ticket)),
  )
}

/** A line in the thread, with what can be done about it. */
export const deskLine = (line: string, ...row: readonly Button<DeskAction>[]): Message<DeskAction> =>
  message<DeskAction>(line, text(verbatim(line)), ...rowOf(row))

/** On the consultants' side, a ticket's words may become the knowledge base's. */
export type DeskAction = EscalationAction | FromTicket

const rowOf = <A extends DeskAction>(row: readonly Button<A>[]): readonly Element<A>[] =>
  row.length > 0 ? [buttons<A>(...row)] : []

/** How a ticket stands. */
export function presentCard(ticket: Ticket): Message<DeskAction> {
  const name = ticketName(ticket.number)
  return deskLine(
    isHeld(ticket) && ticket.consultant
      ? desk.has(name, ticket.consultant.name)
      : desk.stands(name, ticket.withdrawnAt ? desk.card.takenBack : desk.state[ticket.state]),
  )
}

/** Why what was written in a ticket's thread was not sent, and what sends it. */
export function notSentCard(ticket: Ticket, why: 'new' | 'other' | 'closed' | 'withdrawn' | 'empty') {
  const { organisationId: organisation, number, consultant } = ticket
  const { notSent, button } = desk
  const of = { organisation, number }
  const name = ticketName(number)
  switch (why) {
    case 'new':
      return deskLine(notSent.new(name), {
        ...{ label: button.take, action: { type: 'escalation.take', ...of }, tone: 'primary' },
      })
    case 'other':
      return deskLine(notSent.other(name, consultant?.name ?? ''), {
        ...{ label: button.takeOver, action: { type: 'escalation.takeOver', ...of } },
      })
    case 'closed':
      return deskLine(notSent.closed(name), {
        ...{ label: button.reopen, action: { type: 'escalation.reopen', ...of } },
      })
    case 'withdrawn':
      return deskLine(notSent.withdrawn(name))
    case 'empty':
      return deskLine(notSent.empty)
  }
}

/** What the consultants read of a colleague's note. */
export const noteCard = ({ by, words }: Note): Message<never> => {
  const title = desk.note.by(by.name)
  return message(title, text(`**${verbatim(title)}**`), quote(words))
}

/** What one side wrote, as the other reads it; `files`: the names of what came with it, and follows. */
export function carriedCard(
  {
    author,
    words,
    markdown,
    editedAt,
    to,
  }: Pick<Carried, 'author' | 'words' | 'markdown' | 'editedAt' | 'to'>,
  files: readonly string[],
  locale: Locale,
): Message<never> {
  const { deleted, edited, files: announced } = to === 'customer' ? phrases[locale].ticket : desk
  if (words === null) return saidBy(author, message(deleted, note(deleted)))
  const onlyFiles = words.trim() === '' && files.length > 0
  const following = files.length > 0 ? announced(namesOf(files, locale)) : undefined
  return saidBy(
    author,
    message(
      onlyFiles && following !== undefined ? following : excerpt(words),
      ...(onlyFiles ? [] : [text(markdown ?? verbatim(words))]),
      ...(following === undefined ? [] : [note(verbatim(following))]),
      ...(editedAt ? [note(edited)] : []),
    ),
  )
}

/** The files that came with what one side wrote, as the other gets them. */
export function carriedFilesCard(
  {
    organisationId,
    id,
    author,
    words,
    to,
  }: Pick<Carried, 'organisationId' | 'id' | 'author' | 'words' | 'to'>,
  attachments: readonly Attachment[],
  locale: Locale,
  as: 'files' | 'links' = 'files',
): Message<EscalationAction> {
  const { deleted } = to === 'customer' ? phrases[locale].ticket : desk
  if (words === null) return saidBy(author, message(deleted, note(deleted)))
  const names = attachments.map(({ name }) => name)
  const { relink } = phrases[locale].ticket.button
  const action =
    to === 'customer'
      ? ({ type: 'ticket.relink', id } as const)
      : ({ type: 'escalation.relink', organisation: organisationId, id } as const)
  const expires = attachments.some(({ state }) => state === 'stored')
  return saidBy(
    author,
    message<EscalationAction>(
      namesOf(names, locale),
      ...(as === 'links' ? linksOnly(attachments, locale) : handedOver(attachments, locale)),
      ...(expires ? [linkButtons<EscalationAction>({ label: relink, action })] : []),
    ),
  )
}

/** What stands in the place of what told the customer that a person will answer. */
export function standingCard(ticket: Ticket, locale: Locale): Message<never> {
  const { state, withdrawnAt, number, consultant } = ticket
  const words = phrases[locale].ticket
  const name = ticketName(number)
  if (withdrawnAt) return line(words.state.withdrawn(name))
  switch (state) {
    case 'new':
      return line(words.state.new(name))
    case 'taken':
    case 'waitingForCustomer':
    case 'waitingForConsultant':
      return line(words.state.taken(name, consultant?.name ?? ''))
    case 'solved':
      return line(words.state.solved(name, consultant?.name ?? ''))
    case 'closed':
      return line(words.state.closed(name))
  }
}

const line = (words: string): Message<never> => message(words, text(verbatim(words)))

/** News of a ticket for the customer. */
export const newsCard = (
  words: string,
  ...row: readonly Button<EscalationAction>[]
): Message<EscalationAction> => message<EscalationAction>(words, text(verbatim(words)), ...rowOf(row))

/** Whom of an organisation's a consultant can write to. */
export const addresseesCard = (
  organisation: { readonly id: string; readonly name: string },
  members: readonly { readonly id: string; readonly name: string }[],
): Message<DeskAction> => {
  const { begin } = desk
  if (members.length === 0) return deskLine(begin.nobody)
  const label = begin.choose(organisation.name)
  return message<EscalationAction>(
    label,
    choices<EscalationAction>(
      label,
      ...members.map(({ id, name }) => ({
        label: begin.member(name),
        button: begin.write,
        action: { type: 'escalation.begin', organisation: organisation.id, member: id } as const,
      })),
    ),
  )
}

/** What is solved, to the customer: they may say how they found it, and go on with it. */
export function solvedCard(
  { number }: Pick<Ticket, 'number'>,
  line: string,
  locale: Locale,
): Message<EscalationAction> {
  const { rating, button } = phrases[locale].ticket
  return message<EscalationAction>(
    line,
    text(verbatim(line)),
    choices<EscalationAction>(
      rating.ask,
      ...SCORES.map((score) => ({
        ...{ label: rating.score[score], button: rating.choose },
        action: { type: 'ticket.rate', number, score } as const,
      })),
    ),
    buttons<EscalationAction>({ label: button.reopen, action: { type: 'ticket.reopen', number } }),
  )
}

/** Once they have said so. */
export function ratedCard(
  { number }: Pick<Ticket, 'number'>,
  score: Score,
  locale: Locale,
): Message<EscalationAction> {
  const { rating, button } = phrases[locale].ticket
  const thanks = rating.thanks(ticketName(number), rating.score[score])
  return message<EscalationAction>(
    thanks,
    text(verbatim(thanks)),
    buttons<EscalationAction>(
      { label: rating.comment, action: { type: 'ticket.comment', number } },
      { label: rating.change, action: { type: 'ticket.rate', number, score: 0 } },
      { label: button.reopen, action: { type: 'ticket.reopen', number } },
    ),
  )
}

/** The same of who has the ticket now; where the customer's place takes no files, with what brings them. */
export function takenNews(
  { number, conversation }: Pick<Ticket, 'number' | 'conversation'>,
  words: string,
  locale: Locale,
): Message<EscalationAction> {
  const { attach } = phrases[locale].ticket.button
  return takesNoFiles(conversationKey(conversation))
    ? newsCard(words, { label: attach, action: { type: 'ticket.attach', number } })
    : newsCard(words)
}

/** The page is its member's: in a shared conversation the address goes to them alone. */
export function uploadPageCard(
  to: UploadTo,
  ticket: string,
  subject: string,
  locale: Locale,
): Message<never> {
  const words = phrases[locale].ticket.upload
  return toAsker(
    message(
      words.summary,
      text(verbatim(words.about(ticket, subject))),
      uploadLink(words.link, to),
      note(words.expires),
    ),
  )
}

/** What the consultants read of it. */
export function ratingNewsCard(ticket: Ticket, { score, before, comment, by }: RatingNews): Message<never> {
  const { rated } = desk
  const name = ticketName(ticket.number)
  const title = rated.title(name, String(score), by)
  return message<never>(
    title,
    text(`**${verbatim(title)}**`),
    ...(before === undefined || before === score ? [] : [note(rated.before(String(before)))]),
    ...(comment === '' ? [] : [quote(comment)]),
    ...(score <= POOR ? [text(`**${rated.poor}**`)] : []),
  )
}

export interface RatingNews extends Pick<Rating, 'score' | 'comment'> {
  readonly before: Score | undefined
  readonly by: string
}

export const channelRefusedCard = (
  why: 'notAdmin' | 'notShared' | 'noThreads',
  locale: Locale,
): Message<never> => message(phrases[locale].channel[why], text(phrases[locale].channel[why]))
