import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { readSubmission } from '#src/platforms/slack/read.ts'
import { renderForm } from '#src/platforms/slack/render.ts'
import { scriptedClamd } from '#test/support/clamd.ts'
import type { TestPlatform } from '#test/support/desk.ts'
import { filesOf, linksIn } from '#test/support/given-file.ts'
import type { PersonName } from '#test/support/people.ts'
import { fromDesk } from '#test/support/seen.ts'
import { formFile, submissionPayload } from '#test/support/slack/payloads.ts'
import { deskWithTickets } from '#test/support/tickets.ts'
import { pageApi } from '#test/support/web/page-api.ts'
import { textFile } from '#test/support/world.ts'

const PLAN = textFile('構成図.txt', '本社と支社')
const RULES = textFile('規程.txt', '第1条')
const SCRIPT = textFile('起動.bat', 'del')
const LETTER = {
  ...{ subject: '【C-0001】ポートの開け方について', sources: '' },
  body: '田中様\n\n設定の控えを取ってから、変更してください。\n\n佐藤',
}
const QUESTION = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'
const FOLLOWS = '添付ファイル：規程.txt、構成図.txt（続けてお送りします）'

/** A ticket that Sato has, with a draft of an answer. */
async function drafted(
  customer: TestPlatform,
  consultant: TestPlatform,
  environment: Readonly<Record<string, string>> = {},
) {
  const it = await deskWithTickets(customer, consultant, { environment })
  const { prisma } = it.database
  const question = await it.says('tanaka', QUESTION)
  await it.presses('sato', '担当する')
  await it.presses('sato', '返信案')
  const preview = async () =>
    (await it.person('sato').sees()).findLast(({ words }) => words.includes('プレビュー（未送信）'))
  return {
    ...it,
    question,
    /** As its writer sees it now. */
    preview: async () => {
      await it.later()
      return (await preview()) ?? { words: '', buttons: [] }
    },
    kept: () => prisma.storedFile.count({ where: { keptAt: { not: null } } }),
    forges: async (why: string, action: Action, display = '佐藤') => {
      const { platform, workspace, user } = await prisma.memberIdentity.findFirstOrThrow({
        where: { member: { name: display } },
      })
      const from = { platform, workspace, user }
      const conversation = { kind: 'direct', ...from } as const
      await it.desk.intake.accept({ v: 1, id: why, from, conversation, type: 'action', action })
      await it.settled()
    },
    ofDraft: async () => {
      const { organisationId: organisation, number, id } = await prisma.replyDraft.findFirstOrThrow()
      return { organisation, number, id }
    },
  }
}

