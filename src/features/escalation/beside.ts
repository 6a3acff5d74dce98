import { conversationKey } from '../../chat/event.ts'
import type { TicketListStore } from './list/ticket-list-store.ts'
import { similarTo } from './similar.ts'
import type { Ticket } from './ticket.ts'

export type Beside = Pick<Ticket, 'before' | 'similar' | 'elsewhere'>

/** So many of the last turns are summed up. */
const TURNS = 6
/** What was said earlier belongs to another matter. */
const WITHIN_MS = 24 * 3_600_000
/** So many of an organisation's solved tickets, and of what others' became, are compared. */
const COMPARED = 100

/** What a consultant should see beside a ticket; nothing once it is over. */
export async function besideOf(
  tickets: Pick<TicketListStore, 'said' | 'solved' | 'generalised'>,
  {
    organisationId,
    number,
    conversation,
    openedAt,
    state,
    content,
  }: Pick<Ticket, 'organisationId' | 'number' | 'conversation' | 'openedAt' | 'state' | 'content'>,
): Promise<Beside> {
  if (state === 'solved' || state === 'closed' || content.question === null)
    return { before: [], similar: [], elsewhere: [] }
  const of = { conversationKey: conversationKey(conversation), number, before: openedAt }
  const said = await tickets.said(organisationId, of, TURNS)
  const solved = await tickets.solved(organisationId, COMPARED)
  return {
    // What is said as it is handed over says nothing new of it.
    before: said.filter(
      ({ at, words }) =>
        at < openedAt && openedAt.getTime() - at.getTime() <= WITHIN_MS && words !== content.question,
    ),
    similar: similarTo(
      content.subject,
      solved.filter((it) => it.number !== number),
    ),
    elsewhere: similarTo(content.subject, await tickets.generalised(organisationId, COMPARED)),
  }
}
