import ICAL from 'ical.js'
import type { TestDesk } from './desk.ts'
import { givenFile } from './given-file.ts'
import type { PersonName } from './people.ts'

/** One meeting as a calendar reads it. */
export interface ReadEvent {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly description: string
  readonly location: string
}

export function readCalendar(content: Uint8Array): {
  readonly method: string
  readonly events: readonly ReadEvent[]
} {
  const calendar = ICAL.Component.fromString(new TextDecoder('utf-8', { fatal: true }).decode(content))
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      ...{ uid: event.uid, sequence: event.sequence, summary: event.summary },
      status: String(component.getFirstPropertyValue('status')),
      startsAt: event.startDate.toJSDate(),
      endsAt: event.endDate.toJSDate(),
      description: event.description ?? '',
      location: event.location ?? '',
    }
  })
  return { method: String(calendar.getFirstPropertyValue('method')), events }
}

/** The invitation that somebody was handed last. */
export async function invitationOf(desk: Pick<TestDesk, 'platform' | 'person'>, name: PersonName) {
  const { name: called, content } = await givenFile(desk, desk.person(name))
  const { method, events } = readCalendar(content)
  const [event, ...more] = events
  if (!event || more.length > 0) throw new Error(`${called} is of ${events.length} meetings`)
  return { called, content, method, ...event }
}