describe.each([
  ['teams', 'slack'],
  ['slack', 'web'],
] as const)('files of an answer to a customer on %s from a consultant on %s', (customer, consultant) => {
  test('are looked at and named before it is sent, follow it in order, and what is refused goes nowhere', async () => {
    const it = await drafted(customer, consultant)
    const before = await it.seen('tanaka')
    await it.submits('sato', '編集して送る', LETTER, [RULES, SCRIPT])
    const { words } = await it.preview()
    expect(words).toMatch(/添付ファイル\n規程.txt（1 KB）/)
    expect(words).toContain('起動.bat：取得できませんでした（受け取れない種類のファイルです。')
    expect(words).toContain('ウイルス検査：未検査')
    expect(words).toContain('取得できなかったファイルは、お客様に届きません。')

    // What is written again keeps them, and takes more.
    await it.submits('sato', '編集する', LETTER, [PLAN])
    expect((await it.preview()).words).toMatch(/規程.txt（1 KB）[\s\S]*起動.bat[\s\S]*構成図.txt（1 KB）/)
    expect(await it.seen('tanaka')).toEqual(before)

    await it.presses('sato', '送信する')
    await it.later()
    const got = await it.seen('tanaka')
    const letter = got.findIndex((it) => it.includes('設定の控えを取ってから'))
    expect(got[letter]).toContain(FOLLOWS)
    expect(got.slice(letter).join('\n')).not.toContain('起動.bat')
    expect(await filesOf(it.person('tanaka'), customer)).toEqual(['構成図.txt', '規程.txt'])
    expect((await it.thread()).join('\n')).toMatch(
      new RegExp(`送信しました（C-0001・佐藤）[\\s\\S]*${FOLLOWS}`),
    )
    expect(await it.database.prisma.attachment.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
      { name: '規程.txt', draftNumber: null, carriedId: expect.any(String) },
      { name: '構成図.txt', draftNumber: null, carriedId: expect.any(String) },
    ])
  })

  test('are taken out by one press, and dropped with the draft or the question, bytes and all', async () => {
    const it = await drafted(customer, consultant)
    await it.submits('sato', '編集して送る', LETTER, [RULES])
    expect((await it.preview()).words).toContain('規程.txt')
    const shown = await it.ofDraft()
    await it.presses('sato', '添付を外す')
    expect((await it.preview()).words).not.toContain('規程.txt')
    expect(await it.kept()).toBe(0)
    await it.forges('what was seen with its file', { type: 'escalation.send', ...shown })
    expect(await it.newest('sato')).toContain('この返信案は、すでに送信したか、書き直したか')

    await it.submits('sato', '編集する', LETTER, [RULES])
    expect(await it.kept()).toBe(1)
    await it.later()
    await it.presses('sato', '取り消す')
    expect(await it.kept()).toBe(0)

    await it.presses('sato', '返信案')
    await it.submits('sato', '編集して送る', LETTER, [RULES])
    expect(await it.kept()).toBe(1)
    await it.person('tanaka').deletes(it.question)
    await it.settled()
    expect(await it.kept()).toBe(0)
  })
})

test('an answer is not sent before all of its files are looked at', async () => {
  const clamd = await scriptedClamd()
  const it = await drafted('web', 'web', { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) })
  clamd.behaves('hangsUp')
  await it.submits('sato', '編集して送る', LETTER, [RULES])
  const waiting = await it.preview()
  expect(waiting.words).toContain('規程.txt（取得しています）')
  expect(waiting.words).toContain('終わるとこの画面が更新され、送信できるようになります。')
  expect(waiting.buttons).toEqual(['編集する', '添付を外す', '取り消す'])
  await it.forges('too early', { type: 'escalation.send', ...(await it.ofDraft()) })
  expect(await it.newest('sato')).toContain('添付ファイルを確認しているため、まだ送信できません。')
  expect((await it.seen('tanaka')).join('\n')).not.toContain('設定の控え')
  clamd.behaves('scans')
  await it.passTime(10_000)
  await it.settled()
  expect((await it.preview()).words).toContain('ウイルス検査：検査済み')
  await it.presses('sato', '送信する')
  expect(await filesOf(it.person('tanaka'), 'web')).toEqual(['規程.txt'])
})

test('who takes the ticket over finds them in the preview, and sends them', async () => {
  const it = await drafted('web', 'web')
  await it.submits('sato', '編集して送る', LETTER, [RULES])
  const { organisation, number } = await it.ofDraft()
  await it.forges('takes it over', { type: 'escalation.takeOver', organisation, number }, '高橋')
  await it.presses('takahashi', '返信案')
  expect((await it.thread()).at(-1)).toMatch(
    /プレビュー（未送信）[\s\S]*高橋（コンサルタント）[\s\S]*規程.txt（1 KB）/,
  )
  await it.presses('takahashi', '送信する')
  expect(await filesOf(it.person('tanaka'), 'web')).toEqual(['規程.txt'])
})

test('however often the form is filled in, ten of them are the most', async () => {
  const it = await drafted('web', 'web')
  const six = (name: string) => Array.from({ length: 6 }, (_, at) => textFile(`${name}${at + 1}.txt`, name))
  await it.submits('sato', '編集して送る', LETTER, six('甲'))
  await it.submits('sato', '編集する', LETTER, six('乙'))
  const { words } = await it.preview()
  expect(words).toContain('乙4.txt（1 KB）')
  for (const name of ['乙5.txt', '乙6.txt'])
    expect(words).toContain(`${name}：取得できませんでした（1回に受け取れるのは10件までです）`)
})

