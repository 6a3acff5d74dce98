import type { ConversationRef } from '../../chat/event.ts'
import type { JobClaim, Say } from '../../ports/unit-of-work.ts'
import { keep, openingOf, type TicketPorts, type TicketStores, tellDesk } from './at-hand.ts'
import { deskLine } from './cards.ts'
import type { TicketId } from './desk-store.ts'
import { desk } from './phrases.ja.ts'
import { closed, mayReopen, type Ticket, ticketName } from './ticket.ts'
import { clockNotices, nextLookAt } from './ticket-clocks.ts'

/** What scheduled work on tickets is done with. */
export interface TicketJob extends Pick<TicketPorts, 'unitOfWork' | 'library'> {
  readonly timeZone: string
  readonly holidays: { isHoliday(day: string): boolean }
}

interface AtTicket {
  readonly job: JobClaim
  readonly now: Date
}

/**
 * A ticket whose clocks are to be looked at: that the target is near goes to its thread, that it is missed to the admins too, each once
 * and in the desk's hours. `admins`: where they read alone.
 */
export function watchClocks(
  ports: TicketJob,
  { job, now }: AtTicket,
  { organisationId, number }: TicketId,
  admins: readonly ConversationRef[],
): Promise<void> {
  const opening = openingOf(ports, ports.library())
  return ports.unitOfWork.decide({ kind: 'desk', organisationId, job }, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket?.clocks || ticket.withdrawnAt) return stores.desk.lookAt(organisationId, number, undefined)
    let { clocks } = ticket
    for (const { name, notice } of clockNotices(opening, clocks, now)) {
      clocks = { ...clocks, [name]: { ...clocks[name], told: notice } }
      const line = desk.clock[notice](ticketName(number), desk.clock.of[name], whoHas(ticket))
      await tellDesk({ stores, say, ticket }, deskLine(line))
      if (notice === 'breach') await tellAdmins(say, admins, line)
    }
    if (clocks !== ticket.clocks) await stores.desk.revise({ ...ticket, clocks })
    await stores.desk.lookAt(organisationId, number, nextLookAt(opening, clocks, now))
  })
}

const whoHas = ({ consultant }: Ticket): string => consultant?.name ?? desk.clock.nobody

async function tellAdmins(say: Say, admins: readonly ConversationRef[], line: string): Promise<void> {
  for (const to of admins) await say.sendToDesk(to, deskLine(line))
}

/** A solved ticket that nobody reopened in time is closed, and both sides' cards say so. */
export function closeTicket(
  ports: TicketJob,
  { job, now }: AtTicket,
  { organisationId, number }: TicketId,
): Promise<void> {
  const opening = openingOf(ports, ports.library())
  return ports.unitOfWork.decide({ kind: 'desk', organisationId, job }, async (stores: TicketStores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket || !mayReopen(ticket)) return
    await keep({ stores, say, opening }, closed(ticket, now), ticket)
    await tellDesk({ stores, say, ticket }, deskLine(desk.closed(ticketName(number))))
    await stores.audit.record(organisationId, {
      ...{ actor: 'desk', what: 'ticket.close', details: { number: String(number) } },
    })
  })
}
