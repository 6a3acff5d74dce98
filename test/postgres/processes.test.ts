import { describe, expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '#src/services/database/open-database.ts'
import { opensHours } from '#test/support/bookings.ts'
import { type ChildDesk, childDesk } from '#test/support/child-desk.ts'
import { deliver, office, until } from '#test/support/office.ts'
import { testDatabase } from '#test/support/postgres.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { messageEvent, slackEnvelope } from '#test/support/slack/payloads.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { passTime } from '#test/support/time.ts'

const QUESTION = '達成率はどのように計算されますか。'
/** Asked again, the same would be handed to a person. */
const QUESTIONS = [
  QUESTION,
  '結果に出る◎○△×はどういう意味ですか。',
  '退職者のアカウントは、いつまでに止めればよいですか。',
  '自社に当てはまらない項目はどう入力しますか。',
]

describe('several processes on one database', () => {
  test('start at once on an empty one: one migrates and imports, all serve', async () => {
    const url = await testDatabase()
    const world = await createSlackWorld()
    onTestFinished(() => world.close())
    const desks = await Promise.all(
      [1, 2, 3].map(() => childDesk({ DATABASE_URL: url, WEB_CHAT: 'off', ...world.environment })),
    )
    for (const desk of desks) expect((await fetch(`${desk.url}/readyz`)).status).toBe(200)
    const database = await openPostgres(url)
    onTestFinished(() => database.close())
    expect((await database.prisma.knowledgeVersion.findFirstOrThrow()).version).toBe(1)
    expect(await database.prisma.organisation.count()).toBe(1)
  })

  test('an event that reaches all of them is decided by one, and conversations keep their order', async () => {
    const it = await office()
    const desks = await Promise.all([it.start(), it.start()])
    const users = Array.from({ length: 12 }, (_, at) => `U0${['TANAKA', 'SUZUKI', 'ITO'][at % 3]}`)
    const events = users.map((user, at) => {
      const channel = it.world.state.directOf(user)
      const message = { ts: it.world.state.nextTs(), user, text: QUESTIONS[Math.floor(at / 3)] ?? QUESTION }
      channel.messages.push(message)
      return slackEnvelope(
        { workspace: 'T0DESK' },
        messageEvent('T0DESK', { channel: channel.id, kind: 'direct' }, message),
      )
    })
    const answers = await Promise.all(
      events.flatMap((event) => [...desks, ...desks].map((desk) => deliver(desk, event))),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
    await it.quiet()
    expect(await it.database.prisma.inboundEvent.count()).toBe(12)
    expect(await it.database.prisma.consultation.count()).toBe(12)
    for (const user of ['U0TANAKA', 'U0SUZUKI', 'U0ITO']) {
      const seen = it.world.state.directOf(user).messages
      expect(seen.filter((message) => message.user === 'U0BOT')).toHaveLength(4)
    }
    const rows = await it.database.prisma.outboundMessage.findMany({ orderBy: { seq: 'asc' } })
    for (const key of new Set(rows.map(({ conversationKey }) => conversationKey))) {
      const sent = rows.filter((row) => row.conversationKey === key && row.kind === 'send')
      const times = sent.map(({ platformMessage }) => Number(platformMessage?.split('/')[1]?.split('.')[1]))
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  test('a button that is pressed in two of them at once works once', async () => {
    const it = await office()
    const [one, two] = await Promise.all([it.start(), it.start()])
    await it.person('tanaka', one).says(QUESTION)
    await it.quiet()
    await Promise.all(
      [one, two, one, two].map((desk) => it.person('tanaka', desk).presses('コンサルタントに相談する')),
    )
    await it.quiet()
    expect(await it.database.prisma.ticket.count()).toBe(1)
    const told = await fromDesk(it.person('sato', one))
    expect(told.filter(({ words }) => words.includes('C-0001'))).toHaveLength(1)
    expect((await newestOf(it.person('tanaka', one))).words).toContain('受付番号 C-0001')
  })

  test('one is killed at work: the other goes on, and everybody is answered once', async () => {
    const it = await office()
    const doomed = await it.start({ CRASH_AT: 'beforeRecording' })
    const events = ['TANAKA', 'SUZUKI', 'ITO', 'TANAKA', 'SUZUKI', 'ITO'].map((name, at) => {
      const user = `U0${name}`
      const channel = it.world.state.directOf(user)
      const message = { ts: it.world.state.nextTs(), user, text: QUESTIONS[Math.floor(at / 3)] ?? QUESTION }
      channel.messages.push(message)
      return slackEnvelope(
        { workspace: 'T0DESK' },
        messageEvent('T0DESK', { channel: channel.id, kind: 'direct' }, message),
      )
    })
    const first = await Promise.allSettled(events.map((event) => deliver(doomed, event)))
    expect(await doomed.ended).toBe('SIGKILL')

    const heir = await it.start()
    // What was not acknowledged, Slack sends again.
    for (const [at, event] of events.entries())
      if (first[at]?.status === 'rejected') expect(await deliver(heir, event)).toBe(200)
    await passTime(it.database.sql, 31_000)
    await it.quiet()
    for (const user of ['U0TANAKA', 'U0SUZUKI', 'U0ITO'])
      expect(it.world.state.directOf(user).messages.filter(({ user }) => user === 'U0BOT')).toHaveLength(2)
    expect(await it.database.prisma.consultation.count()).toBe(6)
  })

  test('owners are reminded of their contract by one of them, once', async () => {
    const it = await office()
    const NOW = '2026-11-02T10:00:00+09:00'
    await Promise.all([it.start({ NOW }), it.start({ NOW })])
    await until(async () => (await it.database.prisma.contractReminder.count()) === 2)
    await it.quiet()
    for (const user of ['U0TANAKA', 'U0ITO'])
      expect(it.world.state.directOf(user).messages.filter(({ user }) => user === 'U0BOT')).toHaveLength(1)
    const jobs = await it.database.prisma.scheduledJob.findMany({ orderBy: { name: 'asc' } })
    expect(jobs.map(({ name }) => name)).toEqual([
      ...['busyFeeds', 'expiry', 'holds', 'ledger', 'meetingReminders', 'meetings', 'notices'],
      ...[
        'reminders',
        'submissionReminders',
        'taskReminders',
        'ticketClocks',
        'ticketEndings',
        'ticketFailures',
        'ticketHandBack',
      ],
    ])
  })

  test('one is killed while it ends a hold, reminds of meetings and ends them: the next does the rest, and nothing twice', async () => {
    const it = await office()
    await opensHours(it.database, '佐藤')
    const at = (time: string) => ({ NOW: `${time}+09:00` })
    const first = await it.start(at('2026-11-24T09:00'))
    const does = async (desk: ChildDesk, name: string, ...deeds: readonly string[]) => {
      const [words = '', ...buttons] = deeds
      await it.person(name, desk).says(words)
      await it.quiet()
      for (const button of buttons) {
        await it.person(name, desk).presses(button)
        await it.quiet()
      }
    }
    await does(first, 'tanaka', '11月27日の10時半に予約したい', '選ぶ')
    await first.kill()
    // Five minutes on, the time is anybody's.
    const second = await it.start(at('2026-11-24T09:06'))
    await until(async () => (await it.database.prisma.booking.count({ where: { state: 'lapsed' } })) === 1)
    await it.quiet()
    expect((await newestOf(it.person('tanaka', second))).words).toContain('仮押さえを解除しました')
    await does(second, 'ito', '11月27日の10時半に予約したい', '選ぶ', '予約を確定する')
    await does(second, 'tanaka', '11月27日の13時に予約したい', '選ぶ', '予約を確定する')
    await second.kill()

    /** One that is killed between the first and the second of two, and one that goes on. */
    const killedAmong = async (time: string) => {
      const doomed = await it.start({ ...at(time), CRASH_AT: 'afterFirstReminder' })
      expect(await doomed.ended).toBe('SIGKILL')
      await passTime(it.database.sql, 61_000)
      return it.start(at(time))
    }
    /** How often it was decided to say so. What was being sent as its process was killed may arrive twice. */
    const said = async (words: string) => {
      const rows = await it.database.prisma.outboundMessage.findMany({
        where: { kind: 'send', state: 'sent' },
      })
      return rows.filter(({ message }) => JSON.stringify(message).includes(words)).length
    }
    const reminding = await killedAmong('2026-11-26T09:31')
    await until(async () => (await it.database.prisma.bookingReminder.count()) === 2)
    await it.quiet()
    expect(await said('ご予約のWeb会議が近づきました')).toBe(2)
    expect(await said('事前資料')).toBe(2)
    await reminding.kill()

    await killedAmong('2026-11-27T15:00')
    await until(async () => (await it.database.prisma.booking.count({ where: { state: 'finished' } })) === 2)
    await it.quiet()
    expect(await said('Web会議が終わりました')).toBe(2)
    expect(await it.database.prisma.allowanceBalance.aggregate({ _sum: { used: true, held: true } })).toEqual(
      { _sum: { used: 2, held: 0 } },
    )
  }, 400_000)

  test('the database goes away for a while: what was acknowledged is answered, what was not is told so', async () => {
    const it = await office()
    const desk = await it.start()
    await it.person('tanaka', desk).says(QUESTION)
    await it.reach(false)
    await expect(it.person('suzuki', desk).says(QUESTION)).rejects.toThrow('503')
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200)
    await it.reach(true)
    await until(async () => (await fetch(`${desk.url}/readyz`)).status === 200)
    await it.person('suzuki', desk).says(QUESTION)
    await it.quiet()
    for (const name of ['tanaka', 'suzuki']) {
      const answers = (await fromDesk(it.person(name, desk))).filter(({ words }) => words.includes('FAQ-005'))
      expect(answers).toHaveLength(1)
    }
  })

  test('knowledge that is synced in one is served by all, within seconds', async () => {
    const it = await office()
    const desk = await it.start()
    await it.database.prisma.knowledgeEntry.update({
      where: { id: 'FAQ-005' },
      data: { state: 'retired' },
    })
    await it.database.prisma.knowledgeVersion.update({
      where: { id: 1 },
      data: { version: { increment: 1 } },
    })
    await until(async () => {
      await it.person('tanaka', desk).says(QUESTION)
      await it.quiet()
      return !(await newestOf(it.person('tanaka', desk))).words.includes('FAQ-005')
    })
  })
})
