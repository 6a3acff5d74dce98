import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { EICAR, scriptedClamd } from '#test/support/clamd.ts'
import { served } from '#test/support/database.ts'
import { platformsOf, type TestDesk } from '#test/support/desk.ts'
import { linksIn } from '#test/support/given-file.ts'
import { deskWithNotices } from '#test/support/notices.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])

/** As a form of the draft's says it, in the form itself. */
const REFUSED = [
  [{ body: 'あ'.repeat(30_000) }, 'body', '本文は3,000文字までです（いま30,000文字）'],
  [{ title: ' ' }, 'title', '件名を入力してください。'],
  [{ items: '28, 999' }, 'items', '「999」は、チェックシートの項目番号ではありません。'],
  [{ entries: 'FAQ-999' }, 'entries', '「FAQ-999」という資料はありません。'],
  [{ links: '改定 http://example.co.jp/' }, 'links', 'https:// で始まるアドレスになっていません。'],
] as const

/** What an event that the person never had a button for does. */
async function forges(desk: TestDesk, name: string, action: Action): Promise<void> {
  const { platform, workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name } },
  })
  const from = { platform, workspace, user }
  await desk.desk.intake.accept({
    ...{ v: 1, id: `forged/${randomUUID()}`, from, conversation: { kind: 'direct', ...from } },
    ...{ type: 'action', action },
  })
  await desk.settled()
}

