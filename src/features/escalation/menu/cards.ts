import type { Locale } from '../../../chat/context.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  type Button,
  buttons,
  choices,
  file,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../../chat/message.ts'
import { fromTicket } from '../../../ports/curation.ts'
import type { EscalationAction } from '../actions.ts'
import type { DeskAction } from '../cards.ts'
import { desk } from '../phrases.ja.ts'
import { isHeld, type Ticket, ticketName } from '../ticket.ts'
import { menu } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Spoken } from './talk.ts'

/** So many consultants, or turns, are shown at a time. */
export const PAGE = 8
/** So much of one turn is shown; the file has the rest. */
export const TURN_EXCERPT = 500

/** What else can be done with a ticket. */
export function menuCard(ticket: Ticket): Message<DeskAction> {
  const { organisationId: organisation, number, content, attachments } = ticket
  const of = { organisation, number }
  const title = menu.title(ticketName(number), content.subject)
  const { button } = menu
  const whileHeld: readonly Button<EscalationAction>[] = isHeld(ticket)
    ? [
        { label: button.handOver, action: { type: 'escalation.handOver', ...of, page: 0 } },
        { label: button.meet, action: { type: 'escalation.meet', ...of } },
      ]
    : []
  return message<DeskAction>(
    title,
    text(`**${verbatim(title)}**`),
    buttons<DeskAction>(
      ...whileHeld,
      { label: button.talk, action: { type: 'escalation.talk', ...of, page: 0 } },
      ...(content.begun
        ? []
        : [{ label: desk.card.trace, action: { type: 'escalation.trace', ...of } } as const]),
      { label: desk.button.toFaq, action: fromTicket(ticket) },
    ),
    ...(attachments.some(({ state }) => state === 'stored')
      ? [buttons<DeskAction>({ label: desk.card.renew, action: { type: 'escalation.links', ...of } })]
      : []),
  )
}

/** Whom it could be handed over to, a page of them. */
export function handOverCard(
  { organisationId: organisation, number }: Ticket,
  others: readonly { readonly id: string; readonly name: string }[],
  page: number,
): Message<EscalationAction> {
  const of = { organisation, number }
  const name = ticketName(number)
  const { handOver, button } = menu
  const shown = others.slice(page * PAGE, (page + 1) * PAGE)
  if (shown.length === 0) return message(handOver.nobody(name), text(handOver.nobody(name)))
  const title = handOver.choose(name)
  const more =
    others.length > (page + 1) * PAGE
      ? [
          buttons<EscalationAction>({
            label: button.more,
            action: { type: 'escalation.handOver', ...of, page: page + 1 },
          }),
        ]
      : []
  return message<EscalationAction>(
    title,
    choices<EscalationAction>(
      title,
      ...shown.map(({ id, name: label }) => ({
        ...{ label, button: button.handOverTo },
        action: { type: 'escalation.handOverTo', ...of, to: id } as const,
      })),
    ),
    ...more,
  )
}

/** A proposal to the customer, which leads to free times for this very consultation. */
export function meetCard(
  {
    number,
    consultant,
    left,
    consultation: id,
  }: {
    readonly number: number
    readonly consultant: string
    readonly left: number
    readonly consultation: string
  },
  locale: Locale,
): Message<{ readonly type: 'consultation.meet'; readonly id: string }> {
  const words = phrases[locale]
  const line = words.meet(ticketName(number), consultant, left)
  return message(
    line,
    text(verbatim(line)),
    buttons({ label: words.choose, action: { type: 'consultation.meet', id }, tone: 'primary' }),
  )
}

/** A page of everything that was said; `whole`: the file with all of it, on the first. */
export function talkCard(
  { organisationId: organisation, number }: Ticket,
  {
    spoken,
    page,
    whole,
    shortened,
    timeZone,
  }: {
    readonly spoken: readonly Spoken[]
    readonly page: number
    readonly whole: FileRef | undefined
    readonly shortened: boolean
    readonly timeZone: string
  },
): Message<EscalationAction> {
  const { talk, button } = menu
  const title = talk.title(ticketName(number))
  const from = page * PAGE
  const shown = spoken.slice(from, from + PAGE)
  if (shown.length === 0) return message(title, heading(title), text(talk.none))
  const next = { type: 'escalation.talk', organisation, number, page: page + 1 } as const
  return message<EscalationAction>(
    title,
    heading(title),
    note(talk.page(from + 1, from + shown.length, spoken.length)),
    ...shown.flatMap(({ at, by, words }) => [
      text(`**${verbatim(by)}**　${talk.time(at, timeZone)}`),
      quote(excerpt(words)),
    ]),
    ...(shortened && page === 0 ? [note(talk.shortened)] : []),
    ...(whole ? [file(whole)] : []),
    ...(spoken.length > from + PAGE ? [buttons<EscalationAction>({ label: button.more, action: next })] : []),
  )
}

const excerpt = (words: string): string =>
  words.length > TURN_EXCERPT ? `${words.slice(0, TURN_EXCERPT).toWellFormed()}…\n${menu.talk.cut}` : words
