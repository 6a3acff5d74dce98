import type { CalendarWriter } from '../../../ports/calendar.ts'
import { asSeenBy } from '../booking.ts'
import { phrases as booking } from '../phrases.ts'
import type { ReadSubscription, SubscribedMeeting } from './calendar-link-store.ts'
import { eventOf } from './meeting-event.ts'
import { phrases } from './phrases.ts'

export interface FeedPorts {
  readonly readSubscription: ReadSubscription
  readonly calendar: CalendarWriter
  readonly clock: () => Date
  readonly timeZone: string
}

/** So far back a calendar that subscribes still shows what was. */
const BACK_MS = 180 * 86_400_000

/** The calendar that a link opens: the same bytes until a meeting changes. Undefined: it opens nothing. */
export async function calendarFeed(
  { readSubscription, calendar, clock, timeZone }: FeedPorts,
  tokenHash: string,
): Promise<Uint8Array | undefined> {
  const found = await readSubscription(tokenHash, new Date(clock().getTime() - BACK_MS))
  if (!found) return undefined
  const { reader, meetings } = found
  const { unnamedTopic } = booking[reader.locale]
  const seen = (it: SubscribedMeeting) =>
    reader.side === 'consultant' ? it : asSeenBy(it, reader.memberId, unnamedTopic)
  const events = meetings.flatMap((it) => eventOf(seen(it), reader, it.createdAt) ?? [])
  return calendar.feed(phrases[reader.locale].feed.name[reader.side], events, timeZone)
}
