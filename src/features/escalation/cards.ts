import { facts, heading, type Message, message, note, quote, text, verbatim } from '../../chat/message.ts'
import { ja } from './phrases.ja.ts'
import { type Ticket, ticketName } from './ticket.ts'

const EXCERPT = 600

/** The consultants' card: who asks what under which contract, and what the desk has answered so far. */
export function ticketCard(ticket: Ticket): Message<never> {
  const { content, number, withdrawnAt } = ticket
  const title = `${ticketName(number)} ${mark(ticket)} ${content.subject}`
  if (withdrawnAt || content.question === null)
    return message(title, heading(title), text(verbatim(content.organisation)), note(ja.card.withdrawn))
  return message(
    title,
    heading(title),
    ...(content.urgent ? [text(`**${ja.card.urgent}**`)] : []),
    facts(
      [ja.card.organisation, content.organisation],
      [ja.card.contract, content.contract],
      [ja.card.asker, `${content.asker}（${ja.platform[content.platform]}）`],
      ...(content.files.length > 0 ? ([[ja.card.files, content.files.join('、')]] as const) : []),
    ),
    text(`**${ja.card.question}**`),
    quote(excerpt(content.question)),
    text(`**${ja.card.answered}**\n${content.answered ? verbatim(content.answered) : ja.card.unanswered}`),
    ...(content.sources.length > 0 ? [note(`${ja.card.sources}：${content.sources.join(' ／ ')}`)] : []),
  )
}

const mark = ({ content, withdrawnAt }: Ticket): string => (withdrawnAt ? '✕' : content.urgent ? '⚠️' : '⏳')

const excerpt = (words: string): string => (words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words)

export const channelSetCard = (waiting: number): Message<never> =>
  message(ja.channel.set, text(ja.channel.set), ...(waiting > 0 ? [note(ja.channel.waiting(waiting))] : []))

export const channelRefusedCard = (why: 'notAdmin' | 'notShared'): Message<never> =>
  message(ja.channel[why], text(ja.channel[why]))
