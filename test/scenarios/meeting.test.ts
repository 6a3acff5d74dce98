import { describe, expect, test } from 'vitest'
import { opensHours } from '#test/support/bookings.ts'
import { platformsOf } from '#test/support/desk.ts'
import { deskWithMeetings } from '#test/support/meetings.ts'
import { newestOf } from '#test/support/seen.ts'

const DAY_BEFORE = 'ご予約のWeb会議が近づきました'
const SOON = 'まもなくWeb会議が始まります'
const BRIEF = 'M-0001 Web会議の事前資料'
const ENDED = 'M-0001 Web会議が終わりました'

describe.each(platformsOf(import.meta.filename))('around a meeting on %s', (platform) => {
  test('both sides are reminded once, the consultant is briefed, minutes are shared, and the customer is asked', async () => {
    const it = await deskWithMeetings(platform)
    await it.says('tanaka', '達成率はどのように計算されますか。')
    await it.books()
    await it.at('2026-11-26T09:29')
    expect(await it.cards('tanaka', DAY_BEFORE)).toEqual([])
    await it.at('2026-11-26T09:30')
    await it.desk.restart()
    const other = await it.another()
    await Promise.all([it.at('2026-11-26T09:31', it.desk.desk), other.runJobs()])
    await it.settled()
    expect(await it.cards('tanaka', DAY_BEFORE)).toEqual([
      expect.stringContaining('11月27日（金）10:30〜11:30'),
    ])
    const [brief = '', ...more] = await it.cards('sato', BRIEF)
    expect(more).toEqual([])
    expect(brief).toContain('株式会社みなと製作所')
    expect(brief).toContain('田中')
    expect(brief).toContain('実践コース')
    expect(brief).toContain('達成率はどのように計算されますか')

    await it.at('2026-11-27T10:14', it.desk.desk)
    expect(await it.cards('tanaka', SOON)).toEqual([])
    await it.at('2026-11-27T10:15', it.desk.desk)
    await it.at('2026-11-27T10:16', it.desk.desk)
    expect(await it.cards('tanaka', SOON)).toEqual([expect.stringContaining('https://meet.example.com/sato')])
    expect(await it.cards('sato', SOON)).toHaveLength(1)
    expect(await it.cards('tanaka', DAY_BEFORE)).toHaveLength(1)

    await it.at('2026-11-27T11:29', it.desk.desk)
    expect(await it.cards('sato', ENDED)).toEqual([])
    await Promise.all([it.at('2026-11-27T11:30', it.desk.desk), other.runJobs()])
    await it.at('2026-11-27T11:31', it.desk.desk)
    expect(await it.cards('sato', ENDED)).toHaveLength(1)
    expect(await it.cards('tanaka', 'Web会議は終わりました')).toHaveLength(1)
    expect(await it.left()).toContain('残り8回（全9回・使用済み1回・予約中0回）')

    const written = { summary: '棚卸しの進め方を確認した。', next: '11/30までに台帳を送る。' }
    expect(await it.submits('sato', '議事録を書く', { ...written, summary: '' })).toEqual({
      summary: '話し合った内容をお書きください。',
    })
    expect(await it.submits('sato', '議事録を書く', written)).toEqual({})
    const [minutes = ''] = await it.cards('tanaka', '議事録')
    expect(minutes).toContain('棚卸しの進め方を確認した。')
    expect(minutes).toContain('11/30までに台帳を送る。')
    expect(await it.cards('tanaka', '今回のWeb会議はいかがでしたか')).toHaveLength(1)
    await it.presses('tanaka', '満足')
    await it.presses('tanaka', 'ふつう')
    expect(await it.cards('tanaka', '今回のWeb会議はいかがでしたか')).toEqual([
      expect.stringContaining('「ふつう」と承りました。'),
    ])
    expect(await it.database.prisma.bookingRating.findMany()).toMatchObject([{ score: 2 }])
    await it.submits('sato', '議事録を書き直す', { ...written, summary: '書き直した。' })
    expect(await it.cards('tanaka', '議事録')).toEqual([expect.stringContaining('書き直した。')])
    expect(await it.cards('tanaka', 'いかがでしたか')).toHaveLength(1)
  })

  test('yesterday’s card says what has become of the booking', async () => {
    const it = await deskWithMeetings(platform)
    await it.says('tanaka', '11月27日の10時半に予約したい')
    await it.presses('tanaka', '選ぶ')
    it.turnsTo('2026-11-24T09:06:00')
    expect(await it.presses('tanaka', '予約を確定する')).toContain('仮押さえを解除しました')
    expect(await it.left()).toContain('残り9回')

    await it.books()
    await it.presses('tanaka', '取り消す')
    await it.presses('tanaka', '取り消します')
    // On the booking's own card, and in the place of the question whether they are sure.
    expect(await it.cards('tanaka', '予約を取り消しました')).toHaveLength(2)
    expect(await it.left()).toContain('残り9回')

    await it.books()
    await it.presses('tanaka', '日時を変更')
    await it.at('2026-11-27T11:30')
    const late = await it.presses('tanaka', '選ぶ')
    expect(late).toContain('Web会議は終わりました')
    expect(late).toContain('11月27日（金）10:30〜11:30')
    expect(await it.left()).toContain('使用済み1回')
  })
})

