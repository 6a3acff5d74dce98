import { ConversationRef } from '../../chat/event.ts'
import type { Booking, BookingStore, Slot, Taken } from '../../features/booking/index.ts'
import type { Booking as BookingRow } from '../../generated/prisma/client.ts'
import { prepare } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function bookingStore({ tx, sql, scope }: Transaction): BookingStore {
  /** Who waits for a transaction that takes an overlapping slot gets none if that one commits. */
  async function take(
    organisationId: string,
    bookingId: string,
    { consultantId, startsAt, blockedUntil }: Slot,
    heldUntil: Date | undefined,
  ): Promise<boolean> {
    const rows = await sql.query(TAKE, [
      ...[organisationId, bookingId, consultantId, startsAt, blockedUntil, heldUntil ?? null],
    ])
    return rows.length === 1
  }

  const makeRoom = ({ consultantId, startsAt, blockedUntil }: Slot, now: Date) =>
    sql.query(`DELETE FROM booking_slot ${LAPSED}`, [consultantId, startsAt, blockedUntil, now])

  /** @returns what it had taken */
  async function vacate(organisationId: string, id: string): Promise<SlotRow | undefined> {
    const [before] = await sql.query<SlotRow>(
      `DELETE FROM booking_slot WHERE organisation_id = $1::uuid AND booking_id::text = $2
       RETURNING consultant_id, held_until, starts_at, blocked_until`,
      [organisationId, id],
    )
    return before
  }

  async function find(organisationId: string, id: string): Promise<Booking | undefined> {
    assertInScope(scope, organisationId)
    const locked = await sql.query(
      'SELECT id FROM booking WHERE organisation_id = $1::uuid AND id::text = $2 FOR UPDATE',
      [organisationId, id],
    )
    if (locked.length === 0) return undefined
    return bookingOf(
      await tx.booking.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id } } }),
    )
  }

  return {
    taken: async (from, to, now) => {
      const rows = await sql.query<{ consultant_id: string; starts_at: Date; blocked_until: Date }>(
        `SELECT consultant_id, starts_at, blocked_until FROM booking_slot
         WHERE starts_at < $2 AND starts_at > $1::timestamptz - interval '1 day' AND blocked_until > $1
           AND (held_until IS NULL OR held_until > $3)`,
        [from, to, now],
      )
      const meetings = rows.map(
        (row): Taken => ({
          consultantId: row.consultant_id,
          from: row.starts_at,
          until: row.blocked_until,
          kind: 'meeting',
        }),
      )
      const busy = await sql.query<{ consultant_id: string; times: readonly (readonly [number, number])[] }>(
        BUSY,
        [from, to],
      )
      return [
        ...meetings,
        ...busy.flatMap(({ consultant_id: consultantId, times }) =>
          times.map(
            ([begins, ends]): Taken => ({
              ...{ consultantId, from: new Date(begins), until: new Date(ends), kind: 'elsewhere' },
            }),
          ),
        ),
      ]
    },
    place: async (organisationId, booking, slot, heldUntil) => {
      assertInScope(scope, organisationId)
      const { id, memberId, providerId, consultantId, startsAt, endsAt, createdAt } = booking
      const [row] = await sql.query<{ number: number }>(PLACE, [
        ...[slot.consultantId, slot.startsAt, slot.blockedUntil, createdAt],
        ...[id, organisationId, memberId, providerId, consultantId, startsAt, endsAt, booking.state],
        ...[booking.holdId ?? null, booking.topic, booking.agenda, booking.attendees],
        ...[booking.consultationId ?? null, booking.sequence, JSON.stringify(booking.conversation)],
        ...[booking.cardRow ?? null, booking.deskRow ?? null],
      ])
      if (!row) throw new Error(`booking ${id} was not written`)
      if (await take(organisationId, id, slot, heldUntil)) return { ...booking, number: row.number }
      await sql.query(DISCARD, [organisationId, id])
      return undefined
    },
    move: async (organisationId, { id, startsAt, endsAt }, to, now) => {
      assertInScope(scope, organisationId)
      const before = await vacate(organisationId, id)
      if (!before) return undefined
      const { consultant_id: consultantId, starts_at: from, blocked_until: blockedUntil } = before
      const length = endsAt.getTime() - startsAt.getTime()
      const former = { consultantId, startsAt: from, endsAt: new Date(from.getTime() + length), blockedUntil }
      const heldUntil = before.held_until ?? undefined
      await makeRoom(to, now)
      if (await take(organisationId, id, to, heldUntil)) return former
      // Nobody can have taken it meanwhile: who tried waits for this decision.
      if (await take(organisationId, id, former, heldUntil)) return undefined
      throw new Error(`booking ${id} lost its slot`)
    },
    keep: async (organisationId, id, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(
        `UPDATE booking_slot SET held_until = NULL WHERE organisation_id = $1::uuid AND booking_id::text = $2
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
    find,
    holding: async (organisationId, { consultantId, startsAt }, now) => {
      assertInScope(scope, organisationId)
      const [row] = await sql.query<{ booking_id: string }>(
        `SELECT booking_id FROM booking_slot WHERE organisation_id = $1::uuid AND consultant_id::text = $2
           AND starts_at = $3 AND (held_until IS NULL OR held_until > $4)`,
        [organisationId, consultantId, startsAt, now],
      )
      return row && find(organisationId, row.booking_id)
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
        orderBy: { createdAt: 'asc' },
        take: limit,
      })
      return rows.map(bookingOf)
    },
  }
}

interface SlotRow {
  readonly consultant_id: string
  readonly held_until: Date | null
  readonly starts_at: Date
  readonly blocked_until: Date
}

/** Times that a slot from $2 to $3 needs, and that nobody confirmed within their minutes. */
const LAPSED = `WHERE consultant_id = $1::uuid AND held_until <= $4
  AND tstzrange(starts_at, blocked_until) && tstzrange($2, $3)`

/** A row for each consultant, since there are many times: ms. */
const BUSY = prepare(
  'busy_times',
  `SELECT f.member_id AS consultant_id,
          json_agg(json_build_array(extract(epoch FROM t.starts_at) * 1000, extract(epoch FROM t.ends_at) * 1000)) AS times
   FROM busy_time t JOIN busy_feed f ON f.organisation_id = t.organisation_id AND f.id = t.feed_id
   WHERE t.ends_at > $1 AND t.starts_at < $2 GROUP BY f.member_id`,
)

/** What has lapsed makes room. */
const PLACE = prepare(
  'booking_place',
  `WITH lapsed AS (DELETE FROM booking_slot ${LAPSED})
   INSERT INTO booking (id, organisation_id, member_id, provider_id, consultant_id, starts_at, ends_at, state, hold_id, topic,
     agenda, attendees, consultation_id, sequence, conversation, card_row, desk_row, created_at)
   VALUES ($5::uuid, $6::uuid, $7::uuid, $8::uuid, $9::uuid, $10, $11, $12::"BookingState", $13::uuid, $14,
     $15, $16, $17, $18, $19::jsonb, $20::uuid, $21::uuid, $4) RETURNING number`,
)

const TAKE = prepare(
  'booking_take',
  `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until, held_until)
   VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING booking_id`,
)

const DISCARD = prepare(
  'booking_discard',
  'DELETE FROM booking WHERE organisation_id = $1::uuid AND id = $2::uuid',
)

export const bookingOf = (row: BookingRow): Booking => ({
  ...row,
  holdId: row.holdId ?? undefined,
  consultationId: row.consultationId ?? undefined,
  cardRow: row.cardRow ?? undefined,
  deskRow: row.deskRow ?? undefined,
  conversation: ConversationRef.parse(row.conversation),
})
