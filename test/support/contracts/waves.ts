import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationRef, Platform } from '#src/chat/event.ts'
import { conversationKey } from '#src/chat/event.ts'
import type { Say, UnknownDecision, WavePlace } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { purgeOnce } from '#src/services/database/purge.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createDispatcher, type Dispatcher } from '#src/services/outbox/dispatcher.ts'
import { notePaces } from '#src/services/outbox/paces.ts'
import { claimRows } from '#src/services/outbox/rows.ts'
import { settleRows } from '#src/services/outbox/settle.ts'
import { AHEAD_MS, claimPaced } from '#src/services/outbox/waves.ts'
import { type Channels, createChannels, words } from '#test/support/channels.ts'
import { passTime } from '#test/support/time.ts'

const HOUR_MS = 3_600_000
const NOTHING = () => undefined
export const NO_COUNTS = {
  sent: NOTHING,
  failed: NOTHING,
  unknownOutcome: NOTHING,
  lookedUp: NOTHING,
  repeated: NOTHING,
}

/** What every database promises about what is said in many places at once; run on each kind. */
export function wavesContract(open: () => Promise<Database>): void {
  let database: Database
  let providerId: string
  /** Teams cannot look up what it has taken; Slack and the web chat can. */
  let platforms: Readonly<Record<Platform, Channels>>
  let dispatcher: Dispatcher
  let repeated = 0

  beforeAll(async () => {
    database = await open()
    providerId = (await ensureProvider(database)).id
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.sql.query('DELETE FROM outbound_message')
    await database.sql.query('DELETE FROM send_pace')
    platforms = { slack: createChannels(true), teams: createChannels(false), web: createChannels(true) }
    repeated = 0
    dispatcher = another()
  })

  const running: Dispatcher[] = []
  afterEach(async () => {
    for (const it of running.splice(0)) await it.stop()
  })

  /** One more process. */
  const another = (): Dispatcher => {
    const started = createDispatcher(
      database.sql,
      new Map(Object.entries(platforms).map(([name, it]) => [name as Platform, it.messenger])),
      {
        ...NO_COUNTS,
        repeated: () => {
          repeated += 1
        },
      },
      pino({ level: 'silent' }),
      16,
    )
    running.push(started)
    return started
  }
  /** When the next request may go out; what time it is there. */
  const nextOf = async (key: string) =>
    (await database.prisma.sendPace.findUniqueOrThrow({ where: { key } })).nextAt.getTime()
  const nowOf = async () => {
    const [row] = await database.sql.query<{ now: Date }>('SELECT clock_timestamp() AS now')
    return row?.now.getTime() ?? 0
  }
  const decide = <T>(work: (say: Say) => Promise<T>): Promise<T> =>
    createUnitOfWork(database, storesOf, () => undefined).decide(
      { kind: 'desk', organisationId: providerId },
      (_, say) => work(say),
    )
  const channel = (
    platform: Platform,
    workspace: string = 'T1',
    name: string = randomUUID(),
  ): ConversationRef => ({ kind: 'shared', platform, workspace, channel: name })
  const channels = (many: number, platform: Platform, workspace?: string) =>
    Array.from({ length: many }, () => channel(platform, workspace))
  const broadcast = (
    places: readonly ConversationRef[],
    said = '一報',
    more: Partial<WavePlace> = {},
  ): Promise<readonly string[]> =>
    decide((say) =>
      say.broadcast({
        id: randomUUID(),
        messages: [words(said)],
        places: places.map((to) => ({ organisationId: providerId, to, message: 0, ...more })),
      }),
    )
  const rebroadcast = (
    rows: readonly string[],
    said: string,
    unsent: 'said' | 'dropped' = 'said',
  ): Promise<void> =>
    decide((say) =>
      say.rebroadcast({
        id: randomUUID(),
        messages: [words(said)],
        rows: rows.map((row) => ({ row, message: 0 })),
        unsent,
      }),
    )
  const decideUnknown = (rows: readonly string[], decision: UnknownDecision) =>
    decide((say) => say.decideUnknown(rows, decision))
  const rowOf = (id = '') => database.prisma.outboundMessage.findUniqueOrThrow({ where: { id } })
  const updatesOf = (of = '') =>
    database.prisma.outboundMessage.findMany({ where: { of }, orderBy: { seq: 'asc' } })
  const shown = (places: readonly ConversationRef[]) =>
    places.map((place) => platforms[place.platform].shown(place).join(' '))
  /** As a process would that dies with these in its hands. */
  const claim = async (limit = 100) => {
    await notePaces(database.sql)
    return claimPaced(database.sql, limit, NOTHING)
  }
  const later = (ms: number) => passTime(database.sql, ms)

  describe('a wave', () => {
    test('says in every place what is meant for it, once', async () => {
      const places = [...channels(3, 'slack'), ...channels(3, 'teams'), ...channels(3, 'web')]
      const rows = await decide((say) =>
        say.broadcast({
          id: randomUUID(),
          messages: [words('皆様へ'), words('管理者様へ')],
          places: places.map((to, at) => ({ organisationId: providerId, to, message: at % 2 })),
        }),
      )
      expect(rows).toHaveLength(9)
      await Promise.all([dispatcher.idle(), another().idle()])
      expect(shown(places)).toEqual(places.map((_, at) => (at % 2 ? '管理者様へ' : '皆様へ')))
      for (const [at, row] of rows.entries())
        expect(await rowOf(row)).toMatchObject({
          ...{
            state: 'sent',
            lane: 'notice',
            conversationKey: conversationKey(places[at] ?? channel('web')),
          },
        })
    })

    test('goes out at the pace of each limit, however many ask, and of what went by unused four at most are made up for', async () => {
      await broadcast([
        ...channels(40, 'teams', 'X'),
        ...channels(2, 'slack', 'S1'),
        ...channels(2, 'slack', 'S2'),
      ])
      await notePaces(database.sql)
      /** Whoever asks gets moments that nobody else has, as far ahead as the cursor says, and no further. */
      const began = await nextOf('teams/X')
      const given = await Promise.all([1, 2, 3, 4].map(() => claimPaced(database.sql, 100, NOTHING)))
      const many = (rows: typeof given, key: string) =>
        rows.flat().filter(({ row }) => row.paceKey === key).length
      const taken = many(given, 'teams/X')
      expect(taken).toBeGreaterThan(2)
      const told = await nextOf('teams/X')
      expect(told - began).toBeGreaterThanOrEqual(taken * 22)
      expect(told - (await nowOf())).toBeLessThanOrEqual(2 * AHEAD_MS + 22)
      for (const batch of given) {
        const moments = batch.filter(({ row }) => row.paceKey === 'teams/X').map(({ inMs }) => inMs)
        for (const [at, moment] of moments.entries())
          expect(moment).toBeCloseTo((moments[0] ?? 0) + at * 22, 0)
      }
      for (const key of ['slack/S1', 'slack/S2']) expect(many(given, key)).toBe(2)
      await later(60_000)
      expect(many([await claim()], 'teams/X')).toBeLessThanOrEqual(Math.ceil((2 * AHEAD_MS) / 22) + 4)
    })

    test('changes what it said at a pace of its own on Slack', async () => {
      const places = channels(2, 'slack', 'S1')
      const rows = await broadcast(places)
      await dispatcher.idle()
      await rebroadcast(rows, '更新')
      const given = await claim()
      expect(given.map(({ row }) => [row.kind, row.paceKey])).toEqual([['update', 'slack/S1/update']])
    })

    test('disturbs nobody before they want to be, and holds up nothing else there until then', async () => {
      const place = channel('web')
      await broadcast([place], '静かに', { notBefore: new Date(Date.now() + HOUR_MS) })
      await dispatcher.idle()
      expect(shown([place])).toEqual([''])
      await broadcast([place], 'お知らせ')
      await decide((say) => say.notify(place, words('明日の会議')))
      await dispatcher.idle()
      expect(shown([place])).toEqual(['お知らせ 明日の会議'])
      await later(HOUR_MS)
      await dispatcher.idle()
      expect(shown([place])).toEqual(['お知らせ 明日の会議 静かに'])
    })

    test('stays in order in one place', async () => {
      const place = channel('web')
      const [first = ''] = await broadcast([place], '一')
      await decide((say) => say.notify(place, words('二')))
      await broadcast([place], '三')
      platforms.web.trouble = ({ id }) => (id === first ? { kind: 'later' } : undefined)
      await dispatcher.idle()
      expect(shown([place])).toEqual([''])
      platforms.web.trouble = NOTHING
      await later(2_000)
      await dispatcher.idle()
      expect(shown([place])).toEqual(['一 二 三'])
    })

    test('pauses everywhere against a limit that asks to wait, and only there', async () => {
      const [here, there] = [channels(5, 'teams', 'X'), channels(5, 'teams', 'Y')]
      await broadcast([...here, ...there])
      let asked = 0
      platforms.teams.trouble = ({ to }) =>
        to.workspace === 'X' && asked++ === 0 ? { kind: 'later', afterMs: 5_000 } : undefined
      await Promise.all([dispatcher.idle(), another().idle()])
      const some = shown(here).filter((it) => it !== '').length
      expect(shown(there)).toEqual(there.map(() => '一報'))
      expect(some).toBeLessThan(5)
      expect(await claim()).toEqual([])
      await later(5_100)
      await Promise.all([dispatcher.idle(), another().idle()])
      expect(shown(here)).toEqual(here.map(() => '一報'))
    })

    test('tries for a day from when it may, then names the reason; what can never arrive fails at once', async () => {
      const [place, closed] = [channel('web'), channel('web')]
      const [row] = await broadcast([place], '一報', { notBefore: new Date(Date.now() + 10 * HOUR_MS) })
      const [refused] = await broadcast([closed])
      platforms.web.trouble = ({ to }) =>
        to === closed || to.kind !== 'shared' || (closed.kind === 'shared' && to.channel === closed.channel)
          ? { kind: 'refused', reason: 'is_archived' }
          : { kind: 'later', afterMs: HOUR_MS }
      await dispatcher.idle()
      expect(await rowOf(refused)).toMatchObject({ state: 'failed', reason: 'is_archived' })
      await database.sql.query(
        `UPDATE outbound_message SET created_at = created_at - interval '33 hours'
                                WHERE id = $1::uuid`,
        [row],
      )
      await later(33 * HOUR_MS)
      await dispatcher.idle()
      expect(await rowOf(row)).toMatchObject({ state: 'waiting', attempts: 1 })
      await later(2 * HOUR_MS)
      await dispatcher.idle()
      expect(await rowOf(row)).toMatchObject({ state: 'failed', reason: 'ratelimited' })
    })

    test('of twenty thousand keeps no answer waiting, and neither do many that wait behind another', async () => {
      await database.sql.query(
        `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message, wave, pace_key)
         SELECT gen_random_uuid(), $1::uuid, 'slack/W' || n % 500 || '/C' || n, 'notice', 'send', $2::jsonb, $3::jsonb,
                gen_random_uuid(), 'slack/W' || n % 500 FROM generate_series(1, 20000) n`,
        [providerId, JSON.stringify(channel('slack')), JSON.stringify(words('一報'))],
      )
      const crowded = channel('web')
      await decide(async (say) => {
        for (let at = 0; at < 200; at += 1) await say.send(crowded, words(`${at}`))
      })
      const answered = channel('web')
      await decide((say) => say.send(answered, words('回答')))
      const claimed: string[] = []
      for (let round = 0; round < 10 && !claimed.includes('回答'); round += 1)
        for (const { message } of await claimRows(database.sql, 8)) claimed.push(message.summary)
      expect(claimed).toEqual(['0', '回答'])
      expect((await claim(64)).length).toBe(64)
    })
  })

  describe('a send of which nobody knows what became', () => {
    test.each([true, false])('is looked up where the platform can tell: taken %s', async (took) => {
      const place = channel('web')
      const [row] = await broadcast([place])
      const [{ row: held } = { row: undefined }] = await claim()
      if (took && held) platforms.web.take({ ...held, id: row ?? '' })
      await dispatcher.idle()
      expect(shown([place])).toEqual([took ? '一報' : ''])
      await later(31_000)
      await dispatcher.idle()
      await later(2_000)
      await dispatcher.idle()
      expect(shown([place])).toEqual(['一報'])
      expect(await rowOf(row)).toMatchObject({ state: 'sent', unknownSince: null })
    })

    test('is not repeated where it cannot: an admin decides, and what waits behind it goes on', async () => {
      const [place, other] = channels(2, 'teams')
      if (!place || !other) throw new Error('no places')
      const [row = '', second = ''] = await broadcast([place, other])
      platforms.teams.trouble = () => ({ kind: 'cut', took: true })
      await dispatcher.idle()
      platforms.teams.trouble = NOTHING
      for (const id of [row, second])
        expect(await rowOf(id)).toMatchObject({
          state: 'unknown',
          reason: 'unknownOutcome',
          unknownOutcomes: 1,
        })
      await broadcast([place], '二報')
      await dispatcher.idle()
      expect(shown([place])).toEqual(['一報 二報'])

      const [other_] = await broadcast([channel('web')])
      await dispatcher.idle()
      expect(await decideUnknown([row, other_ ?? ''], 'again')).toBe(1)
      expect(await decideUnknown([second], 'letBe')).toBe(1)
      expect(await decideUnknown([row, second], 'again')).toBe(0)
      await dispatcher.idle()
      expect(shown([place, other])).toEqual(['一報 二報 一報', '一報'])
      expect(await rowOf(row)).toMatchObject({ state: 'sent', reason: null })
      expect(await rowOf(second)).toMatchObject({ state: 'sent', reason: 'assumed' })
      expect(repeated).toBe(1)
      await expect(
        createUnitOfWork(database, storesOf, () => undefined).decide(
          { kind: 'organisation', organisationId: providerId },
          async (_, say) => say.decideUnknown([row], 'again'),
        ),
      ).rejects.toThrow(OutsideScope)
    })

    test('is looked up again while the platform cannot be asked, for an hour at most, and not sent meanwhile', async () => {
      const [place, other] = [channel('slack'), channel('slack', 'T2')]
      const [row, lost] = await broadcast([place, other])
      platforms.slack.trouble = () => ({ kind: 'cut', took: true })
      platforms.slack.looking = { kind: 'notNow', afterMs: 60_000 }
      await dispatcher.idle()
      platforms.slack.trouble = NOTHING
      expect(await rowOf(row)).toMatchObject({ state: 'waiting', unknownOutcomes: 1 })
      await rebroadcast([row ?? ''], '更新')
      await later(61_000)
      await dispatcher.idle()
      expect(shown([place, other])).toEqual(['一報', '一報'])
      platforms.slack.looking = undefined
      await database.sql.query(
        `UPDATE outbound_message SET due_at = due_at + interval '1 day',
        claim_until = claim_until + interval '1 day' WHERE id = $1::uuid`,
        [lost],
      )
      await later(61_000)
      await dispatcher.idle()
      expect(await rowOf(row)).toMatchObject({ state: 'sent', unknownOutcomes: 1 })
      await later(2_000)
      await dispatcher.idle()
      expect(shown([place])).toEqual(['更新'])
      platforms.slack.looking = { kind: 'notNow', afterMs: 60_000 }
      await later(24 * HOUR_MS)
      await dispatcher.idle()
      expect(await rowOf(lost)).toMatchObject({ state: 'unknown', unknownOutcomes: 1 })
    })

    test.each([true, false])(
      'is an answer: it stands there once when the platform is back, arrived (%s) or not',
      async (took) => {
        const place = channel('slack')
        const row = await decide((say) => say.send(place, words('回答')))
        platforms.slack.trouble = () => ({ kind: 'cut', took })
        platforms.slack.looking = { kind: 'notNow' }
        for (let minute = 0; minute < 10; minute += 1) {
          await dispatcher.idle()
          await later(60_000)
        }
        expect(await rowOf(row)).toMatchObject({ state: 'waiting', unknownOutcomes: 1 })
        platforms.slack.trouble = NOTHING
        platforms.slack.looking = undefined
        for (let minute = 0; minute < 10; minute += 1) {
          await dispatcher.idle()
          await later(60_000)
        }
        expect(shown([place])).toEqual(['回答'])
        expect(await rowOf(row)).toMatchObject({ state: 'sent', unknownOutcomes: 1 })
        expect(repeated).toBe(0)
      },
    )

    test('is an answer, and can never be looked up again: it is said once more', async () => {
      const place = channel('slack')
      const row = await decide((say) => say.send(place, words('回答')))
      platforms.slack.trouble = () => ({ kind: 'cut', took: false })
      platforms.slack.looking = { kind: 'notNow' }
      await dispatcher.idle()
      platforms.slack.trouble = NOTHING
      platforms.slack.looking = { kind: 'cannotTell' }
      for (let minute = 0; minute < 10; minute += 1) {
        await later(60_000)
        await dispatcher.idle()
      }
      expect(shown([place])).toEqual(['回答'])
      expect(await rowOf(row)).toMatchObject({ state: 'sent', unknownOutcomes: 1 })
      expect(repeated).toBe(1)
    })

    test('stays until it is decided, and what was delivered as long as what was said', async () => {
      const place = channel('teams')
      const [sent, lost] = [await broadcast([channel('web')]), await broadcast([place])]
      platforms.teams.trouble = () => ({ kind: 'cut', took: false })
      await dispatcher.idle()
      await later(40 * 24 * HOUR_MS)
      await purgeOnce(database, { eventDays: 30, turnDays: 50 })
      expect(await rowOf(sent[0])).toMatchObject({ state: 'sent' })
      await later(40 * 24 * HOUR_MS)
      await purgeOnce(database, { eventDays: 30, turnDays: 50 })
      expect(await database.prisma.outboundMessage.findMany()).toMatchObject([
        { id: lost[0], state: 'unknown' },
      ])
    })
  })

  describe('what is said anew', () => {
    test('changes where it waits, replaces where it stands, and only the last is shown', async () => {
      const [sent, waiting, retried] = [channel('web'), channel('web'), channel('web')]
      const rows = await broadcast([sent])
      await dispatcher.idle()
      platforms.web.trouble = () => ({ kind: 'later' })
      const more = await broadcast([retried])
      await dispatcher.idle()
      const last = await broadcast([waiting], '一報', { notBefore: new Date(Date.now() + HOUR_MS) })
      platforms.web.trouble = NOTHING
      const all = [...rows, ...more, ...last]
      await rebroadcast(all, '訂正')
      await rebroadcast(all, '再訂正')
      await later(2_000)
      await dispatcher.idle()
      expect(shown([sent, retried, waiting])).toEqual(['再訂正', '再訂正', ''])
      await later(HOUR_MS)
      await dispatcher.idle()
      expect(shown([waiting])).toEqual(['再訂正'])
      expect((await updatesOf(rows[0])).map(({ state, reason }) => [state, reason])).toEqual([
        ['dropped', 'replaced'],
        ['sent', null],
      ])
      expect(await updatesOf(more[0])).toEqual([])
    })

    test('as a recall keeps unsent what is certainly not there, and replaces what is', async () => {
      const [sent, waiting, retried, failed] = channels(4, 'web')
      if (!sent || !waiting || !retried || !failed) throw new Error('no places')
      const first = await broadcast([sent])
      await dispatcher.idle()
      platforms.web.trouble = () => ({ kind: 'refused', reason: 'not_in_channel' })
      const gone = await broadcast([failed])
      await dispatcher.idle()
      platforms.web.trouble = () => ({ kind: 'later' })
      const again = await broadcast([retried])
      await dispatcher.idle()
      platforms.web.trouble = NOTHING
      const last = await broadcast([waiting])
      await decide((say) => say.notify(waiting, words('その他')))
      await rebroadcast([...first, ...gone, ...again, ...last], '取り消し', 'dropped')
      await later(2_000)
      await dispatcher.idle()
      expect(shown([sent, waiting, retried, failed])).toEqual(['取り消し', 'その他', '', ''])
      for (const [id] of [again, last])
        expect(await rowOf(id)).toMatchObject({ state: 'dropped', reason: 'recalled' })
      expect(await rowOf(gone[0])).toMatchObject({ state: 'failed', reason: 'not_in_channel' })
    })

    test.each([true, false])(
      'while it is being sent waits for what becomes of that: the sender died, taken %s',
      async (took) => {
        const [told, recalled] = channels(2, 'web')
        if (!told || !recalled) throw new Error('no places')
        const [one = '', two = ''] = await broadcast([told, recalled])
        for (const { row } of await claim()) if (took) platforms.web.take(row)
        await rebroadcast([one], '訂正')
        await rebroadcast([two], '取り消し', 'dropped')
        await dispatcher.idle()
        for (let round = 0; round < 3; round += 1) {
          await later(31_000)
          await dispatcher.idle()
        }
        expect(shown([told, recalled])).toEqual(['訂正', took ? '取り消し' : ''])
        if (!took) expect(await rowOf(two)).toMatchObject({ state: 'dropped', reason: 'recalled' })
      },
    )

    test('of what is unknown is named, and is what is said when it is sent again', async () => {
      const place = channel('teams')
      const [row = ''] = await broadcast([place])
      const [held] = await claim()
      expect(held?.row.id).toBe(row)
      await rebroadcast([row], '訂正')
      await later(31_000)
      await dispatcher.idle()
      await later(2_000)
      await dispatcher.idle()
      expect(await rowOf(row)).toMatchObject({ state: 'unknown' })
      expect(await updatesOf(row)).toMatchObject([{ state: 'dropped', reason: 'card unknown' }])
      await rebroadcast([row], '再訂正')
      await decideUnknown([row], 'again')
      await dispatcher.idle()
      expect(shown([place])).toEqual(['再訂正'])
    })

    test('leaves alone what is no row of a wave', async () => {
      const place = channel('web')
      const row = await decide((say) => say.notify(place, words('私信')))
      await rebroadcast([row], '訂正')
      await dispatcher.idle()
      expect(shown([place])).toEqual(['私信'])
    })
  })

  test('results that are written together: one that cannot be read fails alone', async () => {
    const places = channels(3, 'web')
    await broadcast(places)
    const held = await claim()
    const [first, second, third] = held.map(({ row }) => row)
    if (!first || !second || !third) throw new Error('not all were claimed')
    await settleRows(database.sql, [
      { row: first, result: { kind: 'sent', message: 'm1' } },
      { row: { ...second, token: randomUUID() }, result: { kind: 'failed', reason: 'late', unknown: false } },
      { row: third, result: { kind: 'later', afterMs: 5_000, reason: 'x', unknown: false } },
    ])
    const states = await Promise.all([first, second, third].map(async ({ id }) => (await rowOf(id)).state))
    expect(states).toEqual(['sent', 'waiting', 'waiting'])
  })
}
