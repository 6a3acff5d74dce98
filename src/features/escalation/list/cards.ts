import type { Locale } from '../../../chat/context.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { EscalationAction } from '../actions.ts'
import { mark } from '../cards.ts'
import { desk } from '../phrases.ja.ts'
import { ticketName, waitingSince } from '../ticket.ts'
import type { TicketListAction } from './actions.ts'
import { list } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { type DeskTab, deskTabs, type ListedTicket } from './ticket-list-store.ts'

/** How many a card shows. */
export const PAGE = 10

type Counts = Readonly<Record<DeskTab, number>>

/** One tab of the desk's tickets. `listed`: one page, and one more where there are more. */
export function deskListCard(
  { tab, page, listed, counts }: DeskList,
  now: Date,
): Message<EscalationAction | TicketListAction> {
  const shown = listed.slice(0, PAGE)
  const title = list.counted(list.tab[tab], counts[tab])
  return toAsker(
    message<EscalationAction | TicketListAction>(
      `${list.title}　${title}`,
      heading(list.title),
      shown.length === 0
        ? text(`**${title}**\n${list.none[tab]}`)
        : choices<EscalationAction>(
            `${title}　${list.page(page * PAGE + 1, page * PAGE + shown.length)}`,
            ...shown.map((it) => ({
              label: deskLine(it, now),
              button: list.open,
              action: {
                type: 'escalation.open',
                organisation: it.organisationId,
                number: it.number,
              } as const,
            })),
          ),
      buttons<TicketListAction>(
        ...moreOf(listed.length > PAGE, tab, page, list.more),
        ...deskTabs
          .filter((other) => other !== tab)
          .map((other) => ({
            label: list.counted(list.tab[other], counts[other]),
            action: { type: 'tickets.list', tab: other, page: 0 } as const,
          })),
      ),
    ),
  )
}

export interface DeskList {
  readonly tab: DeskTab
  readonly page: number
  readonly listed: readonly ListedTicket[]
  readonly counts: Counts
}

/** C-0001 ⏳ 件名（会社）　2時間お待ち　担当：佐藤 */
function deskLine(it: ListedTicket, now: Date): string {
  const { number, subject, organisation, consultant, dueAt } = it
  const since = waitingSince(it)
  const parts = [
    `${ticketName(number)} ${mark(it)} ${list.subject(subject)}${list.of(organisation)}`,
    since ? list.waits(desk.waited(now.getTime() - since.getTime())) : list.answered,
    ...(since && dueAt && dueAt < now ? [list.late] : []),
    ...(consultant === undefined ? [] : [list.consultant(consultant)]),
  ]
  return parts.join('　')
}

/** A customer's own, or their organisation's: subjects and states. `mayBoth`: the other tab is theirs to see, too. */
export function customerListCard(
  { tab, page, listed, mayBoth }: CustomerList,
  locale: Locale,
): Message<TicketListAction> {
  const words = phrases[locale]
  const title = words.title[tab]
  const shown = listed.slice(0, PAGE)
  const other = tab === 'own' ? 'company' : 'own'
  const row = [
    ...moreOf(listed.length > PAGE, tab, page, words.more),
    ...(mayBoth
      ? [{ label: words.button[other], action: { type: 'tickets.list', tab: other, page: 0 } } as const]
      : []),
  ]
  return toAsker(
    message<TicketListAction>(
      title,
      heading(title),
      shown.length === 0
        ? note(words.none[tab])
        : text(shown.map((it) => `- ${verbatim(customerLine(it, locale))}`).join('\n')),
      ...rowOf(row),
    ),
  )
}

export interface CustomerList {
  readonly tab: 'own' | 'company'
  readonly page: number
  readonly listed: readonly ListedTicket[]
  readonly mayBoth: boolean
}

function customerLine({ number, subject, state, consultant, ...it }: ListedTicket, locale: Locale): string {
  const words = phrases[locale]
  const stands = words.state[state]
  const said = consultant === undefined ? stands : words.consultant(stands, consultant)
  return `${ticketName(number)} ${mark({ ...it, state, urgent: false })} ${subject || words.subject}　${said}`
}

const moreOf = (
  more: boolean,
  tab: TicketListAction['tab'],
  page: number,
  label: string,
): readonly Button<TicketListAction>[] =>
  more ? [{ label, action: { type: 'tickets.list', tab, page: page + 1 } }] : []

const rowOf = (row: readonly Button<TicketListAction>[]): readonly Element<TicketListAction>[] =>
  row.length > 0 ? [buttons<TicketListAction>(...row)] : []
