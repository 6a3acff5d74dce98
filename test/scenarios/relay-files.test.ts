import { describe, expect, test } from 'vitest'
import { EICAR, scriptedClamd } from '#test/support/clamd.ts'
import type { TestPlatform } from '#test/support/desk.ts'
import { filesOf, linksIn } from '#test/support/given-file.ts'
import { idsOn } from '#test/support/people.ts'
import { fromDesk } from '#test/support/seen.ts'
import { deskWithTickets } from '#test/support/tickets.ts'
import { type AttachableFile, textFile } from '#test/support/world.ts'

const PLAN = textFile('構成図.txt', '本社と支社')
const RULES = textFile('規程.txt', '第1条')
const PNG: AttachableFile = {
  ...{ name: '画面.png', mimeType: 'image/png', bytes: 9 },
  content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
}

async function taken(
  customer: TestPlatform,
  consultant: TestPlatform,
  environment: Readonly<Record<string, string>> = {},
) {
  const it = await deskWithTickets(customer, consultant, { environment })
  await it.escalates()
  await it.presses('sato', '担当する')
  const withFile = async (name: 'tanaka' | 'sato', words: string, files: readonly AttachableFile[]) =>
    name === 'sato' ? it.inThread(name, words, files) : it.says(name, words, { files })
  return {
    ...it,
    withFile,
    has: (name: 'tanaka' | 'sato') => filesOf(it.person(name), name === 'sato' ? consultant : customer),
  }
}

describe.each([
  ['slack', 'teams'],
  ['teams', 'web'],
  ['web', 'slack'],
] as const)('files between a customer on %s and a consultant on %s', (customer, consultant) => {
  test('follow the words that they came with, are kept by an edit, and go with them', async () => {
    const it = await taken(customer, consultant)
    const sent = await it.withFile('tanaka', '構成図です。', [PLAN, PNG])
    await it.says('tanaka', '以上です。')
    expect((await it.thread()).join('\n')).toMatch(
      /構成図です。\n添付ファイル：構成図.txt、画面.png（確認のうえ、続けてお送りします）\n[\s\S]*リンクは72時間有効です。[\s\S]*以上です。/,
    )
    expect(await it.has('sato')).toEqual(['構成図.txt', '画面.png'])
    await it.person('tanaka').edits(sent, '新しい構成図です。')
    await it.later()
    expect((await it.thread()).join('\n')).toContain('新しい構成図です。\n添付ファイル：構成図.txt')
    expect(await it.has('sato')).toEqual(['構成図.txt', '画面.png'])
    await it.person('tanaka').deletes(sent)
    await it.later()
    expect(await it.has('sato')).toEqual([])
    expect((await it.thread()).join('\n').match(/（お客様がこの投稿を削除しました）/g)).toHaveLength(2)
    // Where the platform takes none, they are brought by a page.
    if (consultant === 'teams') return
    const answer = await it.withFile('sato', '', [RULES])
    expect((await it.seen('tanaka')).join('\n')).toContain(
      '佐藤（コンサルタント）\n添付ファイル：規程.txt（確認のうえ、続けてお送りします）',
    )
    expect(await it.has('tanaka')).toEqual(['規程.txt'])
    await it.person('sato').deletes(answer)
    await it.later()
    expect(await it.database.prisma.storedFile.count({ where: { keptAt: { not: null } } })).toBe(0)
  })
})

test('of a hundred files at once ten arrive; of the others both sides hear why not', async () => {
  const it = await taken('slack', 'web')
  const files = Array.from({ length: 100 }, (_, at) => textFile(`${at + 1}.txt`, `${at + 1}枚目`))
  await it.withFile('tanaka', '資料一式です。', files)
  expect(await it.has('sato')).toHaveLength(10)
  const named = '11.txt、12.txt、13.txt、14.txt、15.txt、16.txt、17.txt、18.txt、19.txt、20.txt、ほか80件'
  expect((await it.thread()).join('\n')).toContain(
    `次のファイルは、お届けできませんでした（1回に受け取れるのは10件までです）：${named}`,
  )
  expect(await it.newest('tanaka')).toBe(
    `次のファイルは、コンサルタントに届いていません（1回に受け取れるのは10件までです）：${named}`,
  )
  for (const at of [1, 2]) await it.withFile('tanaka', `続き${at}`, files.slice(0, 10))
  await it.withFile('tanaka', 'もう1件です。', [PLAN])
  expect(await it.newest('tanaka')).toContain('1件のご相談で受け取れるのは30件までです')
})

test('in channels of Teams both sides bring files by pages of their own, which nobody else can use', async () => {
  const it = await deskWithTickets('teams')
  const channel = it.channelOf('tanaka')
  it.world.invite(channel, [idsOn(it.world).user('tanaka')])
  await it.says('tanaka', 'ファイアウォールの設定コマンドを教えてください。', { channel, mention: true })
  await it.presses('sato', '担当する')
  const pageOf = async (name: 'tanaka' | 'sato') =>
    (await fromDesk(it.person(name))).flatMap(linksIn).findLast((link) => link.includes('/upload/')) ?? ''
  const bring = async (page: string, name: string, content: string) => {
    const form = new FormData()
    form.append('files', new File([content], name))
    const answer = await fetch(page, { method: 'POST', body: form })
    await it.settled()
    return answer.text()
  }
  await it.presses('tanaka', 'ファイルを添付')
  expect(await bring(await pageOf('tanaka'), '構成図.txt', '本社')).toContain('受け取りました')
  expect((await it.thread()).join('\n')).toMatch(/田中様（株式会社みなと製作所）\n構成図\.txt（1 KB） http/)
  await it.presses('sato', 'ファイルを添付')
  const consultants = await pageOf('sato')
  expect(await (await fetch(consultants)).text()).toContain('ファイアウォールの設定コマンド')
  expect(await bring(consultants, '回答書.txt', '以上')).toContain('受け取りました')
  expect((await it.seen('tanaka')).join('\n')).toMatch(/佐藤（コンサルタント）\n回答書\.txt（1 KB） http/)
  // Once somebody else has the ticket, it is not theirs to bring files to.
  await it.presses('sato', '解決')
  expect((await fetch(consultants)).status).toBe(404)
})

