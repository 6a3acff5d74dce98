import { describe, expect, test } from 'vitest'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { platformsOf, type TestPlatform } from '#test/support/desk.ts'
import { deskWithNotices, NOTICE_FORM } from '#test/support/notices.ts'
import { idsOn } from '#test/support/people.ts'
import { fromDesk } from '#test/support/seen.ts'

const SECOND_MS = 5_000
const CORRECTED = { ...NOTICE_FORM, body: '12月28日から1月4日まで、お休みします。' }

/** Written and sent to the channel of MINATO and the owner of AOBA. */
async function sent(platform: TestPlatform, form: Partial<typeof NOTICE_FORM> = {}) {
  const it = await deskWithNotices({ platform })
  await it.writes(form)
  await it.presses('いますぐ送信する')
  await it.after(SECOND_MS)
  return {
    ...it,
    /** The form of a correction, filled in. */
    corrects: async (values: Partial<typeof NOTICE_FORM> = CORRECTED) => {
      const opened = await it.admin.opens('訂正する')
      const errors = await it.admin.submits({ ...NOTICE_FORM, ...values })
      await it.desk.settled()
      return { opened, errors }
    },
    recalls: async (reason = '日付に誤りがありました。') => {
      await it.admin.opens('取り消す')
      const errors = await it.admin.submits({ reason })
      await it.desk.settled()
      return errors
    },
    reads: async (name: 'tanaka' | 'suzuki' | 'ito') => {
      await it.desk.person(name).presses('確認しました')
      await it.desk.settled()
      await it.desk.passTime(3_000)
      await it.desk.settled()
    },
  }
}

