import { describe, expect, test } from 'vitest'
import { opensHours } from '#test/support/bookings.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import type { PersonName } from '#test/support/people.ts'
import { newestOf } from '#test/support/seen.ts'

const HOURS = {
  ...{ weekly: '火 １０：００〜１２：００\n木 14:00-16:00', slotMinutes: '30', bufferMinutes: '10' },
  ...{ dailyMost: '2', weeklyMost: '', leadBusinessDays: '1', horizonDays: '30' },
}

async function says(desk: TestDesk, name: PersonName, words: string): Promise<string> {
  await desk.person(name).says(words)
  await desk.settled()
  return (await newestOf(desk.person(name))).words
}

async function presses(desk: TestDesk, name: PersonName, label: string): Promise<string> {
  await desk.person(name).presses(label)
  await desk.settled()
  return (await newestOf(desk.person(name))).words
}

describe.each(platformsOf(import.meta.filename))('the consultant’s hours on %s', (platform) => {
  test('are set in chat, and free times follow at once', async () => {
    const desk = await testDesk({ platform })
    const sato = desk.person('sato')
    expect(await says(desk, 'tanaka', 'Web会議を予約したい')).toContain('いまご案内できる空きがありません')
    const begins = await says(desk, 'sato', '予定の設定')
    expect(begins).toContain('まだ設定がないため、予約を受け付けていません。')
    expect(begins).toContain('月〜金 09:30-12:00, 13:00-17:30')
    const form = await sato.opens('受付時間を変える')
    expect(form.fields.map(({ name }) => name)).toEqual(Object.keys(HOURS))
    expect(await sato.submits({ ...HOURS, weekly: '火 12:00-10:00', slotMinutes: '3' })).toEqual({
      weekly: '「12:00-10:00」は、終了が開始より後になるようお書きください。',
      slotMinutes: '5から480までの数字でお書きください。',
    })
    expect(await sato.submits(HOURS)).toEqual({})
    await desk.settled()
    expect((await newestOf(sato)).words).toContain('受付時間を変更しました。')
    const offer = await says(desk, 'tanaka', 'Web会議を予約したい')
    expect(offer).toContain('11月26日（木）14:00〜14:30　担当：佐藤')
    expect(offer).toContain('11月26日（木）14:40〜15:10')

    await sato.opens('この日だけ変える')
    expect(await sato.submits({ day: '2/30', hours: '休み' })).toEqual({
      day: expect.stringContaining('「2/30」という日付はありません'),
    })
    expect(await sato.submits({ day: '2026-11-20', hours: '休み' })).toEqual({
      day: expect.stringContaining('過ぎています'),
    })
    expect(await sato.submits({ day: '１１／２６', hours: '休み' })).toEqual({})
    await desk.settled()
    expect((await newestOf(sato)).words).toContain('2026-11-26 休み')
    await sato.opens('会議の場所')
    expect(await sato.submits({ room: 'http://meet.example.com/sato' })).toEqual({
      room: 'https:// で始まるURLをお書きください。',
    })
    expect(await sato.submits({ room: 'https://meet.example.com/sato' })).toEqual({})
    await desk.settled()
    expect((await newestOf(sato)).words).toContain('https://meet.example.com/sato')
    const later = await says(desk, 'tanaka', 'Web会議を予約したい')
    expect(later).not.toContain('11月26日')
    expect(later).toContain('12月1日（火）10:00〜10:30')

    expect(await presses(desk, 'sato', '予約の受付を止める')).toContain('予約の受付を止めました')
    expect(await says(desk, 'tanaka', 'Web会議を予約したい')).toContain('いまご案内できる空きがありません')
    expect(await presses(desk, 'sato', '予約の受付を再開する')).toContain('受付中')
  })
})

describe('the consultant’s hours', () => {
  const platform = 'web'

  test('an admin sets another’s; a customer sees none of it', async () => {
    const desk = await testDesk({ platform })
    const id = await opensHours(desk.database, '佐藤')
    await says(desk, 'takahashi', '受付時間の設定')
    await presses(desk, 'takahashi', 'ほかの担当者')
    expect(await presses(desk, 'takahashi', '見る')).toContain('予約の受付時間：佐藤')
    expect(await presses(desk, 'takahashi', '予約の受付を止める')).toContain('停止中')
    const stored = await desk.database.prisma.availability.findFirstOrThrow({ where: { memberId: id } })
    expect(stored.bookable).toBe(false)
    expect(await desk.database.prisma.auditEntry.count({ where: { what: 'availability.set' } })).toBe(1)
    expect(await says(desk, 'tanaka', '予定の設定')).not.toContain('予約の受付時間')
  })
})
