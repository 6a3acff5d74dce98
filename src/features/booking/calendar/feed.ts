import type { CalendarWriter } from '../../../ports/calendar.ts'
import type { ReadSubscription } from './calendar-link-store.ts'
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
  const events = meetings.flatMap((it) => eventOf(it, reader, it.createdAt) ?? [])
  return calendar.feed(phrases[reader.locale].feed.name[reader.side], events, timeZone)
}
