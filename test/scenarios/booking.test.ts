import { describe, expect, test } from 'vitest'
import { opensHours } from '#test/support/bookings.ts'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { plansOf } from '#test/support/plans.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

describe.each(platformsOf(import.meta.filename))('booking on %s', (platform) => {
  test('takes a minute: a time is chosen, set aside, confirmed and counted', async () => {
    const desk = await testDesk({ platform })
    await opensHours(desk.database, '佐藤')
    const tanaka = desk.person('tanaka')
    await tanaka.says('Web会議を予約したい')
    await desk.settled()
    const offer = await newestOf(tanaka)
    expect(offer.words).toContain('残り9回（ご契約は2026年12月31日まで）')
    expect(offer.words).toContain('11月25日（水）09:30〜10:30　担当：佐藤')
    await tanaka.presses('選ぶ')
    await desk.settled()
    const held = await newestOf(tanaka)
    expect((await fromDesk(tanaka)).map(({ words }) => words)).not.toContainEqual(
      expect.stringContaining('ご希望の日時をお選びください'),
    )
    expect(held.words).toContain('この日時を5分間仮押さえしています（09:35まで）')
    expect(held.words).toContain('確定すると、残りは8回になります。')
    expect(held.words).toContain('取消時の回数の扱いは、担当者がご案内します。')
    await tanaka.presses('予約を確定する')
    await desk.settled()
    const booked = (await fromDesk(tanaka)).find(({ words }) => words.includes('予約しました'))
    expect(booked?.words).toContain('M-0001')
    expect(booked?.words).toContain('https://meet.example.com/sato')
    expect(booked?.words).toContain('残り8回')
    const told = (await fromDesk(desk.person('sato'))).map(({ words }) => words).join()
    expect(told).toContain('株式会社みなと製作所')
    await tanaka.presses('取り消す')
    await desk.settled()
    await tanaka.presses('取り消します')
    await desk.settled()
    await tanaka.says('残り回数')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('残り9回（全9回')
  })

  test('with none left, one more is offered with its price, and a consultant gets the application', async () => {
    const desk = await testDesk({ platform })
    await opensHours(desk.database, '佐藤')
    const aoba = plansOf(desk.database, 'AOBA')
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) await aoba.holds('webMeeting', day)
    const ito = desk.person('ito')
    await ito.says('来週の午後に面談をお願いしたいです')
    await desk.settled()
    expect((await newestOf(ito)).words).toContain('50,000円（税別。税込55,000円）')
    await ito.presses('追加の1回を相談する')
    await desk.settled()
    const ticket = (await fromDesk(desk.person('sato'))).map(({ words }) => words).join()
    expect(ticket).toContain('個別相談 追加オプションのお申込みについて')
  })
})

test('what is no day or time, or has gone by, is asked about, and nothing is set aside', async () => {
  const desk = await testDesk({ platform: 'web' })
  await opensHours(desk.database, '佐藤')
  const tanaka = desk.person('tanaka')
  for (const [words, asked] of [
    ['2/30に予約したい', '「2/30」という日はありません。'],
    ['明日25時に予約したい', '「25時」という時刻はありません。'],
    ['11/3に予約したい', '「11/3」は過ぎています。'],
  ] as const) {
    await tanaka.says(words)
    await desk.settled()
    const { words: said, buttons } = await newestOf(tanaka)
    expect(said).toContain(asked)
    expect(buttons).toContain('Web会議を予約する')
  }
  expect(await desk.database.prisma.booking.count()).toBe(0)
})
