import type { Booking } from '../booking.ts'
import type { CalendarReader, Meeting } from './meeting-event.ts'

/** By which calendars read a member's meetings: one link each. Only its hash is kept. */
export interface CalendarLinkStore {
  /** When it was made; undefined: there is none. */
  madeAt(organisationId: string, memberId: string): Promise<Date | undefined>
  /** In the stead of the one before, which opens nothing from then on. */
  issue(organisationId: string, memberId: string, tokenHash: string, now: Date): Promise<void>
  /** @returns false where there was none */
  revoke(organisationId: string, memberId: string): Promise<boolean>
}

/** A meeting, and when it was booked. */
export interface SubscribedMeeting extends Meeting, Pick<Booking, 'consultationId'> {
  readonly createdAt: Date
}

/** What a link opens: read beside any decision. */
export type ReadSubscription = (
  tokenHash: string,
  since: Date,
) => Promise<
  | {
      readonly reader: CalendarReader & { readonly memberId: string }
      readonly meetings: readonly SubscribedMeeting[]
    }
  | undefined
>
