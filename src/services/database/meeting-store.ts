import type { MeetingStore } from '../../features/booking/index.ts'
import { bookingOf } from './booking-store.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function meetingStore({ tx, sql, scope }: Transaction): MeetingStore {
  return {
    untold: async (kind, now, until, limit) => {
      assertDesk(scope)
      const due = await sql.query<{ organisation_id: string; id: string }>(
        // No meeting is longer than a day: what ends within one after `until` is all that an index has to be read for.
        `SELECT b.organisation_id, b.id FROM booking b
         WHERE b.state = 'confirmed' AND b.ends_at > $1 AND b.ends_at < $2::timestamptz + interval '1 day'
           AND b.starts_at > $1 AND b.starts_at < $2
           AND NOT EXISTS (
             SELECT FROM booking_reminder r WHERE r.organisation_id = b.organisation_id AND r.booking_id = b.id
               AND r.kind = $3 AND r.starts_at = b.starts_at)
         ORDER BY b.starts_at, b.id LIMIT $4`,
        [now, until, kind, limit],
      )
      if (due.length === 0) return []
      const rows = await tx.booking.findMany({
        where: { OR: due.map(({ organisation_id, id }) => ({ organisationId: organisation_id, id })) },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(bookingOf)
    },
    tell: async ({ organisationId, id, startsAt }, kind, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(
        `INSERT INTO booking_reminder (organisation_id, booking_id, kind, starts_at, at)
         VALUES ($1::uuid, $2::uuid, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING booking_id`,
        [organisationId, id, kind, startsAt, now],
      )
      return rows.length === 1
    },
    minutes: async (organisationId, bookingId) => {
      assertInScope(scope, organisationId)
      const row = await tx.bookingMinutes.findUnique({
        where: { organisationId_bookingId: { organisationId, bookingId } },
      })
      return row ?? undefined
    },
    saveMinutes: async (organisationId, bookingId, minutes) => {
      assertInScope(scope, organisationId)
      await tx.bookingMinutes.upsert({
        where: { organisationId_bookingId: { organisationId, bookingId } },
        create: { organisationId, bookingId, ...minutes },
        update: minutes,
      })
    },
    rate: async (organisationId, bookingId, rating) => {
      assertInScope(scope, organisationId)
      await tx.bookingRating.upsert({
        where: { organisationId_bookingId: { organisationId, bookingId } },
        create: { organisationId, bookingId, ...rating },
        update: rating,
      })
    },
  }
}
