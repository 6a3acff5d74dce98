import { expect, test } from 'vitest'
import {
  afterReading,
  type BegunFeed,
  type BusyFeed,
  newsOf,
  requestOf,
} from '#src/features/booking/hours/calendars/busy-feed.ts'
import type { FeedFault, FeedReading } from '#src/ports/busy-calendars.ts'

const NOW = new Date('2026-11-24T09:00:00+09:00')
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000)
const days = (count: number): Date => minutes(count * 24 * 60)
const REQUEST = { until: days(76), timeZone: 'Asia/Tokyo' }
const READ: FeedReading = { kind: 'read', busy: [], version: { etag: '"1"', lastModified: undefined } }
const failed = (why: FeedFault): FeedReading => ({ kind: 'failed', why })

/** Minutes after its first reading at which one is read again, and what its consultant hears, reading by reading. */
function story(...readings: readonly FeedReading[]) {
  let feed: Pick<BusyFeed, 'failing' | 'readAt'> = { failing: undefined, readAt: undefined }
  let now = NOW
  return readings.map((reading) => {
    const at = (now.getTime() - NOW.getTime()) / 60_000
    const news = newsOf(feed, reading, now)
    const after = afterReading(feed, REQUEST, reading, now, news === 'fails')
    // The turn after the one at which it is due.
    now = new Date(Math.ceil(after.dueAt.getTime() / 300_000) * 300_000)
    feed = after
    return [at, news] as const
  })
}

test('a calendar is read every five minutes; one that fails, ever more seldom, up to once an hour', () => {
  const at = (...readings: readonly FeedReading[]) => story(...readings).map(([minute]) => minute)
  expect(at(READ, { kind: 'unchanged' }, READ)).toEqual([0, 5, 10])
  const timeout = failed('timeout')
  expect(at(...Array.from({ length: 7 }, () => timeout))).toEqual([0, 5, 15, 35, 75, 135, 195])
  expect(at(timeout, timeout, READ, READ, timeout, timeout)).toEqual([0, 5, 15, 20, 25, 30])
})

test('its consultant hears once that it fails, and once that it works again', () => {
  const gone = failed('notFound')
  const told = (...readings: readonly FeedReading[]) => story(...readings).map(([, news]) => news)
  expect(told(READ, gone, gone, gone, READ, READ, gone)).toEqual([
    ...[undefined, 'fails', undefined, undefined, 'works', undefined, 'fails'],
  ])
  expect(told(gone, { kind: 'unchanged' })).toEqual(['fails', 'works'])
})

test('what may pass by itself is told when it has lasted a quarter of an hour', () => {
  const slow = failed('timeout')
  const told = (...readings: readonly FeedReading[]) => story(...readings).map(([, news]) => news)
  expect(told(slow, READ, slow, READ)).toEqual([undefined, undefined, undefined, undefined])
  expect(told(slow, slow, slow, slow, READ)).toEqual([undefined, undefined, 'fails', undefined, 'works'])
  expect(told(slow, failed('notFound'))).toEqual([undefined, 'fails'])
})

test('a server is asked for what has changed only while all is known that can be booked', () => {
  const version = { etag: '"1"', lastModified: undefined }
  const feed: BegunFeed = {
    ...{ id: 'A', providerId: 'P', consultantId: 'C', host: 'x', sealed: 'x', readAt: NOW },
    ...{ failing: undefined, reading: 2, version, knownUntil: days(62), knownIn: 'Asia/Tokyo' },
    ...{ timeZone: undefined, horizonDays: 60 },
  }
  expect(requestOf(feed, NOW, 'Asia/Tokyo')).toMatchObject({ known: version, until: days(76) })
  const anew: readonly Partial<BegunFeed>[] = [
    ...[
      { knownUntil: days(61) },
      { horizonDays: 90 },
      { timeZone: 'Europe/Paris' },
      { knownUntil: undefined },
    ],
  ]
  for (const other of anew) expect(requestOf({ ...feed, ...other }, NOW, 'Asia/Tokyo').known).toBeUndefined()
})
