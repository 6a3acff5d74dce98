/** A meeting as calendars know it. Texts may hold anything that people write, line ends included. */
export interface CalendarEvent {
  /** The same through all changes of a meeting. */
  readonly uid: string
  /** Higher with each change that its attendees are told of. */
  readonly sequence: number
  /** When this was said of it. */
  readonly saidAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly state: 'tentative' | 'confirmed' | 'cancelled'
  readonly summary: string
  readonly description: string
  /** Where it takes place: mostly an address; empty: not known. */
  readonly location: string
  readonly organizer: CalendarPerson
  readonly attendees: readonly CalendarPerson[]
}

/** Somebody by name. The desk knows nobody's mail address, and makes none up: a member id stands for one. */
export interface CalendarPerson {
  readonly id: string
  readonly name: string
}

/** Writes iCalendar objects (RFC 5545) whose times are shown in this zone. */
export interface CalendarWriter {
  /** Asks for a meeting, changes or cancels it (RFC 5546: REQUEST, CANCEL), by its state. */
  invitation(event: CalendarEvent, timeZone: string): Uint8Array
  /** For those who subscribe to it (PUBLISH). The same events make the same bytes. */
  feed(name: string, events: readonly CalendarEvent[], timeZone: string): Uint8Array
}
