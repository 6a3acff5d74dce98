import { once } from 'node:events'
import { openPostgres } from '#src/services/database/open-database.ts'
import { type Booker, bookersIn, holdAt, type Told } from './bookers.ts'

/** Attempts go round bookers and consultants, and from one time to the next once every consultant was wanted then. */
export interface BookingRace {
  readonly kind: 'book' | 'stall'
  readonly bookers: readonly Booker[]
  readonly consultants: readonly string[]
  /** Instants, ISO. */
  readonly times: readonly string[]
  /** Of all attempts, those of this process. */
  readonly from: number
  readonly to: number
  readonly now: string
}

export interface Raced {
  readonly told: readonly Told[]
  /** Until the first was told, and all: ms. */
  readonly firstMs: number
  readonly allMs: number
}

/**
 * A process of its own that books on DATABASE_URL: says that it is ready, waits for a word, does everything as fast as it can, and prints what
 * came of it. One that stalls stays within the decision, its slot taken and nothing committed, until it is killed.
 */
const race = JSON.parse(process.env.RACE ?? '') as BookingRace
const database = await openPostgres(process.env.DATABASE_URL ?? '')
const bookers = await bookersIn(database)
const now = new Date(race.now)
/** More than there are connections; the rest waits, as the inbox lets them. */
const LANES = 100

async function book(): Promise<Raced> {
  const began = performance.now()
  let firstMs = Number.POSITIVE_INFINITY
  const { times, consultants } = race
  const told: Told[] = []
  let next = race.from
  const lane = async () => {
    for (let attempt = next++; attempt < race.to; attempt = next++) {
      const booker = race.bookers[attempt % race.bookers.length]
      const at = times[Math.floor(attempt / consultants.length) % times.length]
      if (!booker || !at) throw new Error('nobody books')
      const action = holdAt(new Date(at), consultants[attempt % consultants.length] ?? '')
      told.push(await bookers.does(booker, action, now))
      firstMs = Math.min(firstMs, performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return { told, firstMs, allMs: performance.now() - began }
}

async function stall(): Promise<never> {
  const [booker, at, consultantId] = [race.bookers[0], race.times[0], race.consultants[0]]
  if (!booker || !at || !consultantId) throw new Error('nobody books')
  await database.prisma.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(
        `INSERT INTO booking (id, organisation_id, member_id, provider_id, consultant_id, starts_at, ends_at, state, topic,
           conversation, created_at)
         SELECT gen_random_uuid(), $1::uuid, $2::uuid, organisation_id, member_id, $4::timestamptz,
           $4::timestamptz + interval '1 hour', 'held', 'x', '{}', $4::timestamptz FROM availability WHERE member_id = $3::uuid`,
        ...[booker.organisationId, booker.memberId, consultantId, new Date(at)],
      )
      await tx.$executeRawUnsafe(
        `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until)
         SELECT organisation_id, id, consultant_id, starts_at, ends_at FROM booking WHERE organisation_id = $1::uuid`,
        booker.organisationId,
      )
      console.log('"stalled"')
      await once(process.stdin, 'end')
    },
    { timeout: 60_000 },
  )
  throw new Error('a process that stalls is killed')
}

console.log('ready')
await once(process.stdin, 'data')
console.log(JSON.stringify(race.kind === 'book' ? await book() : await stall()))
await database.close()
process.exit(0)
