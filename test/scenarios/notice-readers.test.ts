import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { ConversationRef } from '#src/chat/event.ts'
import { channelToken } from '#src/features/notices/reading/channel-token.ts'
import { type platforms, platformsOf, platformsWithStrangers, type TestDesk } from '#test/support/desk.ts'
import { type DeskWithNotices, deskWithNotices } from '#test/support/notices.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const TITLE = '年末年始の受付時間について'

/** A notice that everybody got. */
async function told(
  platform: (typeof platforms)[number],
  form: Parameters<DeskWithNotices['writes']>[0] = {},
) {
  const it = await deskWithNotices({ platform })
  await it.writes(form)
  await it.presses('いますぐ送信する')
  await it.after(5_000)
  return it
}

/** Somebody's press, whether or not there is such a button. */
async function press(desk: TestDesk, name: string, action: Action): Promise<void> {
  const { platform, workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name } },
  })
  const from = { platform, workspace, user }
  const conversation = { kind: 'direct', ...from } as const
  await desk.desk.intake.accept({ v: 1, id: randomUUID(), from, conversation, type: 'action', action })
  await desk.settled()
}

/** The thread under the notice as it stands in the channel. */
async function underNotice({ desk, owner }: Pick<DeskWithNotices, 'desk' | 'owner'>) {
  const channel = desk.channelOf('tanaka')
  const seen = (await fromDesk(owner)).filter((it) => it.channel === channel && it.words.includes(TITLE))
  const notice = seen.at(-1)
  if (!notice) throw new Error('the channel got no notice')
  return { channel, thread: notice.id }
}

