import type { ConversationRef } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import { file, type Message, message, note, toAsker } from '../../chat/message.ts'
import type { CalendarWriter } from '../../ports/calendar.ts'
import type { FileDescription, FileStores } from '../../ports/files.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import { type Booking, bookingName } from './booking.ts'
import { type CalendarReader, eventOf, type Meeting } from './calendar/meeting-event.ts'
import { phrases } from './calendar/phrases.ts'
import { consultantOf, type Stores } from './desk.ts'
import type { AtHand } from './meeting/at-hand.ts'

export interface Inviting {
  readonly stores: Stores & FileStores
  readonly say: Say
  readonly calendar: CalendarWriter
}

/** Who held a meeting that is another consultant's now. */
export interface Former {
  readonly consultantId: string
  /** Where they are told; undefined: nowhere. */
  readonly place: ConversationRef | undefined
}

/**
 * Both sides are handed the booking as it is from now on, for their calendars: by what is stored, in the decision that changed it.
 * A consultant who no longer holds it is handed its cancellation. An invitation that is no longer true can be fetched by nobody.
 */
export async function invite(
  inviting: Inviting,
  { organisation, side, isThere, places }: Pick<AtHand, 'organisation' | 'side' | 'isThere' | 'places'>,
  booking: Booking,
  former?: Former,
): Promise<void> {
  const { stores, say } = inviting
  const { now, timeZone, member } = side
  const meeting: Meeting = {
    ...booking,
    ...{ organisation: organisation.name, bookedBy: member.name },
    consultant: await consultantOf(stores, booking),
  }
  const write = (of: Meeting, reader: CalendarReader) => {
    const event = eventOf(of, reader, now)
    return event && inviting.calendar.invitation(event, timeZone)
  }
  const { organisationId, id, memberId } = booking
  // Where others read along, nothing is said of when a company meets whom.
  if (isThere && places.customer.kind === 'direct') {
    const reader = { side: 'customer', locale: member.locale } as const
    const content = write(meeting, reader)
    if (content) {
      await stores.files.removeRecords(organisationId, id)
      const owner = { organisationId, memberId }
      const made = await stores.files.addRecord(owner, id, descriptionOf(meeting, reader), content)
      await say.notify(places.customer, toAsker(invitationCard(meeting, made, reader)))
    }
  }

  async function handConsultant(of: Meeting, to: ConversationRef | undefined): Promise<void> {
    const reader = { side: 'consultant', locale: 'ja' } as const
    const content = to && write(of, reader)
    if (!to || !content) return
    const made = await stores.files.addDeskRecord(of.consultantId, id, descriptionOf(of, reader), content)
    if (made) await say.sendToDesk(to, invitationCard(of, made, reader))
  }
  await handConsultant(meeting, places.consultant)
  if (former && former.consultantId !== booking.consultantId) {
    const { consultantId, place } = former
    const consultant = await consultantOf(stores, { consultantId })
    await handConsultant({ ...meeting, consultantId, consultant, state: 'cancelled' }, place)
  }
}

function descriptionOf({ number, state }: Meeting, { locale }: CalendarReader): FileDescription {
  const words = phrases[locale].file
  const name = state === 'cancelled' ? words.cancelledName : words.name
  return { name: name(bookingName(number)), mimeType: 'text/calendar' }
}

function invitationCard(
  { number, state, sequence }: Meeting,
  made: FileRef,
  { locale }: CalendarReader,
): Message<never> {
  const words = phrases[locale].file
  const said = state === 'cancelled' ? words.cancelled : sequence === 0 ? words.asked : words.changed
  const line = said(bookingName(number))
  return message(line, note(line), file(made))
}
