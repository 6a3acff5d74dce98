import type { Locale } from '../../../chat/context.ts'
import type { CalendarEvent } from '../../../ports/calendar.ts'
import { type Booking, bookingName } from '../booking.ts'
import { phrases } from './phrases.ts'

/** What a calendar tells of a booking. */
export interface Meeting
  extends Pick<
    Booking,
    | 'id'
    | 'number'
    | 'memberId'
    | 'consultantId'
    | 'startsAt'
    | 'endsAt'
    | 'state'
    | 'topic'
    | 'agenda'
    | 'attendees'
    | 'sequence'
  > {
  readonly organisation: string
  /** Empty where they are not there any more. */
  readonly bookedBy: string
  readonly consultant: { readonly name: string; readonly room: string | undefined }
}

/** Whose calendar it stands in. */
export interface CalendarReader {
  readonly side: 'customer' | 'consultant'
  readonly locale: Locale
}

/** A meeting as one of its sides sees it; undefined: it has no place in a calendar. */
export function eventOf(
  meeting: Meeting,
  { side, locale }: CalendarReader,
  saidAt: Date,
): CalendarEvent | undefined {
  const state = stateOf(meeting.state)
  if (state === undefined) return undefined
  const { id: uid, sequence, startsAt, endsAt, topic, organisation, consultant, memberId, bookedBy } = meeting
  const words = phrases[locale].event
  return {
    ...{ uid, sequence, saidAt, startsAt, endsAt, state },
    summary: words.summary[side]({ topic, organisation, consultant: consultant.name }),
    description: linesOf(meeting, { side, locale }).join('\n'),
    // Until it is confirmed nobody is there.
    location: state === 'confirmed' ? (consultant.room ?? '') : '',
    organizer: { id: meeting.consultantId, name: consultant.name },
    attendees: [{ id: memberId, name: bookedBy }],
  }
}

function linesOf(meeting: Meeting, { side, locale }: CalendarReader): readonly string[] {
  const { label, line } = phrases[locale].event
  const known = [
    [label.number, bookingName(meeting.number)],
    ...(side === 'consultant' ? [[label.organisation, meeting.organisation] as const] : []),
    [label.bookedBy, meeting.bookedBy],
    [label.consultant, meeting.consultant.name],
    [label.topic, meeting.topic],
    [label.agenda, meeting.agenda],
    [label.attendees, meeting.attendees],
  ] as const
  return known.filter(([, value]) => value !== '').map(([name, value]) => line(name, value))
}

function stateOf(state: Booking['state']): CalendarEvent['state'] | undefined {
  switch (state) {
    case 'awaiting':
      return 'tentative'
    case 'confirmed':
    case 'finished':
    case 'noShow':
      return 'confirmed'
    case 'cancelled':
      return 'cancelled'
    case 'held':
    case 'lapsed':
      return undefined
  }
}