describe.each(platformsOf(import.meta.filename))('a notice that is out, on %s', (platform) => {
  test('is corrected in place, where it is still read as read', async () => {
    const it = await sent(platform)
    await it.reads('tanaka')
    const { opened, errors } = await it.corrects()
    expect(errors).toEqual({})
    expect(opened.fields.map(({ initial }) => initial)).toContain(NOTICE_FORM.title)
    expect(await it.card('takahashi', 'の訂正（まだ反映していません）')).toContain('送信済み 2か所')
    expect(await it.card('takahashi', '12月28日から')).toContain('🔄 更新：6月10日（水）')
    // Nothing has changed for customers yet.
    expect((await it.inChannel()).at(-1)?.words).toContain('12月29日から')
    await it.presses('この内容に訂正する')
    await it.after(SECOND_MS)
    const [shown, ...more] = await it.inChannel()
    expect(more).toEqual([])
    expect(shown?.words).toContain('12月28日から1月4日まで')
    expect(shown?.words).toContain('🔄 更新：6月10日（水） 09:30')
    expect(shown?.words).toContain('✅ 確認済み：田中様')
    expect(await it.card('ito', '12月28日から')).not.toContain('確認済み：')
    expect(await it.card('takahashi', '🔄 訂正')).toContain('置き換え 2')
  })

  test('asks anew for those who have read it, where the admin wants so', async () => {
    const it = await sent(platform)
    await it.reads('tanaka')
    await it.corrects()
    await it.presses('訂正し、もう一度確認を求める')
    await it.after(SECOND_MS)
    expect((await it.inChannel()).at(-1)?.words).not.toContain('✅ 確認済み')
    await it.reads('tanaka')
    expect((await it.inChannel()).at(-1)?.words).toContain('✅ 確認済み：田中様')
  })

  test('is recalled everywhere, with the reason, and is gone from what customers were told', async () => {
    const it = await sent(platform)
    await it.admin.opens('取り消す')
    expect(await it.admin.submits({ reason: '  ' })).not.toEqual({})
    expect(await it.admin.submits({ reason: '日付に誤りがありました。' })).toEqual({})
    await it.desk.settled()
    expect(await it.card('takahashi', 'を取り消しますか')).toContain('届いた 2か所')
    expect((await it.inChannel()).at(-1)?.buttons).toContain('確認しました')
    await it.presses('すべて取り消す')
    await it.after(SECOND_MS)
    const [shown, ...more] = await it.inChannel()
    expect(more).toEqual([])
    expect(shown?.words).toContain('【取り消し】年末年始の受付時間について')
    expect(shown?.words).toContain('2026年6月10日 09:30 に取り消しました')
    expect(shown?.words).toContain('日付に誤りがありました。')
    expect(shown?.words).not.toContain('12月29日')
    expect(shown?.buttons.includes('確認しました')).toBe(false)
    expect(await it.card('ito', '年末年始')).toContain('【取り消し】')
    const report = await it.card('takahashi', 'N-0001 取り消し済み')
    expect(report).toContain('置き換え 2')
  })

  test('is not sent any more where it was still waiting when it was recalled', async () => {
    const it = await deskWithNotices({ platform })
    await it.writes()
    await addressed(it, 'MINATO')
    await it.presses('いますぐ送信する')
    it.desk.world.failNext({ kind: 'rateLimited', retryAfterSeconds: 3_600 })
    await it.after(SECOND_MS)
    expect(await it.card('takahashi', 'N-0001')).toContain('待ち 1')
    await it.admin.opens('取り消す')
    await it.admin.submits({ reason: '誤りがありました。' })
    await it.desk.settled()
    await it.presses('すべて取り消す')
    await it.after(SECOND_MS)
    await it.desk.passTime(24 * 60 * 60 * 1_000)
    await it.after(SECOND_MS)
    expect(await it.inChannel()).toEqual([])
    expect(await it.card('takahashi', 'N-0001 取り消し済み')).toContain('送らずに取りやめ 1')
  })

  test('goes to nobody where it is recalled before it was handed over', async () => {
    const it = await deskWithNotices({ platform })
    await it.writes()
    await it.presses('いますぐ送信する')
    await it.admin.opens('取り消す')
    await it.admin.submits({ reason: '誤りがありました。' })
    await it.desk.settled()
    await it.presses('すべて取り消す')
    await it.after(SECOND_MS)
    expect(await it.inChannel()).toEqual([])
    expect(await it.card('ito', '年末年始')).toBe('')
    expect(await it.card('takahashi', 'N-0001 取り消し済み')).toContain('対象外 2社')
  })

  test('a time is not kept where the admin stops it: it is a draft again', async () => {
    const it = await deskWithNotices({ platform })
    await it.writes()
    await it.admin.opens('日時を指定する')
    await it.admin.submits({ when: '2026-06-10 12:00' })
    await it.desk.settled()
    expect(await it.presses('送信をやめる')).toContain('下書きに戻しました')
    await it.after(4 * 60 * 60 * 1_000)
    expect(await it.inChannel()).toEqual([])
    await it.presses('いますぐ送信する')
    await it.after(SECOND_MS)
    expect((await it.inChannel()).length).toBe(1)
  })

  test('of two admins who correct it at once the second is told', async () => {
    const it = await sent(platform)
    const second = await colleague(it)
    await second.says('お知らせの配信')
    await it.desk.settled()
    await second.presses('見る')
    await it.desk.settled()
    await second.opens('訂正する')
    await it.corrects()
    await second.submits({ ...NOTICE_FORM, body: '別の訂正です。' })
    await it.desk.settled()
    const told = (await fromDesk(second)).map(({ words }) => words)
    expect(told.some((words) => words.includes('ほかの運営管理者（高橋様）が先に操作しています'))).toBe(true)
    expect(told.at(-1)).toContain('の訂正（まだ反映していません）')
    await it.presses('この内容に訂正する')
    await second.presses('この内容に訂正する')
    await it.desk.settled()
    expect((await fromDesk(second)).map(({ words }) => words).join('\n')).toContain('先に変わりました')
    await it.after(SECOND_MS)
    expect((await it.inChannel()).at(-1)?.words).toContain('12月28日から')
  })

  test('names what failed with its remedy, and the owner gets it alone', async () => {
    const it = await deskWithNotices({ platform })
    await it.writes()
    await addressed(it, 'MINATO')
    await it.presses('いますぐ送信する')
    it.desk.world.failNext({ kind: 'refused', reason: 'not_in_channel' })
    await it.after(SECOND_MS)
    await it.after(SECOND_MS)
    expect(await it.inChannel()).toEqual([])
    const told = await it.card('tanaka', 'お届けできませんでした')
    expect(told).toContain('ボットがチャンネルにいません：チャンネルで /invite を実行し')
    expect(await it.card('tanaka', '12月29日から')).toContain('個別にお送りしています')
    const report = await it.card('takahashi', 'N-0001 送信済み')
    expect(report).toContain('送信 1 ・ 失敗 1 ・ 待ち 0')
    expect(report).toContain('/invite')
    await it.presses('失敗を見る')
    expect(await it.card('takahashi', 'N-0001 の失敗')).toContain('MINATO　株式会社みなと製作所')
    // Once for each notice.
    const before = (await fromDesk(it.owner)).length
    await it.after(SECOND_MS)
    expect((await fromDesk(it.owner)).length).toBe(before)
    await it.presses('CSVで受け取る')
    const csv = await fileOf(it)
    expect(csv.startsWith('\ufeff組織コード,組織名,プラットフォーム')).toBe(true)
    const lines = csv.trim().split('\r\n')
    expect(lines.length).toBe(3)
    expect(lines.find((line) => line.includes('送信失敗'))).toMatch(
      /^MINATO,株式会社みなと製作所,.*not_in_channel,ボットが/,
    )
    expect(lines.find((line) => line.includes('送信済み'))).toContain(',個別,お知らせ,')
    // It is corrected there too.
    await it.admin.opens('訂正する')
    await it.admin.submits(CORRECTED)
    await it.desk.settled()
    await it.presses('この内容に訂正する')
    await it.after(SECOND_MS)
    expect(await it.card('tanaka', '12月28日から')).toContain('🔄 更新')
  })

  test('lists what nobody can tell, and an admin decides', async () => {
    const it = await sent(platform)
    const { sql } = it.desk.database
    await sql.query(
      `UPDATE outbound_message SET state = 'unknown', platform_message = NULL, reason = 'connectionLost'
       WHERE wave IS NOT NULL AND kind = 'send'`,
    )
    await it.corrects()
    expect(await it.card('takahashi', 'の訂正（まだ反映していません）')).toContain('届いたか分からない 2か所')
    await it.presses('この内容に訂正する')
    await it.after(SECOND_MS)
    expect(await it.card('takahashi', '🔄 訂正')).toContain('届いたか不明のため置き換えていない 2')
    await it.presses('届いたか不明なもの')
    expect(await it.card('takahashi', '届いたか不明なもの\n')).toMatch(/\d+月\d+日（.）.*AOBA/)
    await it.presses('選ぶ')
    expect(await it.presses('届いたものとする')).toContain('1件を届いたものとしました')
    await it.presses('届いたか不明なもの')
    await it.presses('すべてもう一度送る')
    await it.after(SECOND_MS)
    expect(await it.desk.database.prisma.outboundMessage.count({ where: { state: 'unknown' } })).toBe(0)
    // In the web chat a message is its delivery: what is there already is not said twice.
    if (platform === 'web') return
    const words = [...(await it.inChannel()), ...(await fromDesk(it.desk.person('ito')))]
    expect(words.some((said) => said.words.includes('12月28日から'))).toBe(true)
  })

  test('shows on itself who has read it, without a word in the channel, and reminds the others alone', async () => {
    const it = await sent(platform)
    const before = (await it.inChannel()).length
    await it.reads('tanaka')
    await it.reads('suzuki')
    expect((await it.inChannel()).length).toBe(before)
    for (const name of ['田中', '鈴木'])
      expect((await it.inChannel()).at(-1)?.words).toContain(`✅ 確認済み：${name}様（6月10日`)
    expect(await it.presses('送信の状況')).toContain('確認済み')
    expect(await it.presses('未確認の会社')).toContain('AOBA　青葉物流株式会社')
    await it.presses('未確認の会社に再度お願いする')
    await it.after(SECOND_MS)
    expect(await it.card('ito', '【ご確認のお願い】')).toContain('まだいただいていません')
    expect((await it.inChannel()).length).toBe(before)
    // Not twice within a day.
    await it.presses('未確認の会社')
    expect(await it.presses('未確認の会社に再度お願いする')).toContain('24時間たってから')
    await it.reads('ito')
    expect(await it.card('ito', '【ご確認のお願い】')).toContain('✅ 確認済み：伊藤様')
    expect(await it.card('takahashi', 'N-0001 送信済み')).toContain('確認済み')
    // What was recalled says so to whoever presses an old card.
    await it.presses('送信の状況')
    await it.recalls()
    await it.presses('すべて取り消す')
    await it.reads('suzuki')
    expect((await it.inChannel()).at(-1)?.words).toContain('【取り消し】')
    expect(await it.desk.database.prisma.noticeAcknowledgement.count()).toBe(3)
  })
})

type Started = Awaited<ReturnType<typeof deskWithNotices>>

async function addressed({ admin, desk }: Started, organisations: string): Promise<void> {
  await admin.opens('対象を選ぶ')
  await admin.submits({ package: 'any', organisations, tags: '', item: '', itemState: 'open' })
  await desk.settled()
}

/** Another admin. */
async function colleague({ desk }: Started) {
  const provider = await desk.database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const unitOfWork = createUnitOfWork(desk.database, storesOf, () => undefined)
  const { workspace, user } = idsOn(desk.world)
  const from = { platform: desk.platform, workspace: workspace('ACADEMY'), user: user('mori') }
  await createAdministration(unitOfWork, provider.id, 'test').addMember(from, 'admin', '森', 'ACADEMY')
  return desk.world.person(from.workspace, from.user)
}

async function fileOf({ desk }: Started): Promise<string> {
  const file = await desk.database.prisma.storedFile.findFirstOrThrow({ where: { mimeType: 'text/csv' } })
  const chunks = await desk.database.prisma.fileChunk.findMany({ where: { fileId: file.id } })
  return Buffer.concat(chunks.map(({ content }) => content)).toString()
}
