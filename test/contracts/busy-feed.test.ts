import { describe, expect, test } from 'vitest'
import { type FeedRequest, feedPlace } from '#src/ports/busy-calendars.ts'
import {
  type CalendarOptions,
  createBusyCalendars,
  MAX_FEED_BYTES,
} from '#src/services/calendar/busy-feed.ts'
import { createSealer } from '#src/services/secrets/sealer.ts'
import { calendarOf, calendarServer, says, serves } from '#test/support/calendar-server.ts'

const sealer = createSealer({ current: 'a secret of these tests alone, long enough' }, 'busy-feeds')
const TEN = ['DTSTART:20261125T010000Z', 'DURATION:PT1H']
const read = {
  kind: 'read',
  busy: [{ from: new Date('2026-11-25T01:00:00Z'), until: new Date('2026-11-25T02:00:00Z') }],
  version: { etag: undefined, lastModified: undefined },
}

function reading(url: string, options: Partial<CalendarOptions> = {}, more: Partial<FeedRequest> = {}) {
  const calendars = createBusyCalendars({ sealer, reach: 'loopback', ...options })
  const request: FeedRequest = {
    ...{ id: 'A', sealed: calendars.seal(url, feedPlace('A')), timeZone: 'Asia/Tokyo', known: undefined },
    ...{ from: new Date('2026-11-24T00:00:00Z'), until: new Date('2027-01-10T00:00:00Z'), ...more },
  }
  return calendars.read(request, new AbortController().signal)
}
const failed = (why: string) => ({ kind: 'failed', why })

