import type { Library } from '../../ports/knowledge.ts'
import type { JobClaim, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { AuditStore } from '../membership/index.ts'
import { keep, localeOf, openingOf, routedBy, type TicketStores } from './at-hand.ts'
import { deskLine, newsCard } from './cards.ts'
import type { TicketId } from './desk-store.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { handedBack, isHeld, ticketName } from './ticket.ts'

export type HandBackStores = Pick<TicketStores, 'desk' | 'relay' | 'tickets' | 'membership'> & {
  readonly audit: AuditStore
}

export interface HandingBack {
  readonly unitOfWork: UnitOfWork<HandBackStores>
  readonly library: () => Library
  readonly timeZone: string
  readonly holidays: { isHoliday(day: string): boolean }
}

/** The desk's own work, at one moment. */
export interface AtHandBack {
  readonly providerId: string
  readonly job: JobClaim
  readonly now: Date
}

/** Open tickets whose consultant is not there any more, or away today. */
export const abandonedTickets = (
  { unitOfWork }: Pick<HandingBack, 'unitOfWork'>,
  { providerId, job, now }: AtHandBack,
  limit: number,
): Promise<readonly TicketId[]> =>
  unitOfWork.decide({ kind: 'desk', organisationId: providerId, job }, ({ tickets }) =>
    tickets.abandoned(now, limit),
  )

/**
 * Such a ticket is nobody's again, and both sides are told; its thread and what was said stay. Whoever has taken it meanwhile, or come
 * back, keeps it.
 */
export function handBack(
  ports: HandingBack,
  { job, now }: AtHandBack,
  { organisationId, number }: TicketId,
): Promise<void> {
  const opening = openingOf(ports, ports.library())
  return ports.unitOfWork.decide({ kind: 'desk', organisationId, job }, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    const consultant = ticket?.consultant
    if (!ticket || !consultant || !isHeld(ticket)) return
    const [still] = await stores.tickets.abandoned(now, 1, { organisationId, number })
    if (!still) return
    const name = ticketName(number)
    await keep({ stores, say, opening }, handedBack(ticket), ticket)
    const action = { type: 'escalation.take', organisation: organisationId, number } as const
    const line = desk.handedBack(name, consultant.name)
    if (ticket.thread) await say.sendToDesk(ticket.thread, deskLine(line))
    const channel = await stores.desk.consultantsChannel(routedBy(ticket))
    const takeIt = { label: desk.button.take, action, tone: 'primary' } as const
    if (channel) await say.sendToDesk(channel, deskLine(line, takeIt))
    const words = phrases[await localeOf(stores, ticket)].ticket
    await say.relay(ticket.conversation, newsCard(words.handedBack(name)))
    await stores.audit.record(organisationId, {
      actor: 'desk',
      what: 'ticket.handBack',
      details: { number: String(number), before: consultant.name },
    })
  })
}
