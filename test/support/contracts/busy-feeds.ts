import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ReadFeed } from '#src/features/booking/hours/calendars/busy-feed.ts'
import type { BegunFeed } from '#src/features/booking/index.ts'
import { sealFeedsAnew } from '#src/services/database/busy-feed-store.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { createSealer } from '#src/services/secrets/sealer.ts'
import { bookersIn } from '#test/support/bookers.ts'
import { type Customers, customersIn, NOW, type Stores } from '#test/support/customers.ts'

const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000)
const SPAN = { from: minutes(60), until: minutes(120) }
const KNOWN = {
  ...{ version: { etag: '"1"', lastModified: undefined }, until: minutes(100_000), timeZone: 'Asia/Tokyo' },
}
const READ = { dueAt: minutes(4), readAt: NOW, failing: undefined, known: { ...KNOWN, busy: [SPAN] } }
const FAILING = { why: 'timeout', since: NOW, times: 1, warnedAt: undefined } as const

/** What the database promises about calendars elsewhere and their busy times; run on each kind. */
export function busyFeedContract(open: () => Promise<Database>): void {
  let database: Database
  let customers: Customers
  let providerId: string
  let consultantId: string
  let consultant: () => Promise<string>
  beforeAll(async () => {
    database = await open()
    customers = await customersIn(database)
    const bookers = await bookersIn(database)
    consultant = () => bookers.consultant({ timeZone: 'Asia/Seoul', horizonDays: 30 })
    providerId = (await customers.asDesk(({ membership }) => membership.provider())).id
  })
  beforeEach(async () => {
    await database.sql.query('DELETE FROM busy_feed')
    consultantId = await consultant()
  })
  afterAll(() => database.close())

  const feeds = <T>(work: (it: Stores['busyFeeds']) => Promise<T>): Promise<T> =>
    customers.asDesk(({ busyFeeds }) => work(busyFeeds))
  const add = async (of = consultantId): Promise<string | undefined> => {
    const feed = { id: randomUUID(), providerId, consultantId: of, host: 'calendar.example.com' }
    const added = await feeds((it) => it.add({ ...feed, sealed: 'sealed', createdAt: NOW }, 5))
    return added ? feed.id : undefined
  }
  const added = async (): Promise<string> => {
    const id = await add()
    if (id === undefined) throw new Error('it was not added')
    return id
  }
  const begin = async (id: string): Promise<BegunFeed> => {
    const begun = await feeds((it) => it.begin(providerId, id, minutes(2)))
    if (!begun) throw new Error('it is gone')
    return begun
  }
  /** What a reading of it that begins now came to. */
  const keep = async (id: string, read: ReadFeed): Promise<boolean> => {
    const begun = await begin(id)
    return feeds((it) => it.keep(begun, read))
  }
  const due = (now: Date) => feeds((it) => it.beginDue(now, new Date(now.getTime() + 120_000), 50))
  const taken = async (from: Date, until: Date) => {
    const all = await customers.asDesk(({ bookings }) => bookings.taken(from, until, NOW))
    return all.filter((it) => it.consultantId === consultantId)
  }

  describe('a calendar elsewhere', () => {
    test('is one of five at most, also when many are added at once', async () => {
      const ids = await Promise.all(Array.from({ length: 8 }, () => add()))
      expect(ids.filter((it) => it !== undefined)).toHaveLength(5)
      const there = await feeds((it) => it.of(providerId, consultantId))
      expect(there).toHaveLength(5)
      expect(there[0]).toMatchObject({ host: 'calendar.example.com', readAt: undefined, failing: undefined })
      expect(await add(await consultant())).toBeDefined()
    })

    test('is begun with what its consultant’s hours say', async () => {
      const id = await added()
      expect(await begin(id)).toMatchObject({
        ...{ id, reading: 1, timeZone: 'Asia/Seoul', horizonDays: 30, knownUntil: undefined },
      })
      expect(await begin(id)).toMatchObject({ reading: 2 })
    })

    test('is due by itself once at a time, and again where nobody came to an end with it', async () => {
      const id = await added()
      const found = await Promise.all([due(NOW), due(NOW), due(NOW)])
      expect(found.flat().map((it) => it.id)).toEqual([id])
      expect(await due(minutes(1))).toEqual([])
      expect(await due(minutes(2))).toMatchObject([{ id, reading: 2 }])
    })

    test('keeps its busy times for whoever books, until others come in their stead', async () => {
      const id = await added()
      expect(await keep(id, READ)).toBe(true)
      const busy = [{ consultantId, ...SPAN, kind: 'elsewhere' }]
      expect(await taken(minutes(0), minutes(600))).toEqual(busy)
      expect(await taken(minutes(119), minutes(600))).toEqual(busy)
      expect(await taken(minutes(120), minutes(600))).toEqual([])
      expect(await taken(minutes(0), minutes(60))).toEqual([])
      const later = { from: minutes(200), until: minutes(20_000) }
      const read = { ...READ, known: { ...KNOWN, busy: [later] } }
      expect(await keep(id, read)).toBe(true)
      expect(await taken(minutes(10_000), minutes(10_001))).toEqual([
        { consultantId, ...later, kind: 'elsewhere' },
      ])
      expect(await begin(id)).toMatchObject({
        ...{ readAt: NOW, knownUntil: KNOWN.until, knownIn: 'Asia/Tokyo', version: KNOWN.version },
      })
    })

    test('that fails keeps its last good times', async () => {
      const id = await added()
      await keep(id, READ)
      await keep(id, { dueAt: minutes(9), readAt: NOW, failing: FAILING })
      expect(await taken(minutes(0), minutes(600))).toHaveLength(1)
      expect(await feeds((it) => it.find(providerId, id))).toMatchObject({ readAt: NOW, failing: FAILING })
      expect(await due(minutes(8))).toEqual([])
      expect(await due(minutes(9))).toHaveLength(1)
    })

    test('is what the reading says that was begun last', async () => {
      const id = await added()
      const slow = await begin(id)
      const quick = await begin(id)
      expect(await feeds((it) => it.keep(quick, { ...READ, known: { ...KNOWN, busy: [] } }))).toBe(true)
      expect(await feeds((it) => it.keep(slow, READ))).toBe(false)
      expect(await taken(minutes(0), minutes(600))).toEqual([])
    })

    test('that is removed keeps nobody busy, and is not read any more', async () => {
      const id = await added()
      await keep(id, READ)
      const begun = await begin(id)
      expect(await feeds((it) => it.remove(providerId, id))).toBe(true)
      expect(await feeds((it) => it.remove(providerId, id))).toBe(false)
      expect(await feeds((it) => it.keep(begun, READ))).toBe(false)
      expect(await taken(minutes(0), minutes(600))).toEqual([])
    })

    test('of somebody who is not registered any more is not read', async () => {
      await added()
      await database.prisma.member.updateMany({ where: { id: consultantId }, data: { removedAt: NOW } })
      expect(await due(NOW)).toEqual([])
    })

    test('is sealed anew when the desk’s secret has changed, for as long as the former one is known', async () => {
      const [former, today] = ['the former secret, of 32 characters', 'the secret of today, 32 characters']
      const id = await added()
      const place = `busy_feed/${id}`
      const sealed = createSealer({ current: former }, 'x').seal('https://example.com/', place)
      await database.prisma.busyFeed.updateMany({ where: { id }, data: { sealed } })
      await sealFeedsAnew(database.sql, createSealer({ current: today, previous: former }, 'x'))
      const after = (await begin(id)).sealed
      expect(createSealer({ current: today }, 'x').open(after, place)).toBe('https://example.com/')
      await sealFeedsAnew(database.sql, createSealer({ current: former }, 'x'))
      expect((await begin(id)).sealed).toBe(after)
    })
  })
}
