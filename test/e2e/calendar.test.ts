import ICAL from 'ical.js'
import { expect, onTestFinished, test } from 'vitest'
import { invitationOf } from '#test/support/calendars.ts'
import type { PersonName } from '#test/support/people.ts'
import { radicale } from '#test/support/radicale.ts'
import { runningDesk } from '#test/support/running-desk.ts'
import { fromDesk } from '#test/support/seen.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'

const HOUR_MS = 3_600_000
const AGENDA = '棚卸し、権限の見直し；資料は C:\\規程\\案.docx 🙇\n2行目：「確認」'

test('what the desk hands over is kept, changed and cancelled in a real calendar server', async () => {
  const [desk, calendar, world] = [await runningDesk(), await radicale(), await createWebWorld()]
  onTestFinished(() => expect(world.complaints).toEqual([]))
  await world.connect(desk.url)
  const tanaka = world.person('minato', 'tanaka')
  const said = (words: string) =>
    expect
      .poll(async () => (await fromDesk(tanaka)).map((it) => it.words).join('\n'), { timeout: 20_000 })
      .toContain(words)
  const offered = (times: number) =>
    expect
      .poll(async () => (await fromDesk(tanaka)).filter(({ words }) => words.includes('所要時間')).length)
      .toBe(times)
  const handed = () => invitationOf({ platform: 'web', person: (_: PersonName) => tanaka }, 'tanaka')
  /** What the server finds there, and that it finds nothing just before. */
  const kept = async ({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }) => {
    expect(await calendar.between(new Date(startsAt.getTime() - HOUR_MS / 2), startsAt)).toEqual([])
    const [event, ...more] = await calendar.between(startsAt, endsAt)
    expect(more).toEqual([])
    const read = new ICAL.Event(event)
    const { uid, sequence, summary, description } = read
    expect([read.startDate.toUnixTime(), read.endDate.toUnixTime()]).toEqual(
      [startsAt, endsAt].map((it) => it.getTime() / 1_000),
    )
    return { uid, sequence, summary, description, status: event?.getFirstPropertyValue('status') }
  }

  await tanaka.says('Web会議を予約したい')
  await offered(1)
  await tanaka.presses('選ぶ')
  await said('仮押さえしています')
  await tanaka.opens('内容を書いて確定する')
  expect(await tanaka.submits({ topic: '台帳, 権限; 規程', agenda: AGENDA })).toEqual({})
  await said('の予定ファイルです')
  const asked = await handed()
  await calendar.take(asked.content)
  expect(await kept(asked)).toMatchObject({
    ...{ uid: asked.uid, sequence: 0, status: 'CONFIRMED' },
    summary: expect.stringContaining('台帳, 権限; 規程'),
    description: expect.stringContaining(AGENDA),
  })

  // The first time offered may be another consultant's at the same hour: another day is another time.
  await tanaka.presses('日時を変更')
  await offered(1)
  await tanaka.presses('ほかの日を見る')
  await offered(2)
  await tanaka.presses('選ぶ')
  await said('変更後の予定ファイルです')
  const moved = await handed()
  expect(moved.startsAt).not.toEqual(asked.startsAt)
  await calendar.take(moved.content)
  expect(await kept(moved)).toMatchObject({ uid: asked.uid, sequence: 1, status: 'CONFIRMED' })
  expect(await calendar.between(asked.startsAt, moved.startsAt)).toEqual([])

  await tanaka.presses('取り消す')
  await said('この予約を取り消しますか。')
  await tanaka.presses('取り消します')
  await said('取消の予定ファイルです')
  const cancelled = await handed()
  expect(cancelled.method).toBe('CANCEL')
  await calendar.take(cancelled.content)
  expect(await kept(moved)).toMatchObject({ uid: asked.uid, sequence: 2, status: 'CANCELLED' })
})