describe.each(platformsOf(import.meta.filename))('a notice that is being written, on %s', (platform) => {
  test('what cannot be is refused in the form, with the reason; nothing is sent', async () => {
    const { desk, admin, writes, presses, card } = await deskWithNotices({ platform })
    await admin.says('お知らせの配信')
    await desk.settled()
    for (const [form, field, reason] of REFUSED) {
      const errors = await writes(form)
      expect(errors[field], JSON.stringify(errors)).toContain(reason)
    }
    expect(await writes()).toEqual({})
    await admin.opens('対象を選ぶ')
    expect((await admin.submits({ organisations: 'MINATO, KUMO' })).organisations).toContain(
      '組織コード「KUMO」のお客様は登録されていません。',
    )
    expect(await admin.submits({ organisations: 'minato' })).toEqual({})
    await desk.settled()
    await admin.opens('日時を指定する')
    expect((await admin.submits({ when: '2026-06-09 10:00' })).when).toContain('過ぎた日時には送信できません')
    expect((await admin.submits({ when: '明日の朝' })).when).toContain('2026-12-01 10:00 のように')
    await admin.says('お知らせの配信')
    await desk.settled()
    await presses('見る')
    // Nobody has this tag.
    await admin.opens('対象を選ぶ')
    expect(await admin.submits({ tags: '製造業' })).toEqual({})
    await desk.settled()
    expect(await card('takahashi', '対象のお客様がいないため')).toContain('0社')
    expect((await newestOf(admin)).buttons).not.toContain('いますぐ送信する')
    const { id, revision } = await desk.database.prisma.notice.findFirstOrThrow()
    await forges(desk, '高橋', { type: 'notice.send', id, revision, count: 0 })
    expect(await desk.database.prisma.outboundMessage.count({ where: { wave: { not: null } } })).toBe(0)
    await presses('破棄する')
    expect(await card('takahashi', 'N-0001')).toContain('「破棄」です')
  })

  test('goes to whom tag and sheet name: each excluded for a reason', async () => {
    const { desk, admin, writes, presses, card } = await deskWithNotices({ platform })
    const { prisma } = desk.database
    await admin.says('みなと製作所の契約')
    await desk.settled()
    await admin.opens('タグ')
    expect((await admin.submits({ organisation: 'MINATO', tags: 'あ'.repeat(31) })).tags).toContain('30文字')
    expect(await admin.submits({ organisation: 'MINATO', tags: '製造業、関東' })).toEqual({})
    await desk.settled()
    expect((await newestOf(admin)).words).toContain('製造業、関東')
    await writes()
    await admin.opens('対象を選ぶ')
    await admin.submits({ tags: '関東, 関西' })
    await desk.settled()
    expect(await card('takahashi', 'タグ：関東, 関西')).toContain('1社 1か所')
    expect(await presses('対象を見る')).toContain('MINATO')
    // No. 28 is unmet at MINATO and met at AOBA.
    const [{ library }, sheetRow] = [await served(), await prisma.checksheetVersion.findFirstOrThrow()]
    const item = library.checksheets[0]?.items.find(({ number }) => number === 28)
    const met = library.checksheets[0]?.levels.find(({ counts }) => counts === 'met')?.id ?? ''
    for (const [code, levels] of [
      ['MINATO', []],
      ['AOBA', item?.criteria ?? []],
    ] as const) {
      const { id: organisationId } = await prisma.organisation.findFirstOrThrow({ where: { code } })
      const { id: memberId } = await prisma.member.findFirstOrThrow({ where: { organisationId } })
      const { sheetId, version } = sheetRow
      const run = { organisationId, id: randomUUID(), sheetId, version, number: 1 }
      await prisma.checksheetRun.create({ data: { ...run, startedBy: memberId, startedAt: new Date() } })
      await prisma.checksheetAnswer.create({
        data: {
          ...{ organisationId, runId: run.id, itemId: item?.id ?? '', revision: 1, memberId, evidence: '' },
          marks: Object.fromEntries(levels.map(({ id }) => [id, { level: met, reason: '' }])),
          answeredAt: new Date(),
        },
      })
    }
    for (const [itemState, code] of [
      ['open', 'MINATO'],
      ['done', 'AOBA'],
    ] as const) {
      await presses('下書きに戻る')
      await admin.opens('対象を選ぶ')
      await admin.submits({ tags: '', item: 'No.28', itemState })
      await desk.settled()
      expect(await card('takahashi', itemState === 'open' ? 'No.28 が未達成' : 'No.28 が達成')).toContain(
        '1社',
      )
      expect(await presses('対象を見る')).toContain(code)
    }
  })

  test('files come with it: what they are is looked at, and customers open them', async () => {
    const clamd = await scriptedClamd()
    const {
      admin,
      owner,
      writes,
      presses,
      after: passes,
    } = await deskWithNotices({
      platform,
      environment: { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) },
    })
    await writes()
    expect(await presses('添付を追加')).toContain('添付はありません')
    const page = linksIn(await newestOf(admin)).find((it) => it.includes('/notices/upload/')) ?? ''
    expect(await (await fetch(page)).text()).toContain('お知らせ N-0001「年末年始の受付時間について」')
    const form = new FormData()
    form.append('files', new File([PNG], '図.png', { type: 'image/png' }))
    form.append('files', new File(['これは文章です'], '写真.png', { type: 'image/png' }))
    form.append('files', new File([PNG], '規程.pdf', { type: 'application/pdf' }))
    form.append('files', new File(['MZ'], '道具.exe'))
    form.append('files', new File([EICAR], '検体.txt'))
    form.append('files', new File([new Uint8Array(25 * 1024 * 1024 + 1)], '録画.mp4'))
    form.append('files', new File(['別紙'], '別紙.txt', { type: 'text/plain' }))
    const taken = await (await fetch(page, { method: 'POST', body: form })).text()
    for (const [name, state] of [
      ['図.png', '受け取りました'],
      ['写真.png', 'ファイルの中身が、名前や種類と一致しません'],
      ['規程.pdf', 'ファイルの中身が、名前や種類と一致しません'],
      ['道具.exe', 'この種類のファイルは添付できません'],
      ['検体.txt', 'ウイルス検査で問題が見つかったため'],
      ['録画.mp4', '25 MBを超えているため'],
      ['別紙.txt', '受け取りました'],
    ] as const)
      expect(taken).toContain(`${name}<br><small>${state}`)
    const more = new FormData()
    for (let at = 1; at <= 4; at += 1) more.append('files', new File([`${at}`], `${at}.txt`))
    expect(await (await fetch(page, { method: 'POST', body: more })).text()).toContain(
      '4.txt<br><small>件数の上限を超えているため',
    )
    expect(await presses('添付を確認する')).toContain('添付は5件までです')
    await presses('外す')
    await presses('添付を確認する')
    await presses('外す')
    expect((await newestOf(admin)).words).toContain('下書き')
    await presses('いますぐ送信する')
    await passes(5_000)
    const told = (await fromDesk(owner)).find((it) => it.words.includes('1.txt'))
    const link = linksIn(told ?? { words: '' }).find((it) => it.includes('/files/')) ?? ''
    expect(await (await fetch(link)).text()).toBe('1')
    expect(told?.words).not.toContain('図.png')
    // What went out is not changed any more.
    expect((await fetch(page)).status).toBe(404)
  })

  test('is seen in both looks by whoever writes it, as long as they are an admin', async () => {
    const { desk, admin, writes } = await deskWithNotices({ platform })
    await writes()
    const page = linksIn(await newestOf(admin)).find((it) => it.includes('/notices/preview/')) ?? ''
    const shown = await (await fetch(page)).text()
    expect(shown).toContain('N-0001 の見え方')
    expect(shown).toContain('12月29日から1月3日まで')
    await desk.database.prisma.member.updateMany({
      where: { name: '高橋' },
      data: { role: 'consultant' },
    })
    expect((await fetch(page)).status).toBe(404)
  })

  test('the same press twice, and the same words by somebody else, are sent once', async () => {
    const { desk, admin, writes, presses, after: passes, card } = await deskWithNotices({ platform })
    const { prisma } = desk.database
    await prisma.member.updateMany({ where: { name: '佐藤' }, data: { role: 'admin' } })
    const other = desk.person('sato')
    await writes()
    const { id, revision } = await prisma.notice.findFirstOrThrow()
    await presses('いますぐ送信する')
    await forges(desk, '高橋', { type: 'notice.send', id, revision, count: 2 })
    expect((await newestOf(admin)).words).toContain('すでに「')
    await other.says('お知らせの配信')
    await desk.settled()
    await other.opens('お知らせを作る')
    const form = await prisma.notice.findFirstOrThrow()
    const { title, body } = form.content as { title: string; body: string }
    expect(await other.submits({ title, body, category: 'service', importance: 'high' })).toEqual({})
    await desk.settled()
    await other.presses('いますぐ送信する')
    await desk.settled()
    expect(await card('sato', '同じ内容のお知らせ N-0001')).toContain('二重に届くため、送信しませんでした')
    await passes(5_000)
    expect(await prisma.outboundMessage.count({ where: { wave: { not: null }, state: 'sent' } })).toBe(2)
  })
})
