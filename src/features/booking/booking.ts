import type { ConversationRef } from '../../chat/event.ts'
import type { BookingPolicy } from '../../ports/knowledge.ts'
import type { Slot } from './availability.ts'

export type BookingState =
  /** Set aside for a few minutes, while its member confirms. */
  | 'held'
  /** The consultant has to confirm it. */
  | 'awaiting'
  | 'confirmed'
  | 'cancelled'
  | 'lapsed'
  | 'finished'
  | 'noShow'

/** A Web meeting of a customer with a consultant. */
export interface Booking {
  readonly id: string
  readonly organisationId: string
  /** As people cite it: M-0012 */
  readonly number: number
  /** Who booked it. */
  readonly memberId: string
  readonly providerId: string
  readonly consultantId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly state: BookingState
  /** What it takes of the organisation's allowance. */
  readonly holdId: string | undefined
  readonly topic: string
  readonly agenda: string
  readonly attendees: string
  /** What it goes on from. */
  readonly consultationId: string | undefined
  /** Moves with each change that its attendees are told of (RFC 5545, SEQUENCE). */
  readonly sequence: number
  readonly conversation: ConversationRef
  /** The outbox rows of its card and of the consultants' one. */
  readonly cardRow: string | undefined
  readonly deskRow: string | undefined
  readonly createdAt: Date
}

/** While its member confirms. */
export const HOLD_MINUTES = 5

export const bookingName = (number: number): string => `M-${String(number).padStart(4, '0')}`

/** What the ledger's hold of a booking is for. */
export const purposeOf = (id: string): string => `booking:${id}`

/** What can still be done to a booking at an instant. */
export function standingOf({ state, startsAt, endsAt }: Booking, now: Date): BookingStanding {
  switch (state) {
    case 'held':
      return startsAt <= now ? 'past' : 'held'
    case 'awaiting':
    case 'confirmed':
      if (now < startsAt) return 'ahead'
      return now < endsAt ? 'underWay' : 'past'
    case 'cancelled':
    case 'lapsed':
    case 'finished':
    case 'noShow':
      return 'over'
  }
}

export type BookingStanding = 'held' | 'ahead' | 'underWay' | 'past' | 'over'

export type CancelCutoff = BookingPolicy['cancelCutoff']

export const givesBack = (cutoff: CancelCutoff, startsAt: Date, now: Date): boolean =>
  now.getTime() < startsAt.getTime() - (cutoff.kind === 'before' ? cutoff.hours * 3_600_000 : 0)

/** What it goes on from is its member's own: to colleagues it is a meeting, without what it is about. */
export const asSeenBy = <B extends Pick<Booking, 'memberId' | 'consultationId' | 'topic' | 'agenda'>>(
  booking: B,
  memberId: string,
  unnamed: string,
): B =>
  booking.memberId === memberId || booking.consultationId === undefined
    ? booking
    : { ...booking, topic: unnamed, agenda: '' }

/** The same time of the same consultant. */
export const isAt = ({ consultantId, startsAt }: Booking, slot: Slot): boolean =>
  consultantId === slot.consultantId && startsAt.getTime() === slot.startsAt.getTime()
