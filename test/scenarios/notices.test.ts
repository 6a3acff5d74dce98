import { describe, expect, test } from 'vitest'
import { platformsOf } from '#test/support/desk.ts'
import { deskWithNotices } from '#test/support/notices.ts'

describe.each(platformsOf(import.meta.filename))('notices on %s', (platform) => {
  test('an admin writes one, sees whom it goes to and how it looks, and sends it to channel and owner', async () => {
    const { desk, owner, writes, presses, after, card, inChannel } = await deskWithNotices({ platform })
    expect(await writes()).toEqual({})
    expect(await card('takahashi', '下書き（まだ送信していません）')).toContain('2社 2か所')
    const preview = await card('takahashi', '【サービス】年末年始の受付時間について')
    expect(preview).toContain('関連項目：No.28・No.31')
    await presses('いますぐ送信する')
    expect(await card('takahashi', 'N-0001 送信中')).toContain('送信 0')
    await after(5_000)
    expect(await card('takahashi', 'N-0001 送信済み')).toContain('送信 2 ・ 失敗 0 ・ 待ち 0')
    expect((await inChannel()).at(-1)?.words).toContain('緊急のご連絡は')
    expect(await card('ito', '年末年始')).toContain('お知らせの送り先が設定されていないため')
    await owner.presses('確認しました')
    await desk.settled()
    expect((await inChannel()).at(-1)?.words).toContain('✅ 確認済み：田中様（6月10日（水） 09:30）')
  })
})

test('a fault with one holds up none of the others', async () => {
  let isBroken = false
  const {
    desk,
    admin,
    writes,
    after: passes,
    card,
    inChannel,
  } = await deskWithNotices({
    platform: 'web',
    // The owner of the company that has no channel.
    messenger: (_, messenger) => ({
      ...messenger,
      directTo: async (member) => {
        if (isBroken) throw new Error('nobody can be looked up')
        return messenger.directTo(member)
      },
    }),
  })
  desk.expectTroubles()
  for (const [title, organisations] of [
    ['工事のお知らせ', 'AOBA'],
    ['年始のお知らせ', 'MINATO'],
  ] as const) {
    expect(await writes({ title })).toEqual({})
    await admin.opens('対象を選ぶ')
    expect(await admin.submits({ organisations })).toEqual({})
    await desk.settled()
    await admin.opens('日時を指定する')
    expect(await admin.submits({ when: '2026-06-10 10:00' })).toEqual({})
    await desk.settled()
  }
  isBroken = true
  await passes(60 * 60_000)
  expect((await inChannel()).at(-1)?.words).toContain('年始のお知らせ')
  expect(await card('ito', '工事のお知らせ')).toBe('')
})

test('one whose end went by unnoticed is ended at the next turn', async () => {
  const { desk, writes, presses, after } = await deskWithNotices({ platform: 'web' })
  expect(await writes()).toEqual({})
  await presses('いますぐ送信する')
  await after(5_000)
  const { prisma } = desk.database
  await prisma.notice.updateMany({ data: { state: 'sending', finishedAt: null } })
  await after(60_000)
  const notice = await prisma.notice.findFirstOrThrow({ include: { editions: true } })
  expect(notice.state).toBe('sent')
  expect(notice.editions.map(({ finishedAt }) => finishedAt)).not.toContain(null)
})
