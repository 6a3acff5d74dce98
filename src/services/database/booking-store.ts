import { ConversationRef } from '../../chat/event.ts'
import type { Booking, BookingStore, Slot, Taken } from '../../features/booking/index.ts'
import type { Booking as BookingRow } from '../../generated/prisma/client.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function bookingStore({ tx, sql, scope }: Transaction): BookingStore {
  /** Who waits for a transaction that takes an overlapping slot gets none if that one commits. */
  async function take(
    organisationId: string,
    bookingId: string,
    slot: Slot,
    heldUntil: Date | undefined,
    now: Date,
  ): Promise<boolean> {
    await sql.query(
      `DELETE FROM booking_slot WHERE consultant_id = $1::uuid AND held_until <= $4
         AND tstzrange(starts_at, blocked_until) && tstzrange($2, $3)`,
      [slot.consultantId, slot.startsAt, slot.blockedUntil, now],
    )
    const rows = await sql.query(
      `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until, held_until)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING booking_id`,
      [organisationId, bookingId, slot.consultantId, slot.startsAt, slot.blockedUntil, heldUntil ?? null],
    )
    return rows.length === 1
  }

  const vacate = (organisationId: string, id: string) =>
    sql.query<{ held_until: Date | null; starts_at: Date; blocked_until: Date }>(
      `DELETE FROM booking_slot WHERE organisation_id = $1::uuid AND booking_id = $2::uuid
       RETURNING held_until, starts_at, blocked_until`,
      [organisationId, id],
    )

  return {
    taken: async (from, to, now) => {
      const rows = await sql.query<{ consultant_id: string; starts_at: Date; blocked_until: Date }>(
        `SELECT consultant_id, starts_at, blocked_until FROM booking_slot
         WHERE starts_at < $2 AND starts_at > $1::timestamptz - interval '1 day' AND blocked_until > $1
           AND (held_until IS NULL OR held_until > $3)`,
        [from, to, now],
      )
      return rows.map(
        (row): Taken => ({
          consultantId: row.consultant_id,
          from: row.starts_at,
          until: row.blocked_until,
          kind: 'meeting',
        }),
      )
    },
    place: async (organisationId, booking, slot, heldUntil) => {
      assertInScope(scope, organisationId)
      const { conversation, ...facts } = booking
      const row = await tx.booking.create({
        data: { ...definedOnly(facts), organisationId, conversation: conversation as object },
      })
      if (await take(organisationId, booking.id, slot, heldUntil, booking.createdAt)) return bookingOf(row)
      await tx.booking.delete({ where: { organisationId_id: { organisationId, id: booking.id } } })
      return undefined
    },
    move: async (organisationId, { id, consultantId }, to, now) => {
      assertInScope(scope, organisationId)
      const [before] = await vacate(organisationId, id)
      if (!before) return false
      if (await take(organisationId, id, to, before.held_until ?? undefined, now)) return true
      // Nobody can have taken it meanwhile: who tried waits for this decision.
      await sql.query(
        `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until, held_until)
         VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6)`,
        [organisationId, id, consultantId, before.starts_at, before.blocked_until, before.held_until],
      )
      return false
    },
    keep: async (organisationId, id, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(
        `UPDATE booking_slot SET held_until = NULL WHERE organisation_id = $1::uuid AND booking_id = $2::uuid
           AND (held_until IS NULL OR held_until > $3) RETURNING booking_id`,
        [organisationId, id, now],
      )
      return rows.length === 1
    },
    vacate: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      await vacate(organisationId, id)
    },
    discard: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      await tx.booking.deleteMany({ where: { organisationId, id } })
    },
    find: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const locked = await sql.query(
        'SELECT id FROM booking WHERE organisation_id = $1::uuid AND id::text = $2 FOR UPDATE',
        [organisationId, id],
      )
      if (locked.length === 0) return undefined
      return bookingOf(
        await tx.booking.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id } } }),
      )
    },
    save: async ({ organisationId, id, memberId: _, number: __, createdAt: ___, ...it }) => {
      assertInScope(scope, organisationId)
      await tx.booking.update({
        where: { organisationId_id: { organisationId, id } },
        data: {
          ...it,
          conversation: it.conversation as object,
          holdId: it.holdId ?? null,
          consultationId: it.consultationId ?? null,
          cardRow: it.cardRow ?? null,
          deskRow: it.deskRow ?? null,
        },
      })
    },
    upcoming: async (organisationId, now) => {
      assertInScope(scope, organisationId)
      const rows = await tx.booking.findMany({
        where: { organisationId, state: { in: ['awaiting', 'confirmed'] }, endsAt: { gt: now } },
        orderBy: { startsAt: 'asc' },
      })
      return rows.map(bookingOf)
    },
    numbered: async (number) => {
      assertDesk(scope)
      await sql.query('SELECT id FROM booking WHERE number = $1 FOR UPDATE', [number])
      const row = await tx.booking.findUnique({ where: { number } })
      return row ? bookingOf(row) : undefined
    },
    ahead: async (consultantId, now) => {
      assertDesk(scope)
      const rows = await tx.booking.findMany({
        where: { consultantId, state: { in: ['awaiting', 'confirmed'] }, endsAt: { gt: now } },
        orderBy: { startsAt: 'asc' },
      })
      return rows.map(bookingOf)
    },
    lastConsultant: async (organisationId) => {
      assertInScope(scope, organisationId)
      const row = await tx.booking.findFirst({
        where: { organisationId, state: { in: ['confirmed', 'finished'] } },
        orderBy: { startsAt: 'desc' },
        select: { consultantId: true },
      })
      return row?.consultantId
    },
    ended: async (now, limit) => {
      assertDesk(scope)
      const rows = await tx.booking.findMany({
        where: { state: { in: ['awaiting', 'confirmed'] }, endsAt: { lte: now } },
        orderBy: { endsAt: 'asc' },
        take: limit,
      })
      return rows.map(bookingOf)
    },
    lapsed: async (now, limit) => {
      assertDesk(scope)
      const rows = await tx.booking.findMany({
        where: { state: 'held', OR: [{ slot: null }, { slot: { heldUntil: { lte: now } } }] },
        take: limit,
      })
      return rows.map(bookingOf)
    },
  }
}

const definedOnly = <T extends object>(it: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Prisma takes an absent key for null, and refuses undefined where the types are exact.
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as never

export const bookingOf = (row: BookingRow): Booking => ({
  ...row,
  holdId: row.holdId ?? undefined,
  consultationId: row.consultationId ?? undefined,
  cardRow: row.cardRow ?? undefined,
  deskRow: row.deskRow ?? undefined,
  conversation: ConversationRef.parse(row.conversation),
})
