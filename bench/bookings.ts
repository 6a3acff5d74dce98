import { randomUUID } from 'node:crypto'
import { addDays } from '#src/chat/day.ts'
import { freeSlotsOf, type Slot, type Taken } from '#src/features/booking/availability.ts'
import { searchOn } from '#src/features/booking/desk.ts'
import type { Booking } from '#src/features/booking/index.ts'
import type { DeskHours } from '#src/ports/knowledge.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import type { Sql } from '#src/services/database/sql.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { atMost, type Measurement, measurement, quantile, ratioAtLeast } from './measure.ts'
import { atOnce } from './platform.ts'
import { onEach, type Subject } from './subjects.ts'

/** Of each side, in rounds that alternate, so that both meet the same machine. Each slot is wanted twice. */
const ATTEMPTS = 2_000
const ROUNDS = 4
const CONSULTANTS = 200
const DAYS = 60
const LOOKS = 40
const NOW = new Date('2026-11-24T09:00:00+09:00')
const TIME_ZONE = 'Asia/Tokyo'
const HOUR_MS = 3_600_000

/** How fast times of consultants are booked and looked up; on PostgreSQL too where BENCH_DATABASE_URL names a server. */
export const measureBooking = (): Promise<readonly Measurement[]> => onEach(measureOn)

async function measureOn(subject: Subject): Promise<readonly Measurement[]> {
  const { name, database, width } = subject
  try {
    const office = await officeIn(database)
    const { ours, theirs, share } = await race(subject, office)
    const look = await looks(database, office)
    return [
      measurement(
        `bookings on ${name}`,
        'attempts/s',
        ours,
        theirs,
        `reference: the same rows in one transaction of bare pg; ${ATTEMPTS} attempts, ${width} at a time, ${share} of either side got one`,
        ratioAtLeast(0.5),
      ),
      measurement(
        `free slots of ${CONSULTANTS} consultants, ${DAYS} days, ${name}, p95`,
        'ms',
        look.p95,
        50,
        `reference: the aim; hours and taken times read, ${look.slots} slots found; ${LOOKS} times`,
        atMost(50),
      ),
    ]
  } finally {
    await subject.close()
  }
}

interface Office {
  readonly provider: string
  readonly consultants: readonly string[]
  readonly booker: { readonly organisationId: string; readonly memberId: string; readonly balance: string }
}

async function race(subject: Subject, office: Office) {
  const seconds = { ours: 0, theirs: 0 }
  const got = { ours: 0, theirs: 0 }
  const { decide } = createUnitOfWork(subject.database, storesOf, () => undefined)
  const { organisationId } = office.booker
  const ours = (slot: Slot) =>
    decide({ kind: 'organisation', organisationId }, async ({ bookings, ledger }) => {
      const placed = await bookings.place(organisationId, bookingAt(slot, office), slot, undefined)
      if (!placed) return false
      const wanted = {
        allowance: 'webMeeting',
        purpose: `booking:${placed.id}`,
        usedOn: '2026-12-01',
      } as const
      const held = await ledger.hold(organisationId, wanted, { actor: 'bench', now: NOW })
      return held.kind === 'held'
    })
  const theirs = async (slot: Slot) => {
    let booked = false
    await subject.raw(async (sql) => {
      booked = await bookByHand(sql, slot, office)
    })
    return booked
  }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, side, book] of [
      [0, 'ours', ours],
      [1, 'theirs', theirs],
    ] as const) {
      const began = performance.now()
      const each = ATTEMPTS / ROUNDS
      const outcomes = await atOnce(each, subject.width, (attempt) => {
        const nth = Math.floor((round * each + attempt) / 2)
        const consultantId = office.consultants[nth % office.consultants.length] ?? ''
        // Each side has years of its own.
        const startsAt = new Date(NOW.getTime() + (at * 10_000 + 1 + nth) * HOUR_MS)
        const endsAt = new Date(startsAt.getTime() + HOUR_MS)
        return book({ consultantId, startsAt, endsAt, blockedUntil: endsAt })
      })
      seconds[side] += (performance.now() - began) / 1_000
      got[side] += outcomes.filter((it) => it).length
    }
  if (got.ours !== got.theirs || got.ours !== ATTEMPTS / 2)
    throw new Error(`of ${ATTEMPTS / 2} slots ${got.ours} and ${got.theirs} were booked`)
  return { ours: ATTEMPTS / seconds.ours, theirs: ATTEMPTS / seconds.theirs, share: got.ours / ATTEMPTS }
}

function bookingAt(
  { consultantId, startsAt, endsAt }: Slot,
  { provider, booker }: Office,
): Omit<Booking, 'number'> {
  return {
    ...{ id: randomUUID(), organisationId: booker.organisationId, memberId: booker.memberId },
    ...{ providerId: provider, consultantId, startsAt, endsAt, state: 'held', createdAt: NOW },
    ...{ topic: 'ご相談', agenda: '', attendees: '', sequence: 0, holdId: undefined },
    ...{ consultationId: undefined, cardRow: undefined, deskRow: undefined },
    conversation: { kind: 'direct', platform: 'web', workspace: 'W', user: 'U' },
  }
}

