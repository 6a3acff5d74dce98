import type { Locale } from '../../chat/context.ts'
import {
  buttons,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../chat/message.ts'
import { attachmentElements } from '../attachments/index.ts'
import type { EscalationAction } from './actions.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { type Ticket, ticketName } from './ticket.ts'

const EXCERPT = 600

/** The consultants' card, in their language: who asks what under which contract, and what the desk has answered so far. */
export function ticketCard(ticket: Ticket): Message<EscalationAction> {
  const { content, organisationId: organisation, number, withdrawnAt, attachments } = ticket
  const { card: words, platform } = desk
  const title = `${ticketName(number)} ${mark(ticket)} ${content.subject}`
  if (withdrawnAt || content.question === null)
    return message(
      title,
      heading(title),
      text(verbatim(content.organisation)),
      note(content.question === null ? words.withdrawn : words.takenBack),
    )
  return message(
    title,
    heading(title),
    ...(content.urgent ? [text(`**${words.urgent}**`)] : []),
    facts(
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
    buttons<EscalationAction>(
      { label: words.trace, action: { type: 'escalation.trace', organisation, number } },
      ...(attachments.some(({ state }) => state === 'stored')
        ? [{ label: words.renew, action: { type: 'escalation.links', organisation, number } } as const]
        : []),
    ),
  )
}

const mark = ({ content, withdrawnAt }: Ticket): string => (withdrawnAt ? '✕' : content.urgent ? '⚠️' : '⏳')

const excerpt = (words: string): string => (words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words)

export function channelSetCard(waiting: number, locale: Locale): Message<never> {
  const words = phrases[locale].channel
  return message(words.set, text(words.set), ...(waiting > 0 ? [note(words.waiting(waiting))] : []))
}

export const channelRefusedCard = (why: 'notAdmin' | 'notShared', locale: Locale): Message<never> =>
  message(phrases[locale].channel[why], text(phrases[locale].channel[why]))
