import type { Availability, Slot, Taken } from './availability.ts'
import type { Booking } from './booking.ts'
import type { CalendarLinkStore } from './calendar/calendar-link-store.ts'
import type { BusyFeedStore } from './hours/calendars/busy-feed-store.ts'
import type { MeetingStore } from './meeting/meeting-store.ts'

/** A consultant who can be booked. */
export interface BookableConsultant extends Availability {
  readonly providerId: string
  readonly name: string
}

/**
 * Meetings and the times that they take. A consultant's meetings never overlap, however many processes try: the database's
 * constraint decides.
 */
export interface BookingStore {
  /** Of meetings, held ones that have lapsed aside, and of consultants' calendars elsewhere. Times only: whose they are nobody learns. */
  taken(from: Date, to: Date, now: Date): Promise<readonly Taken[]>
  /** Records a booking and takes its slot. Slots that have lapsed make room. @returns undefined when another one has it */
  place(
    organisationId: string,
    booking: Omit<Booking, 'number'>,
    slot: Slot,
    heldUntil: Date | undefined,
  ): Promise<Booking | undefined>
  /**
   * Takes another slot in the stead of its own. @returns the one that it had; undefined when another booking has the new one, so
   * that it keeps its own, or when it has none
   */
  move(organisationId: string, booking: Booking, to: Slot, now: Date): Promise<Slot | undefined>
  /** No longer lapses. @returns false when its slot is gone */
  keep(organisationId: string, id: string, now: Date): Promise<boolean>
  /** Its consultant is free again. */
  vacate(organisationId: string, id: string): Promise<void>
  /** As if it had never been; its slot is free. */
  discard(organisationId: string, id: string): Promise<void>
  /** Until the decision commits nobody else decides about it. */
  find(organisationId: string, id: string): Promise<Booking | undefined>
  /** The organisation's own that has this time of this consultant, held or booked; undefined: it has none. */
  holding(
    organisationId: string,
    slot: Pick<Slot, 'consultantId' | 'startsAt'>,
    now: Date,
  ): Promise<Booking | undefined>
  /** Writes everything but who booked it, and when. */
  save(booking: Booking): Promise<void>
  /** Awaiting and confirmed ones that have not ended, soonest first. */
  upcoming(organisationId: string, now: Date): Promise<readonly Booking[]>
  /** The consultant of the organisation's last meeting. */
  lastConsultant(organisationId: string): Promise<string | undefined>
  /** By the number that people cite, of any organisation. Until the decision commits nobody else decides about it. Desk only. */
  numbered(number: number): Promise<Booking | undefined>
  /** A consultant's awaiting and confirmed ones that have not ended, soonest first. Desk only. */
  ahead(consultantId: string, now: Date): Promise<readonly Booking[]>
  /** Of all organisations, at most `limit`: awaiting or confirmed and ended. Desk only. */
  ended(now: Date, limit: number): Promise<readonly Booking[]>
  /** Held ones whose minutes have passed, at most `limit`. Desk only. */
  lapsed(now: Date, limit: number): Promise<readonly Booking[]>
}

/** When consultants can be booked. */
export interface AvailabilityStore {
  /** Every consultant who is set up, bookable or not. */
  all(): Promise<readonly BookableConsultant[]>
  of(consultantId: string): Promise<BookableConsultant | undefined>
  /** Until the decision commits nobody else books this consultant who locks them too: so that no more meetings are booked than they take. */
  lock(providerId: string, consultantId: string): Promise<void>
  /** Desk only. */
  save(providerId: string, availability: Omit<Availability, 'exceptions'>): Promise<void>
  /** `hours` undefined: as every week. Desk only. */
  except(
    providerId: string,
    consultantId: string,
    day: string,
    hours: readonly string[] | undefined,
  ): Promise<void>
}

export interface BookingStores {
  readonly bookings: BookingStore
  readonly availabilities: AvailabilityStore
  readonly meetings: MeetingStore
  readonly busyFeeds: BusyFeedStore
  readonly calendarLinks: CalendarLinkStore
}