async function bookByHand(sql: Sql, slot: Slot, { provider, booker }: Office): Promise<boolean> {
  const [id, hold] = [randomUUID(), randomUUID()]
  const { organisationId, memberId, balance } = booker
  const { consultantId, startsAt, endsAt, blockedUntil } = slot
  await sql.query(
    `INSERT INTO booking (id, organisation_id, member_id, provider_id, consultant_id, starts_at, ends_at, state, topic,
       conversation, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'held', 'ご相談', '{}', $8) RETURNING number`,
    [id, organisationId, memberId, provider, consultantId, startsAt, endsAt, NOW],
  )
  await sql.query(
    `DELETE FROM booking_slot WHERE consultant_id = $1 AND held_until <= $4
     AND tstzrange(starts_at, blocked_until) && tstzrange($2, $3)`,
    [consultantId, startsAt, blockedUntil, NOW],
  )
  const taken = await sql.query(
    `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING booking_id`,
    [organisationId, id, consultantId, startsAt, blockedUntil],
  )
  if (taken.length === 0) {
    await sql.query('DELETE FROM booking WHERE organisation_id = $1 AND id = $2', [organisationId, id])
    return false
  }
  await sql.query(
    `UPDATE allowance_balance SET held = held + 1
     WHERE organisation_id = $1 AND id = $2 AND used + held + expired < granted RETURNING id`,
    [organisationId, balance],
  )
  await sql.query(
    `INSERT INTO allowance_hold (id, organisation_id, balance_id, purpose, used_on, created_at)
     VALUES ($1, $2, $3, $4, '2026-12-01', $5)`,
    [hold, organisationId, balance, `booking:${id}`, NOW],
  )
  await sql.query(
    `INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, actor, at)
     VALUES ($1, $2, $3, 'hold', 1, $4, 'bench', $5)`,
    [randomUUID(), organisationId, balance, hold, NOW],
  )
  return true
}

const OPENING: DeskHours = {
  ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:30-12:00', '13:00-17:30'] },
  ...{ closedOnHolidays: true, extraClosures: [] },
}

/** All that is free, as a member who asks for any time is answered: read and reckoned. */
async function looks(database: Database, { booker }: Office) {
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  const today = '2026-11-24'
  const days = { from: today, to: addDays(today, DAYS) }
  const opening = { hours: OPENING, holidays: japaneseHolidays }
  const until = new Date(NOW.getTime() + DAYS * 24 * HOUR_MS)
  let slots = 0
  const look = () =>
    decide({ kind: 'organisation', organisationId: booker.organisationId }, async (stores) => {
      const consultants = await stores.availabilities.all()
      const taken: readonly Taken[] = await stores.bookings.taken(NOW, until, NOW)
      slots = freeSlotsOf(consultants, taken, searchFor(days, opening)).length
    })
  const times: number[] = []
  for (let at = -5; at < LOOKS; at += 1) {
    const began = performance.now()
    await look()
    if (at >= 0) times.push(performance.now() - began)
  }
  return { p95: quantile(times, 0.95), slots }
}

const searchFor = (
  days: { readonly from: string; readonly to: string },
  { hours }: { readonly hours: DeskHours },
) =>
  searchOn(
    { now: NOW, timeZone: TIME_ZONE },
    { library: { provider: { consultantHours: hours } }, holidays: japaneseHolidays },
    days,
  )

/** Consultants with the desk's hours, and a customer with more meetings than will ever be held. */
async function officeIn(database: Database): Promise<Office> {
  const { sql } = database
  const provider = (await ensureProvider(database)).id
  const consultants = await sql.query<{ id: string }>(
    `INSERT INTO member (id, organisation_id, name, role)
     SELECT gen_random_uuid(), $1::uuid, 'X' || n, 'consultant' FROM generate_series(1, $2::int) n RETURNING id`,
    [provider, CONSULTANTS],
  )
  await sql.query(
    `INSERT INTO availability (organisation_id, member_id, time_zone, weekly, slot_minutes)
     SELECT organisation_id, id, $2, $3::jsonb, 60 FROM member WHERE organisation_id = $1::uuid`,
    [provider, TIME_ZONE, JSON.stringify([{ days: OPENING.days, hours: OPENING.hours }])],
  )
  const organisationId = randomUUID()
  const [memberId, balance] = [randomUUID(), randomUUID()]
  await sql.query(
    `INSERT INTO organisation (id, code, name, kind) VALUES ($1::uuid, 'BENCH', 'X', 'customer')`,
    [organisationId],
  )
  await sql.query(
    `INSERT INTO member (id, organisation_id, name, role) VALUES ($1::uuid, $2::uuid, 'X', 'owner')`,
    [memberId, organisationId],
  )
  await sql.query(
    `INSERT INTO contract (id, organisation_id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on)
     VALUES ($1::uuid, $1::uuid, $1::uuid, 'PRACT', 'practice', '2026-11-01', '2026-11-01', '2026-11-01', '2027-07-31')`,
    [organisationId],
  )
  await sql.query(
    `INSERT INTO allowance_balance (id, organisation_id, term_id, allowance, source, valid_from, valid_to, granted)
     VALUES ($1::uuid, $2::uuid, $2::uuid, 'webMeeting', 'included', '2026-11-01', '2027-07-31', 1000000)`,
    [balance, organisationId],
  )
  return {
    provider,
    consultants: consultants.map(({ id }) => id),
    booker: { organisationId, memberId, balance },
  }
}
