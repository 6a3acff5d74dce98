import { expect, test } from 'vitest'
import { calendarOf, calendarServer, says, serves } from '#test/support/calendar-server.ts'
import { deskWithMeetings } from '#test/support/meetings.ts'
import { newestOf } from '#test/support/seen.ts'

const ON_FRIDAY = ['DTSTART:20261127T013000Z', 'DURATION:PT1H', 'SUMMARY:社外の打ち合わせ']
const AT_ONE = ['DTSTART:20261127T040000Z', 'DURATION:PT1H']
const HALF_TEN = '11月27日（金）10:30〜11:30'

test('a consultant’s own calendar takes its times from what is offered, and says so when it cannot be read', async () => {
  const it = await deskWithMeetings('web', {}, { LOOPBACK_CALENDARS: 'on' })
  const server = await calendarServer(says(404))
  const address = `${server.url}?key=private-7f3a`
  const sato = it.person('sato')
  const newest = async () => (await newestOf(sato)).words
  const offer = () => it.says('tanaka', '11月27日の10時半に予約したい')
  const adds = (url: string) => it.submits('sato', 'カレンダーを追加', { url })

  // Whoever was offered a time before is told when they choose it.
  expect(await offer()).toContain(HALF_TEN)
  await it.says('sato', '予定の設定')
  expect(await it.presses('sato', '外部カレンダー')).toContain('まだ登録がありません。')
  expect(await adds('http://calendar.example.com/a.ics')).toEqual({
    url: 'https:// で始まるURLだけを登録できます。',
  })
  expect(await adds('https://169.254.169.254/latest/meta-data')).toEqual({
    url: expect.stringContaining('社内や機器自身のアドレスからは読み込めません。'),
  })
  expect(await adds(address)).toEqual({})
  expect(await newest()).toContain('登録できませんでした。このURLにカレンダーがありません。')
  server.answers(serves(calendarOf(ON_FRIDAY), { etag: '"1"' }))
  expect(await adds(address)).toEqual({})
  expect(await newest()).toContain('127.0.0.1')
  expect(await newest()).toContain('を登録し、予定を読み込みました。')
  expect(await adds(address)).toEqual({})
  expect(await newest()).toContain('すでに登録されています。')

  expect(await it.presses('tanaka', '選ぶ')).toContain('この日時は、いまは予約を受け付けていません。')
  expect(await offer()).not.toContain(HALF_TEN)

  // What is held is not confirmed when the calendar says otherwise by then.
  expect(await it.says('tanaka', '11月27日の13時に予約したい')).toContain('13:00〜14:00')
  expect(await it.presses('tanaka', '選ぶ')).toContain('仮押さえしています')
  server.answers(serves(calendarOf(ON_FRIDAY, AT_ONE), { etag: '"2"' }))
  await it.at('2026-11-24T09:04')
  expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"1"')
  expect(await it.presses('tanaka', '予約を確定する')).toContain('いまは予約を受け付けていません。')
  expect((await it.stored()).state).toBe('lapsed')

  // What cannot be read keeps its last good state, and its consultant hears so once.
  server.answers(says(404))
  await it.at('2026-11-24T09:10')
  await it.at('2026-11-24T09:20')
  expect(await it.cards('sato', '読み込めていません。')).toHaveLength(1)
  expect(await offer()).not.toContain(HALF_TEN)
  await it.says('sato', '予定の設定')
  expect(await it.presses('sato', '外部カレンダー')).toContain('2026-11-24 09:10から読み込めていません。')
  server.answers(serves(calendarOf(AT_ONE), { etag: '"3"' }))
  await it.at('2026-11-24T10:20')
  expect(await it.cards('sato', '再び読み込めるようになりました。')).toHaveLength(1)
  expect(await offer()).toContain(HALF_TEN)

  await it.says('sato', '予定の設定')
  expect(await it.presses('sato', '外部カレンダー')).toContain('正常')
  expect(await it.presses('sato', '今すぐ読み込む')).toContain('の予定を読み込みました。')
  expect(await it.presses('sato', '削除')).toContain('を削除しました。')
  expect(await it.says('tanaka', '11月27日の13時に予約したい')).toContain('13:00〜14:00')

  // Whoever has the database or the log cannot open the calendar.
  const events = await it.database.prisma.inboundEvent.findMany({ select: { payload: true } })
  expect(JSON.stringify([events, it.logged])).not.toContain('private-7f3a')
})