test('where cards take no files, the writer brings them by a page of their own, until it is sent', async () => {
  const it = await drafted('teams', 'teams')
  const form = await it.person('sato').opens('編集して送る')
  expect(form.fields.map(({ name }) => name)).toEqual(['subject', 'body', 'sources'])
  expect(await it.person('sato').submits(LETTER)).toEqual({})
  await it.settled()
  const first = await it.ofDraft()
  expect((await it.preview()).words).toContain('［ファイルを添付］で開くページから選べます')
  const pageOf = async (name: PersonName) =>
    (await fromDesk(it.person(name))).flatMap(linksIn).findLast((link) => link.includes('/upload/'))
  await it.presses('takahashi', 'ファイルを添付')
  expect(await pageOf('takahashi')).toBeUndefined()
  await it.presses('sato', 'ファイルを添付')
  const page = (await pageOf('sato')) ?? ''
  expect(await (await fetch(page)).text()).toContain('ファイアウォールの設定コマンド')
  const body = new FormData()
  for (const name of ['規程.txt', '構成図.txt']) body.append('files', new File(['第1条'], name))
  expect(await (await fetch(page, { method: 'POST', body })).text()).toContain('受け取りました')
  await it.settled()
  expect((await it.preview()).words).toMatch(/規程.txt（1 KB） http[\s\S]*構成図.txt（1 KB） http/)
  await it.forges('what was seen without them', { type: 'escalation.send', ...first })
  expect((await it.seen('tanaka')).join('\n')).not.toContain('設定の控え')

  await it.presses('sato', '送信する')
  await it.later()
  expect((await it.seen('tanaka')).join('\n')).toContain(FOLLOWS)
  expect(await filesOf(it.person('tanaka'), 'teams')).toEqual(['構成図.txt', '規程.txt'])
  expect((await fetch(page)).status).toBe(404)
})

describe('a file that is another’s', () => {
  test('cannot be put into the web chat’s form, whatever its id', async () => {
    const it = await drafted('web', 'web')
    const api = pageApi(it.desk.url)
    const identities = await it.database.prisma.memberIdentity.findMany({ include: { member: true } })
    const keyOf = (name: string) => {
      const { workspace, user } = identities.find(({ member }) => member.name === name) ?? {}
      return `${workspace}/${user}`
    }
    const { organisation, number } = await it.ofDraft()
    const action = JSON.stringify({ type: 'escalation.write', organisation, number })
    const submits = (locator: Readonly<Record<string, string>>) =>
      api.post('POST', '/chat/forms/submit', {
        ...{ id: crypto.randomUUID(), person: keyOf('佐藤'), opener: action, action, values: LETTER },
        files: [{ name: '規程.txt', mimeType: 'text/plain', bytes: 1, locator }],
      })
    for (const name of ['田中', '高橋']) {
      const { locator } = await api.upload(keyOf(name), {
        ...RULES,
        content: RULES.content ?? new Uint8Array(),
      })
      await expect(submits(locator), name).rejects.toThrow('404')
    }
    // As the desk itself names what is there already.
    const { id } = await it.database.prisma.storedFile.findFirstOrThrow()
    await expect(submits({ desk: id })).rejects.toThrow('400')
    expect(await it.database.prisma.attachment.count()).toBe(0)
  })

  test('is not fetched from Slack', () => {
    const form = renderForm({
      ...{ title: '回答', cancel: 'やめる', fields: [{ name: 'files', label: '添付', lines: 'files' }] },
      submit: { label: '保存', action: { type: 'consultation.write' } },
    })
    const by = { workspace: 'T0ACADEMY', user: 'U0SATO', trigger: 't' }
    const files = ['U0SATO', 'U0TAKAHASHI'].map((user) => formFile(RULES, { ...by, user }))
    const view = { id: 'V1', hash: 'h', body: { ...form } }
    const payload = submissionPayload(by, view, { files: { files: { type: 'file_input', files } } })
    const read = readSubmission(payload)
    expect(read?.values).toEqual({})
    expect(read?.files?.map(({ locator }) => locator !== undefined)).toEqual([true, false])
  })
})