describe.each(platformsOf(import.meta.filename))('who reads notices on %s', (platform) => {
  test('an owner chooses channels, kinds and quiet hours, and what is mandatory stays', async () => {
    const { desk, owner, card } = await deskWithNotices({ platform })
    const settings = () => desk.database.prisma.organisationSettings.findFirst()
    await owner.says('お知らせの送り先')
    await desk.settled()
    expect(await card('tanaka', '受け取るお知らせの種類')).toContain('「サービス」は停止できません')
    await press(desk, '田中', { type: 'notices.category', category: 'law', choice: 'declined' })
    await press(desk, '田中', { type: 'notices.category', category: 'service', choice: 'declined' })
    expect(await card('tanaka', '停止できません')).toContain('「サービス」のお知らせは停止できません')
    expect(await settings()).toMatchObject({ declinedNotices: ['law'] })
    await press(desk, '鈴木', { type: 'notices.category', category: 'threat', choice: 'declined' })
    expect(await settings()).toMatchObject({ declinedNotices: ['law'] })
    const [chosen] = await desk.database.prisma.noticeChannel.findMany()
    const channel = channelToken(ConversationRef.parse(chosen?.address))
    await press(desk, '伊藤', { type: 'notices.leave', channel })
    expect(await desk.database.prisma.noticeChannel.count()).toBe(1)
    await owner.opens('時間帯を指定する')
    expect(await owner.submits({ hours: '夜' })).toMatchObject({
      hours: expect.stringContaining('18:00-09:00'),
    })
    expect(await owner.submits({ hours: '１８:００〜９:００' })).toEqual({})
    await desk.settled()
    expect(await card('tanaka', '時間帯を変更する')).toBe('')
    expect((await newestOf(owner)).words).toContain('18:00-09:00')
    await owner.presses('外す')
    await desk.settled()
    expect(await desk.database.prisma.noticeChannel.count()).toBe(0)
    const { prisma } = desk.database
    const changes = await prisma.auditEntry.findMany({ where: { what: { startsWith: 'settings.' } } })
    expect(changes.map(({ what }) => what)).toEqual([
      'settings.noticeChannel',
      'settings.noticeCategories',
      'settings.quietHours',
      'settings.noticeChannel',
    ])
  })

  test('what comes up in the quiet hours waits for their end, unless it is of high importance', async () => {
    const { desk, owner, writes, presses, after: passes } = await deskWithNotices({ platform })
    await owner.says('お知らせの送り先')
    await desk.settled()
    await owner.opens('時間帯を指定する')
    await owner.submits({ hours: '09:00-18:00' })
    await desk.settled()
    for (const importance of ['normal', 'high']) {
      await writes({ importance, title: `${TITLE}（${importance}）` })
      await presses('いますぐ送信する')
      await passes(5_000)
    }
    const sends = await desk.database.prisma.outboundMessage.findMany({
      where: { wave: { not: null }, organisation: { code: 'MINATO' } },
      orderBy: { seq: 'asc' },
    })
    const evening = new Date('2026-06-10T18:00:00+09:00')
    // In the test time passes by moving what is stored.
    const waits = sends.map(({ notBefore }) => notBefore && evening.getTime() - notBefore.getTime() < 60_000)
    expect(waits).toEqual([true, null])
  })

  test('a member finds what the company was told, reads it again and says so', async () => {
    const { desk, owner, inChannel } = await told(platform)
    const says = async (words: string) => {
      await owner.says(words)
      await desk.settled()
      return (await newestOf(owner)).words
    }
    expect(await says('ホーム')).toContain(
      '貴社へのお知らせ：1件（うち「確認しました」をお待ちしているもの1件）',
    )
    const list = await says('過去のお知らせを見たい')
    expect(list).toContain('お知らせ一覧')
    expect(list).toContain(`${TITLE}（確認待ち）`)
    await owner.presses('見る')
    await desk.settled()
    expect((await newestOf(owner)).words).toContain('緊急のご連絡は')
    await owner.presses('確認しました')
    await desk.settled()
    expect((await inChannel()).at(-1)?.words).toContain('✅ 確認済み：田中様')
    expect(await says('お知らせ 年末年始')).toContain(`${TITLE}（確認済み）`)
    expect(await says('お知らせ 量子暗号')).toContain('見つかりませんでした')
    expect(await says('notices')).toContain('お知らせ一覧')
    const { prisma } = desk.database
    await prisma.notice.updateMany({ data: { state: 'recalled' } })
    expect(await says('お知らせ一覧')).toContain('お知らせは、まだありません')
    const { id } = await prisma.notice.findFirstOrThrow()
    await press(desk, '田中', { type: 'notices.show', id })
    expect((await newestOf(owner)).words).toContain('取り消されたか')
  })

  test('what is written under a notice is about it, and colleagues are not talked over', async () => {
    const it = await told(platform, {
      body: '退職者のアカウントの扱いを見直しました。退職した社員のアカウントは、速やかに停止してください。',
    })
    const { desk, owner } = it
    const place = await underNotice(it)
    const count = async () => (await fromDesk(owner)).length
    const before = await count()
    await desk.person('suzuki').says('了解です。社内で共有します。', place)
    await desk.settled()
    expect(await count()).toBe(before)
    await owner.says('確認しました', place)
    await desk.settled()
    expect(await desk.database.prisma.noticeAcknowledgement.count()).toBe(1)
    await owner.says('これはうちも対象ですか', place)
    await desk.settled()
    const consultation = await desk.database.prisma.consultation.findFirstOrThrow()
    expect(consultation.reply).toMatchObject({
      notice: { name: 'N-0001', title: TITLE },
      parts: [{ topic: { kind: 'followUp' } }],
    })
    expect((await newestOf(owner)).thread).toBe(place.thread)
    const answered = await newestOf(owner)
    expect(answered.words).toContain(`お知らせ「${TITLE}」についてのご質問として承りました`)
    await owner.presses(answered.buttons.find((label) => label.includes('コンサルタントに相談する')) ?? '')
    await desk.settled()
    const cards = (await fromDesk(desk.person('sato'))).filter(({ words }) =>
      words.includes('関連するお知らせ'),
    )
    expect(cards.at(-1)?.words).toContain(`N-0001 ${TITLE}`)
  })

  test('an owner who reads alone asks about it by its button', async () => {
    const { desk, owner, writes, presses, after: passes } = await deskWithNotices({ platform })
    // Nobody reads in a channel: there is one button to press.
    await owner.says('お知らせを止める')
    await desk.settled()
    await writes()
    await presses('いますぐ送信する')
    await passes(5_000)
    const ito = desk.person('ito')
    expect(await ito.opens('この件を質問する')).toMatchObject({ title: 'お知らせへのご質問' })
    expect(await ito.submits({ question: 'これはうちも対象ですか' })).toEqual({})
    await desk.settled()
    const consultation = await desk.database.prisma.consultation.findFirstOrThrow()
    expect(consultation.reply).toMatchObject({ notice: { name: 'N-0001' } })
  })

  test('owners alone are told which of its items the company has not achieved', async () => {
    const { desk, owner, writes, presses, after: passes } = await deskWithNotices({ platform })
    await owner.says('チェックシート')
    await desk.settled()
    await writes()
    await presses('いますぐ送信する')
    await passes(5_000)
    const heard = async (name: 'tanaka' | 'suzuki' | 'ito') =>
      (await fromDesk(desk.person(name))).filter(({ words }) => words.includes('貴社で未達成のもの'))
    const [alone, ...more] = await heard('tanaka')
    expect(more).toEqual([])
    expect(alone).not.toHaveProperty('channel')
    expect(alone?.words).toContain('No.28')
    expect(alone?.words).toContain('No.31')
    expect([...(await heard('suzuki')), ...(await heard('ito'))]).toEqual([])
    await owner.presses('開く')
    await desk.settled()
    expect((await newestOf(owner)).words).toMatch(/No\.(28|31)/)
  })
})

test.each(platformsWithStrangers)(
  'who has just come reads the last three notices on %s',
  async (platform) => {
    const { desk, owner, writes, presses, after: passes } = await deskWithNotices({ platform })
    const joins = async () => {
      await owner.says('メンバー管理')
      await desk.settled()
      await owner.presses('メンバーを追加する')
      await desk.settled()
      return /ST-[A-Z0-9-]+/.exec((await newestOf(owner)).words)?.[0] ?? ''
    }
    for (const part of ['一', '二', '三', '四']) {
      await writes({ title: `お休み（その${part}）` })
      await presses('いますぐ送信する')
      await passes(5_000)
    }
    const newcomer = desk.newcomer('MINATO')
    await newcomer.says(await joins())
    await desk.settled()
    const { words, buttons } = await newestOf(newcomer)
    expect(words).toContain('最近のお知らせ')
    expect(words).toContain('その四')
    expect(words).not.toContain('その一')
    expect(buttons).toHaveLength(3)
  },
)
