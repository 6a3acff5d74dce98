import type { Booking } from '../booking.ts'
import type { ReminderKind } from './reminding.ts'

/** As the consultant wrote them for the customer. */
export interface Minutes {
  readonly summary: string
  readonly nextActions: string
  /** A member id of the provider's. */
  readonly writtenBy: string
  readonly writtenAt: Date
  /** The outbox rows of the customer's card, and of the question that follows it. */
  readonly cardRow: string
  readonly questionRow: string
}

/** 1 not, 2 partly, 3 content. */
export type Score = 1 | 2 | 3

/** What happens around a meeting. */
export interface MeetingStore {
  /** Confirmed ones that begin after `now` and before `until` and of which this was not told: at most `limit`, soonest first. Desk only. */
  untold(kind: ReminderKind, now: Date, until: Date, limit: number): Promise<readonly Booking[]>
  /** @returns false where it was told before of this time */
  tell(
    booking: Pick<Booking, 'organisationId' | 'id' | 'startsAt'>,
    kind: ReminderKind,
    now: Date,
  ): Promise<boolean>
  minutes(organisationId: string, bookingId: string): Promise<Minutes | undefined>
  /** Anew, or in the stead of those before. */
  saveMinutes(organisationId: string, bookingId: string, minutes: Minutes): Promise<void>
  /** The last answer counts. */
  rate(
    organisationId: string,
    bookingId: string,
    rating: { readonly score: Score; readonly memberId: string; readonly at: Date },
  ): Promise<void>
}