describe('around a meeting', () => {
  const platform = 'web'

  test('a hold that is left alone lapses by itself, and its card says so', async () => {
    const it = await deskWithMeetings(platform)
    await it.says('tanaka', '11月27日の10時半に予約したい')
    await it.presses('tanaka', '選ぶ')
    await it.at('2026-11-24T09:04')
    expect((await it.stored()).state).toBe('held')
    await it.at('2026-11-24T09:05')
    expect((await it.stored()).state).toBe('lapsed')
    expect((await newestOf(it.person('tanaka'))).words).toContain('仮押さえを解除しました')
    expect(await it.left()).toContain('残り9回（全9回・使用済み0回・予約中0回）')
  })

  test('a meeting that was moved is reminded of anew, one that was cancelled is not', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    await it.at('2026-11-26T10:00')
    expect(await it.cards('tanaka', DAY_BEFORE)).toHaveLength(1)
    await it.presses('tanaka', '日時を変更')
    await it.presses('tanaka', '選ぶ')
    const { startsAt } = await it.stored()
    expect(startsAt).toEqual(new Date('2026-11-27T09:30:00+09:00'))
    await it.at('2026-11-26T10:01')
    await it.at('2026-11-26T10:02')
    expect(await it.cards('tanaka', DAY_BEFORE)).toEqual([
      expect.stringContaining('10:30〜11:30'),
      expect.stringContaining('09:30〜10:30'),
    ])
    await it.at('2026-11-27T10:20')
    expect(await it.cards('tanaka', SOON)).toEqual([])

    const cancelled = await deskWithMeetings(platform)
    await cancelled.books()
    await cancelled.presses('tanaka', '取り消す')
    await cancelled.presses('tanaka', '取り消します')
    await cancelled.at('2026-11-26T10:00')
    await cancelled.at('2026-11-27T10:20')
    await cancelled.at('2026-11-27T11:30')
    expect(await cancelled.database.prisma.bookingReminder.count()).toBe(0)
    expect(await cancelled.cards('sato', ENDED)).toEqual([])
  })

  test('another consultant takes a meeting over, if they are free then', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    expect(await it.presses('sato', '引き継ぐ')).toContain('空いている担当者はいません')
    const takahashi = await opensHours(it.database, '高橋', { room: 'https://meet.example.com/takahashi' })
    expect(await it.presses('sato', '引き継ぐ')).toContain('高橋')
    await it.presses('sato', 'この人に')
    expect((await it.stored()).consultantId).toBe(takahashi)
    expect(await it.cards('tanaka', '担当コンサルタントが変わりました')).toEqual([
      expect.stringContaining('https://meet.example.com/takahashi'),
    ])
    expect(await it.cards('tanaka', '予約しました')).toEqual([expect.stringContaining('高橋')])
    expect(await it.cards('takahashi', '引き継がれたWeb会議')).toHaveLength(1)
    expect(await it.left()).toContain('残り8回（全9回・使用済み0回・予約中1回）')
    await it.at('2026-11-26T10:00')
    expect(await it.cards('takahashi', BRIEF)).toHaveLength(1)
    expect(await it.cards('sato', BRIEF)).toHaveLength(0)
  })

  test('the consultant cancels: the customer hears of it and has the meeting back', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    expect(await it.presses('sato', '取り消す')).toContain('M-0001を取り消しますか')
    await it.presses('sato', '取り消します')
    const [told = ''] = await it.cards('tanaka', '担当者の都合により、Web会議を取り消しました')
    expect(told).toContain('1回分をお戻ししました（残り9回）。')
    expect(await it.presses('sato', '取り消します')).toContain('いま「取消し済み」です')
    expect(await it.left()).toContain('残り9回')
  })

  test('where consultants confirm, one that is declined is given back with a reason and other times', async () => {
    const it = await deskWithMeetings(platform, { confirmation: 'byConsultant' })
    await it.books()
    expect((await it.stored()).state).toBe('awaiting')
    expect(await it.submits('sato', 'お受けできない', { reason: '' })).toEqual({
      reason: '理由をお書きください。',
    })
    await it.submits('sato', 'お受けできない', { reason: '出張のため' })
    const [told = ''] = await it.cards('tanaka', 'ご希望の日時では承れませんでした')
    expect(told).toContain('出張のため')
    expect((await newestOf(it.person('tanaka'))).words).toContain('担当：佐藤')
    expect(await it.left()).toContain('残り9回')

    await it.books()
    await it.presses('sato', '確定する')
    expect(await it.cards('tanaka', 'Web会議の予約が確定しました')).toHaveLength(1)
    await it.presses('sato', '取り消す')
    await it.presses('sato', '取り消します')

    await it.books()
    await it.at('2026-11-27T11:30')
    expect(await it.cards('tanaka', 'Web会議は確定しませんでした')).toHaveLength(1)
    expect(await it.left()).toContain('残り9回')
  })

  test.each([
    ['consumed', '残り8回'],
    ['givenBack', '残り9回'],
  ] as const)('one to which nobody came is %s as the operator set it', async (noShow, left) => {
    const it = await deskWithMeetings(platform, { noShow })
    await it.books()
    await it.at('2026-11-27T11:30')
    expect(await it.presses('sato', '欠席として記録')).toContain('M-0001を欠席として記録しました。')
    await it.presses('sato', '欠席として記録').catch(() => undefined)
    expect((await it.stored()).state).toBe('noShow')
    expect(await it.left()).toContain(left)
  })

  test('a customer who forges a press of the consultants’ changes nothing', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    const { workspace, user } = await it.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '伊藤' } },
    })
    const from = { platform, workspace, user } as const
    for (const type of ['meeting.cancelNow', 'meeting.handOver', 'meeting.noShow'])
      await it.desk.desk.intake.accept({
        ...{ v: 1, id: `forged ${type}`, type: 'action', from, conversation: { kind: 'direct', ...from } },
        action: { type, number: 1 },
      })
    await it.settled()
    expect(await it.cards('ito', 'この画面は古くなりました')).toHaveLength(3)
    expect((await it.stored()).state).toBe('confirmed')
  })
})
