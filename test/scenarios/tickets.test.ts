import { describe, expect, test } from 'vitest'
import { opensHours } from '#test/support/bookings.ts'
import { fromDesk } from '#test/support/seen.ts'
import { deskWithTickets } from '#test/support/tickets.ts'

describe('behind […] of a ticket', () => {
  test('it is handed over, a meeting is proposed, and the whole conversation is read by whoever asks for it alone', async () => {
    const it = await deskWithTickets('slack')
    await opensHours(it.database, '佐藤')
    await it.says('tanaka', '私物のスマートフォンの利用は禁止しないといけませんか')
    await it.escalates()
    expect((await it.thread()).at(-1)).toContain('これまでの会話\n田中：私物のスマートフォンの利用')
    await it.presses('sato', '担当する')
    await it.inThread('sato', '機種をお知らせください。')
    await it.says('tanaka', 'RTX830 です。')
    await it.submits('sato', '社内メモ', { words: '見積りは営業に確認' })

    await it.presses('sato', 'その他')
    await it.presses('sato', '引き継ぐ')
    expect((await it.thread()).at(-1)).toContain('C-0001 を引き継ぐ相手をお選びください。')
    await it.presses('sato', 'この人に引き継ぐ')
    expect(await it.newest('tanaka')).toBe('C-0001 の担当が、コンサルタントの高橋に替わりました。')
    const direct = async (name: 'sato' | 'takahashi') =>
      (await fromDesk(it.person(name)))
        .filter(({ channel }) => channel === undefined)
        .map(({ words }) => words)
    expect((await direct('sato')).at(-1)).toBe('C-0001 を高橋に引き継ぎました。')
    expect((await direct('takahashi')).at(-1)).toContain('佐藤から C-0001')
    await it.presses('sato', '引き継ぐ')
    expect((await it.thread()).at(-1)).toBe('C-0001 は、高橋が担当しています。')

    await it.presses('takahashi', 'その他')
    await it.presses('takahashi', '会話の全文')
    expect((await it.thread()).at(-1)).toBe('C-0001 の会話の全文を、個別にお送りしました。')
    const talk = (await direct('takahashi')).join('\n')
    for (const words of [
      '私物のスマートフォンの',
      'ファイアウォール',
      '機種をお知らせ',
      'RTX830',
      '見積りは営業',
    ])
      expect(talk).toContain(words)
    expect(JSON.stringify(await it.person('tanaka').sees())).not.toContain('見積り')

    await it.presses('takahashi', 'Web会議を提案')
    expect(await it.newest('tanaka')).toContain('コンサルタントの高橋がWeb会議でのご相談をご提案しています')
    await it.presses('tanaka', '日時を選ぶ')
    expect(await it.newest('tanaka')).toContain('Web会議の予約')
  })
})
