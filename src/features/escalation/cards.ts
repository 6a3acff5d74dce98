import type { Locale } from '../../chat/context.ts'
import { conversationKey, takesNoFiles } from '../../chat/event.ts'
import {
  type Button,
  buttons,
  type Element,
  facts,
  heading,
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
import { type Attachment, attachmentElements, handedOver, namesOf } from '../attachments/index.ts'
import type { EscalationAction } from './actions.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Carried, Note } from './relay-store.ts'
import { isHeld, type Ticket, ticketName } from './ticket.ts'

const EXCERPT = 600

/** The consultants' card, in their language: who asks what under which contract, and what the desk has answered so far. */
export function ticketCard(ticket: Ticket): Message<EscalationAction> {
  const { content, withdrawnAt, attachments, consultant } = ticket
  const { card: words, platform } = desk
  const title = `${ticketName(ticket.number)} ${mark(ticket)} ${content.subject}`
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
      // Of a ticket from before files were fetched, the names are all there is.
      ...(content.files.length > 0 && attachments.length === 0
        ? ([[words.files, content.files.join('、')]] as const)
        : []),
    ),
    text(`**${words.question}**`),
    quote(excerpt(content.question)),
    ...attachmentElements(attachments),
    text(`**${words.answered}**\n${content.answered ? verbatim(content.answered) : words.unanswered}`),
    ...(content.sources.length > 0 ? [note(`${words.sources}：${content.sources.join(' ／ ')}`)] : []),
    buttons<EscalationAction>(...cardButtons(ticket)),
  )
}

const isOver = ({ state }: Pick<Ticket, 'state'>): boolean => state === 'solved' || state === 'closed'

function cardButtons(ticket: Ticket): readonly Button<EscalationAction>[] {
  const { organisationId: organisation, number, attachments } = ticket
  const { card: words, button } = desk
  const of = { organisation, number }
  return [
    ...(ticket.state === 'new'
      ? [{ label: button.take, action: { type: 'escalation.take', ...of }, tone: 'primary' } as const]
      : threadButtons(ticket)),
    { label: words.trace, action: { type: 'escalation.trace', ...of } },
    ...(attachments.some(({ state }) => state === 'stored')
      ? [{ label: words.renew, action: { type: 'escalation.links', ...of } } as const]
      : []),
  ]
}

/** What can be done with a ticket that is somebody's. */
function threadButtons(ticket: Ticket): readonly Button<EscalationAction>[] {
  const { organisationId: organisation, number } = ticket
  const { button } = desk
  const of = { organisation, number }
  const note = { label: button.note, action: { type: 'escalation.note', ...of } } as const
  const attach = { label: button.attach, action: { type: 'escalation.attach', ...of } } as const
  return isHeld(ticket)
    ? [
        note,
        { label: button.solve, action: { type: 'escalation.solve', ...of } },
        ...(ticket.thread && takesNoFiles(conversationKey(ticket.thread)) ? [attach] : []),
      ]
    : [note, { label: button.reopen, action: { type: 'escalation.reopen', ...of } }]
}

function mark({ content, withdrawnAt, state }: Ticket): string {
  if (withdrawnAt) return '✕'
  switch (state) {
    case 'new':
      return content.urgent ? '⚠️' : '⏳'
    case 'taken':
    case 'waitingForConsultant':
      return content.urgent ? '⚠️' : '✍️'
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

/** What one side wrote, as the other reads it; `files`: the names of what came with it, and follows. */
export function carriedCard(
  { author, words, editedAt, to }: Pick<Carried, 'author' | 'words' | 'editedAt' | 'to'>,
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
      ...(onlyFiles ? [] : [text(verbatim(words))]),
      ...(following === undefined ? [] : [note(verbatim(following))]),
      ...(editedAt ? [note(edited)] : []),
    ),
  )
}

/** The files that came with what one side wrote, as the other gets them. */
export function carriedFilesCard(
  { author, words, to }: Pick<Carried, 'author' | 'words' | 'to'>,
  attachments: readonly Attachment[],
  locale: Locale,
): Message<never> {
  const { deleted } = to === 'customer' ? phrases[locale].ticket : desk
  if (words === null) return saidBy(author, message(deleted, note(deleted)))
  const names = attachments.map(({ name }) => name)
  return saidBy(author, message(namesOf(names, locale), ...handedOver(attachments, locale)))
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

export function channelSetCard(waiting: number, locale: Locale): Message<never> {
  const words = phrases[locale].channel
  return message(words.set, text(words.set), ...(waiting > 0 ? [note(words.waiting(waiting))] : []))
}

export const channelRefusedCard = (
  why: 'notAdmin' | 'notShared' | 'noThreads',
  locale: Locale,
): Message<never> => message(phrases[locale].channel[why], text(phrases[locale].channel[why]))
