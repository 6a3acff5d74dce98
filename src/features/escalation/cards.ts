import type { Locale } from '../../chat/context.ts'
import {
  type Button,
  buttons,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  saidBy,
  text,
  verbatim,
} from '../../chat/message.ts'
import { attachmentElements } from '../attachments/index.ts'
import type { EscalationAction } from './actions.ts'
import { extractOf } from './extract.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Carried, Note } from './relay-store.ts'
import { isHeld, type SolvedTicket, type Ticket, ticketName, waitingSince } from './ticket.ts'

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
      note(content.question === null ? words.withdrawn : words.takenBack),
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
      ...waitedFacts(ticket, now),
      // Of a ticket from before files were fetched, the names are all there is.
      ...(content.files.length > 0 && attachments.length === 0
        ? ([[words.files, content.files.join('、')]] as const)
        : []),
    ),
    ...summaryOf(ticket),
    text(`**${words.question}**`),
    quote(excerpt(content.question)),
    ...attachmentElements(attachments),
    text(`**${words.answered}**\n${content.answered ? verbatim(content.answered) : words.unanswered}`),
    ...(content.sources.length > 0 ? [note(`${words.sources}：${content.sources.join(' ／ ')}`)] : []),
    ...(ticket.similar.length > 0
      ? [note(`${words.similar}：${verbatim(ticket.similar.map(similarLine).join(' ／ '))}`)]
      : []),
    buttons<EscalationAction>(...cardButtons(ticket)),
  )
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
      ? [{ label: button.take, action: { type: 'escalation.take', ...of }, tone: 'primary' } as const]
      : actsOn(ticket)),
    { label: words.trace, action: { type: 'escalation.trace', ...of } },
    ...(attachments.some(({ state }) => state === 'stored')
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
  const note = { label: button.note, action: { type: 'escalation.note', ...of } } as const
  return isHeld(ticket)
    ? [note, { label: button.solve, action: { type: 'escalation.solve', ...of } }]
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
export const deskLine = (
  line: string,
  ...row: readonly Button<EscalationAction>[]
): Message<EscalationAction> => message<EscalationAction>(line, text(verbatim(line)), ...rowOf(row))

const rowOf = (row: readonly Button<EscalationAction>[]): readonly Element<EscalationAction>[] =>
  row.length > 0 ? [buttons<EscalationAction>(...row)] : []

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

/** What one side wrote, as the other reads it. */
export function carriedCard(
  { author, words, editedAt, to }: Pick<Carried, 'author' | 'words' | 'editedAt' | 'to'>,
  locale: Locale,
): Message<never> {
  const { deleted, edited } = to === 'customer' ? phrases[locale].ticket : desk
  if (words === null) return saidBy(author, message(deleted, note(deleted)))
  return saidBy(author, message(excerpt(words), text(verbatim(words)), ...(editedAt ? [note(edited)] : [])))
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

export const channelRefusedCard = (
  why: 'notAdmin' | 'notShared' | 'noThreads',
  locale: Locale,
): Message<never> => message(phrases[locale].channel[why], text(phrases[locale].channel[why]))
