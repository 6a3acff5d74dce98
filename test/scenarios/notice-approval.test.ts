import { describe, expect, test } from 'vitest'
import { served } from '#test/support/database.ts'
import { platformsOf, type TestPlatform } from '#test/support/desk.ts'
import { deskWithNotices, NOTICE_FORM } from '#test/support/notices.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

/** Both customers are more than one admin may tell alone; the consultant is a second admin, if the story has one. */
async function deskOfTwo(platform: TestPlatform, second = true) {
  const { library, ...known } = await served()
  const notices = { approvalAbove: 1, mandatory: ['service' as const] }
  const it = await deskWithNotices({
    platform,
    served: { ...known, library: { ...library, provider: { ...library.provider, notices } } },
  })
  const { prisma } = it.desk.database
  if (second) await prisma.member.updateMany({ where: { name: '佐藤' }, data: { role: 'admin' } })
  const other = it.desk.person('sato')
  await other.says('ホーム')
  await it.desk.settled()
  return {
    ...it,
    other,
    decides: async (label: string) => {
      await other.presses(label)
      await it.desk.settled()
      return (await newestOf(other)).words
    },
    state: async () => (await prisma.notice.findFirstOrThrow({ orderBy: { number: 'desc' } })).state,
    told: () => prisma.outboundMessage.count({ where: { wave: { not: null } } }),
  }
}

describe.each(platformsOf(import.meta.filename))(
  'a notice to more organisations than one admin may tell, on %s',
  (platform) => {
    test('is seen by another admin as it is, approved, and sent once; its author hears of it', async () => {
      const {
        desk,
        admin,
        writes,
        presses,
        after: passes,
        card,
        decides,
        state,
        told,
      } = await deskOfTwo(platform)
      await writes()
      expect(await card('takahashi', '下書き')).toContain('対象が1社を超えるため')
      expect(await presses('承認を依頼')).toContain('承認を依頼しました。依頼先：佐藤')
      await passes(5_000)
      const asked = await card('sato', '承認のお願い')
      expect(asked).toContain('2社 2か所')
      expect(asked).toContain('承認後すぐ')
      expect(await card('sato', '年末年始の受付時間について')).toBeTruthy()
      expect(await card('takahashi', '承認のお願い')).toBe('')
      // Nor can they by a card that is not theirs: it is not shown to them, and what is forged is refused.
      const notice = await desk.database.prisma.notice.findFirstOrThrow()
      expect(notice).toMatchObject({ state: 'inApproval', revision: 1 })
      expect(await told()).toBe(0)
      expect(await decides('対象を見る')).toContain('MINATO')
      await decides('承認して送信')
      expect(await state()).toBe('sending')
      await passes(5_000)
      expect(await told()).toBe(2)
      expect(await card('takahashi', '佐藤さんが承認しました')).toContain('送信を始めます')
      expect(await card('takahashi', 'N-0001 送信済み')).toContain('送信 2')
      expect(await card('sato', '承認のお願い')).toBe('')
      // What is pressed once more says how it stands.
      await admin.says('お知らせの配信')
      await desk.settled()
      expect((await newestOf(admin)).words).toContain('送信済み')
      const { entries } = { entries: await desk.database.prisma.auditEntry.findMany() }
      expect(entries.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['notice.compose', 'notice.request', 'notice.approve']),
      )
    })

    test('is returned with a reason, changed, and asked for anew', async () => {
      const {
        desk,
        admin,
        other,
        writes,
        presses,
        after: passes,
        card,
        decides,
        state,
        told,
      } = await deskOfTwo(platform)
      await writes()
      await presses('承認を依頼')
      await passes(5_000)
      await other.opens('差し戻す')
      expect(await other.submits({ reason: '' })).not.toEqual({})
      await other.opens('差し戻す')
      expect(await other.submits({ reason: '年号を直してください。' })).toEqual({})
      await desk.settled()
      expect(await state()).toBe('draft')
      expect(await card('takahashi', '差し戻しました')).toContain('理由：年号を直してください。')
      await presses('下書きに戻る')
      await admin.opens('内容を直す')
      await admin.submits({ ...NOTICE_FORM, title: '2026年の年末年始の受付時間について' })
      await desk.settled()
      await presses('承認を依頼')
      await passes(5_000)
      // While it is being approved, its author thinks better of it.
      await admin.says('お知らせの配信')
      await desk.settled()
      await presses('見る')
      expect(await card('takahashi', '承認待ち')).toContain('ほかの運営管理者の承認を待っています')
      await presses('依頼を取り下げる')
      expect(await state()).toBe('draft')
      expect(await card('sato', '高橋さんが取り下げました')).toBeTruthy()
      expect((await fromDesk(other)).flatMap(({ buttons }) => buttons)).not.toContain('承認して送信')
      await passes(5_000)
      expect(await told()).toBe(0)
      expect(await decides('見る')).toContain('2026年の年末年始')
    })

    test('goes to nobody else than was shown: who came meanwhile needs a new request', async () => {
      const { desk, writes, presses, after: passes, card, decides, state, told } = await deskOfTwo(platform)
      await writes()
      await presses('承認を依頼')
      await passes(5_000)
      const { prisma } = desk.database
      const aoba = await prisma.organisation.findFirstOrThrow({ where: { code: 'AOBA' } })
      await prisma.contract.updateMany({
        where: { organisationId: aoba.id },
        data: { endsOn: new Date('2026-05-31') },
      })
      expect(await decides('承認して送信')).toContain('もう一度承認を依頼してください')
      expect(await card('takahashi', '対象が変わったため')).toContain('除外 1社')
      expect(await state()).toBe('draft')
      await passes(5_000)
      expect(await told()).toBe(0)
    })
  },
)

test('at a time that passes while it waits: who approves is asked for another one', async () => {
  const { desk, admin, other, writes, after: passes, card, decides, state, told } = await deskOfTwo('slack')
  await writes()
  await admin.opens('日時を指定して承認を依頼')
  expect(await admin.submits({ when: '2026-06-09 10:00' })).toEqual({
    when: '過ぎた日時には送信できません。これからの日時を指定してください。',
  })
  await admin.opens('日時を指定して承認を依頼')
  expect(await admin.submits({ when: '2026-06-10 10:00' })).toEqual({})
  await desk.settled()
  await passes(5_000)
  expect(await card('sato', '承認のお願い')).toContain('6月10日（水） 10:00')
  await passes(60 * 60_000)
  await decides('承認して送信')
  expect(await card('sato', '指定された日時')).toContain('を過ぎたため、送信していません')
  expect(await state()).toBe('inApproval')
  await other.opens('日時を変えて承認')
  expect(await other.submits({ when: '2026-06-10 11:00' })).toEqual({})
  await desk.settled()
  expect(await state()).toBe('scheduled')
  await passes(60_000)
  expect(await told()).toBe(0)
  await passes(60 * 60_000)
  expect(await told()).toBe(2)
})

test('of the only admin: who could be another one is said, and nothing is asked', async () => {
  const { writes, presses, state } = await deskOfTwo('web', false)
  await writes()
  expect(await presses('承認を依頼')).toContain('運営管理者に追加できる方：佐藤')
  expect(await state()).toBe('draft')
})