describe('a calendar on another server', () => {
  test('is read, and again only when it has changed', async () => {
    const server = await calendarServer(serves(calendarOf(TEN), { etag: '"7"', 'last-modified': 'Tue' }))
    const version = { etag: '"7"', lastModified: 'Tue' }
    expect(await reading(server.url)).toEqual({ ...read, version })
    server.answers(says(304))
    expect(await reading(server.url, {}, { known: version })).toEqual({ kind: 'unchanged' })
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"7"'])
    expect(server.requests[1]?.headers['if-modified-since']).toBe('Tue')
    expect(await reading(server.url)).toEqual(failed('serverFault'))
  })

  test.each([
    ...([
      [401, 'notAllowed'],
      [403, 'notAllowed'],
      [404, 'notFound'],
      [410, 'notFound'],
    ] as const),
    ...([
      [500, 'serverFault'],
      [503, 'serverFault'],
      [204, 'serverFault'],
    ] as const),
  ])('that answers %i is told as %s', async (status, why) => {
    expect(await reading((await calendarServer(says(status))).url)).toEqual(failed(why))
  })

  test('may lead elsewhere three times', async () => {
    const server = await calendarServer((request, response) => {
      const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('at'))
      if (at === 3) return serves(calendarOf(TEN))(request, response)
      says(302, { location: `?at=${at + 1}` })(request, response)
    })
    expect(await reading(server.url)).toEqual(read)
    expect(await reading(`${server.url}?at=-1`)).toEqual(failed('tooManyRedirects'))
  })

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'privateAddress'],
    ['https://10.0.0.7/', 'privateAddress'],
    ['https://inside.example.com/', 'privateAddress'],
    ['http://calendar.example.com/', 'notHttps'],
    ['file:///etc/passwd', 'notAddress'],
    ['http://[', 'serverFault'],
  ])('that leads to %s is not followed', async (location, why) => {
    const server = await calendarServer(says(302, { location }))
    const resolve = async () => [{ address: '192.168.1.9', family: 4 }]
    expect(await reading(server.url, { resolve })).toEqual(failed(why))
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['127.0.0.1', 'privateAddress'],
    ['169.254.169.254', 'privateAddress'],
    ['::ffff:127.0.0.1', 'privateAddress'],
    ['fd00::1', 'privateAddress'],
  ])('whose name is that of %s is not asked', async (address, why) => {
    const family = address.includes(':') ? 6 : 4
    // One of them is enough.
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address, family },
    ]
    const answer = await reading('https://calendar.example.com/a.ics', { reach: 'public', resolve })
    expect(answer).toEqual(failed(why))
  })

  test('is connected to by the very address that was judged, whatever its name is by then', async () => {
    const server = await calendarServer(serves(calendarOf(TEN)))
    const { port } = new URL(server.url)
    const asked: string[] = []
    const resolve = async (host: string) => {
      asked.push(host)
      return [{ address: asked.length === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    }
    expect(await reading(`http://localhost:${port}/`, { resolve })).toEqual(read)
    expect(asked).toEqual(['localhost'])
    expect(server.requests[0]?.headers.host).toBe(`localhost:${port}`)
  })

  test('that nobody knows, or nobody answers for, is told', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'))
    expect(await reading('https://gone.example.com/', { resolve })).toEqual(failed('unknownHost'))
    expect(await reading('http://127.0.0.1:1/')).toEqual(failed('unreachable'))
    const server = await calendarServer((request) => request.socket.destroy())
    expect(await reading(server.url)).toEqual(failed('unreachable'))
  })

  test('of 50 MB is cut off at the limit', async () => {
    let sent = 0
    const piece = Buffer.alloc(64 * 1024, 'x')
    const server = await calendarServer((_, response) => {
      response.writeHead(200)
      response.write('BEGIN:VCALENDAR\r\n')
      const more = () => {
        while (sent < 50 * 1024 * 1024 && !response.destroyed) {
          sent += piece.length
          if (!response.write(piece)) return response.once('drain', more)
        }
        return response.end()
      }
      more()
    })
    expect(await reading(server.url)).toEqual(failed('tooLarge'))
    expect(sent).toBeLessThan(3 * MAX_FEED_BYTES)
    server.answers(says(200, { 'content-length': String(50 * 1024 * 1024) }))
    expect(await reading(server.url)).toEqual(failed('tooLarge'))
  })

  test('that comes drop by drop, or not at all, is waited for no longer than it may take', async () => {
    const server = await calendarServer((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('BEGIN:VCALENDAR\r\n'), 20)
      response.once('close', () => clearInterval(drip))
    })
    const began = performance.now()
    expect(await reading(server.url, { fetchMs: 150 })).toEqual(failed('timeout'))
    server.answers(() => undefined)
    expect(await reading(server.url, { fetchMs: 150 })).toEqual(failed('timeout'))
    const resolve = () => new Promise<never>(() => undefined)
    expect(await reading('https://slow.example.com/', { resolve, fetchMs: 150 })).toEqual(failed('timeout'))
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test('that repeats without an end and without a time stops its own thread, and nothing else', async () => {
    const never = [...TEN, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30']
    const server = await calendarServer(serves(calendarOf(never)))
    let beats = 0
    const heart = setInterval(() => {
      beats += 1
    }, 20)
    expect(await reading(server.url, { parseMs: 600 })).toEqual(failed('tooManyTimes'))
    clearInterval(heart)
    expect(beats).toBeGreaterThan(5)
    server.answers(serves(calendarOf([...TEN, 'RRULE:FREQ=SECONDLY'])))
    expect(await reading(server.url)).toEqual(failed('tooManyTimes'))
  })

  test.each(['', '<html>Sign in</html>', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])(
    'that is none is told: %j',
    async (text) => {
      expect(await reading((await calendarServer(serves(text))).url)).toEqual(failed('notCalendar'))
    },
  )

  test('is never unpacked', async () => {
    const server = await calendarServer(serves(calendarOf(TEN), { 'content-encoding': 'gzip' }))
    expect(await reading(server.url)).toEqual(failed('notCalendar'))
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity')
  })

  test('whose address was sealed for another, or under another secret, stays closed', async () => {
    const sealed = sealer.seal('https://calendar.example.com/', feedPlace('B'))
    expect(await reading('https://x.example.com/', {}, { sealed })).toEqual(failed('sealed'))
  })

  test('that is read as the desk stops is left for the next time', async () => {
    const calendars = createBusyCalendars({ sealer, reach: 'loopback' })
    const server = await calendarServer(() => undefined)
    const stopping = new AbortController()
    const sealed = calendars.seal(server.url, feedPlace('A'))
    const times = { from: new Date(0), until: new Date(1), timeZone: 'Asia/Tokyo', known: undefined }
    const begun = calendars.read({ id: 'A', sealed, ...times }, stopping.signal)
    stopping.abort(new Error('stopped'))
    await expect(begun).rejects.toThrow('stopped')
  })
})
