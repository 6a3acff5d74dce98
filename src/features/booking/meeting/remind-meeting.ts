import type { Booking } from '../booking.ts'
import {
  atHand,
  briefOf,
  type MeetingPorts,
  placesOf,
  readBefore,
  tellConsultant,
  tellCustomer,
} from './at-hand.ts'
import { briefCard, soonCard } from './cards.ts'
import type { AtWork } from './end-meeting.ts'
import { dueReminder } from './reminding.ts'

/**
 * Both sides are told of a meeting that is near: once for each of its times, however many processes try. The consultant is briefed
 * the day before. @returns whether this call told it
 */
export async function remindMeeting(
  ports: MeetingPorts,
  { scope, now }: AtWork,
  due: Booking,
): Promise<boolean> {
  const { timeZone, holidays } = ports
  const hours = ports.library().provider.consultantHours
  const places = await placesOf(ports, due)
  const before = await readBefore(ports, due, now)
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const booking = await stores.bookings.find(due.organisationId, due.id)
    const reminder = booking && dueReminder(booking, { hours, timeZone, holidays }, now)
    // Another consultant's place would have to be found first: in a minute.
    if (!booking || !reminder || booking.consultantId !== due.consultantId) return false
    if (!(await stores.meetings.tell(booking, reminder.kind, now))) return false
    const hand = await atHand(stores, booking, places, { now, timeZone })
    if (!reminder.consultantOnly) await tellCustomer(stores, say, hand, booking, { kind: reminder.kind })
    const brief = await briefOf(stores, ports, hand, booking, before)
    const card = reminder.kind === 'soon' ? soonCard(brief, timeZone) : briefCard(brief, timeZone)
    await tellConsultant(say, places, card)
    return true
  })
}