describe('files that are looked at before they are handed over', () => {
  const environment = async () => {
    const clamd = await scriptedClamd()
    return { clamd, environment: { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) } }
  }

  test('what the scanner passed is marked so; what it found something in reaches nobody, and both sides hear', async () => {
    const { clamd, environment: scanned } = await environment()
    const it = await taken('slack', 'web', scanned)
    await it.withFile('tanaka', '資料です。', [PLAN, textFile('請求書.txt', EICAR)])
    expect(clamd.streams).toHaveLength(2)
    const thread = (await it.thread()).join('\n')
    expect(thread).toContain('ウイルス検査：検査済み')
    expect(thread).toContain(
      '次のファイルは、お届けできませんでした（ウイルスが検出されたため、お届けしていません）：請求書.txt',
    )
    expect(await it.has('sato')).toEqual(['構成図.txt'])
    expect(await it.newest('tanaka')).toBe(
      '次のファイルは、コンサルタントに届いていません（ウイルスが検出されたため、お届けしていません）：請求書.txt',
    )
    expect(await it.database.prisma.storedFile.count({ where: { keptAt: { not: null } } })).toBe(1)
    const [found] = await it.database.prisma.auditEntry.findMany({ where: { what: 'attachment.malware' } })
    expect(found?.details).toMatchObject({ file: '請求書.txt', found: 'Win.Test.EICAR_HDB-1' })
  })

  test('a scanner that does not answer is asked again; after that they are handed over as not checked, in order', async () => {
    const { clamd, environment: scanned } = await environment()
    clamd.behaves('hangsUp')
    const it = await taken('web', 'slack', scanned)
    await it.withFile('tanaka', '1件目です。', [PLAN])
    await it.says('tanaka', '続きます。')
    expect(await it.has('sato')).toEqual([])
    clamd.behaves('scans')
    await it.passTime(3_000)
    await it.settled()
    expect(await it.has('sato')).toEqual(['構成図.txt'])
    expect((await it.thread()).join('\n')).toContain('ウイルス検査：検査済み')
    clamd.behaves('faults')
    await it.withFile('tanaka', '2件目です。', [RULES])
    for (let time = 0; time < 5; time += 1) {
      await it.passTime(301_000)
      await it.settled()
    }
    expect(await it.has('sato')).toEqual(['構成図.txt', '規程.txt'])
    expect((await it.thread()).join('\n')).toContain('ウイルス検査：未検査')
  })

  test('what is not what it says, or no document at all, is refused with the reason, in a question too', async () => {
    const it = await deskWithTickets('slack', 'web')
    await it.says('tanaka', 'ファイアウォールの設定コマンドを教えてください。', {
      files: [textFile('手順.pdf', '手順'), textFile('起動.bat', 'del'), RULES],
    })
    await it.later()
    const told = (await it.seen('tanaka')).join('\n')
    expect(told).toContain(
      '添付ファイル（手順.pdf）は受け取れませんでした（ファイル名と中身の種類が一致していません）。',
    )
    expect(told).toContain('添付ファイル（起動.bat）は受け取れませんでした（受け取れない種類のファイルです。')
    const card = (await it.thread()).join('\n')
    expect(card).toContain('手順.pdf：取得できませんでした（ファイル名と中身の種類が一致していません）')
    expect(card).toContain('ウイルス検査：未検査')
    expect(await filesOf(it.person('sato'), 'web')).toEqual(['規程.txt'])
    await it.presses('sato', '担当する')
    await it.inThread('sato', '手順書です。', [textFile('手順.pdf', '<html>')])
    expect((await it.thread()).at(-1)).toBe(
      '次のファイルは、お客様に届いていません（ファイル名と中身の種類が一致していません）：手順.pdf',
    )
    expect((await it.seen('tanaka')).join('\n')).toContain('お届けできませんでした（ファイル名と中身の種類が')
  })
})

test('links that have expired are renewed by a button, for the side that they were handed to, and go with the post', async () => {
  const it = await taken('web', 'web')
  const sent = await it.withFile('tanaka', '構成図です。', [PLAN])
  await it.presses('sato', 'リンクを再発行')
  expect(await it.newest('sato')).toContain('構成図.txt')
  await it.withFile('sato', '', [RULES])
  await it.presses('tanaka', 'リンクを再発行')
  expect(await it.newest('tanaka')).toContain('規程.txt')
  await it.person('tanaka').deletes(sent)
  await it.later()
  expect((await it.seen('sato')).join('\n')).not.toContain('構成図.txt（1 KB）')
})

test('the button stands only where there are links: not under what Slack itself has', async () => {
  const it = await taken('web', 'slack')
  await it.withFile('tanaka', '構成図です。', [PLAN])
  const shown = await it.person('sato').sees()
  expect(shown.flatMap(({ files = [] }) => files.map(({ name }) => name))).toEqual(['構成図.txt'])
  expect(shown.flatMap(({ buttons }) => buttons)).not.toContain('リンクを再発行')
  await it.withFile('tanaka', '画面です。', [PNG])
  expect((await it.person('sato').sees()).flatMap(({ buttons }) => buttons)).toContain('リンクを再発行')
})
