import path from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { ANSWER, deskWithCuration, FIREWALL } from '#test/support/curation.ts'

test('a solved ticket becomes an entry without whose it was, once a second consultant approves it; every process answers from it', async () => {
  const it = await deskWithCuration()
  const elsewhere = await openCommandDesk(
    readConfig({}),
    pino({ level: 'silent' }),
    path.resolve('knowledge'),
    { database: { ...it.database, close: async () => undefined } },
  )
  elsewhere.library.start()
  onTestFinished(() => elsewhere.library.stop(1_000))
  await it.solves(ANSWER)
  await it.presses('sato', 'FAQに追加')
  const draft = await it.newest('sato')
  expect(draft).toContain('F-0001（下書き） 新しいFAQ')
  expect(draft).toMatch(/回答\n[\s\S]*（IPアドレス）[\s\S]*（金額）[\s\S]*（電話番号）/)
  expect(draft).not.toMatch(/みなと|田中|12月3日|192\.168|35,000|03-1234/)

  const errors = await it.submits('sato', '編集する', {
    ...FIREWALL,
    answer: '田中様は設定できます。',
    citations: 'EX-9-9#9',
  })
  expect(errors).toEqual({
    answer: 'お客様の名称または個人名が含まれています：田中',
    citations: '出典「EX-9-9#9」は見つかりません。',
  })
  expect(await it.submits('sato', '編集する', FIREWALL)).toEqual({})
  const [card = ''] = (await it.thread()).filter((words) => words.includes('F-0001（承認待ち）'))
  expect(card).toContain('近い既存のFAQ')
  expect(card).toMatch(/確認用の質問 \d{3}件で回答を比べました。悪化はありません。/)

  await it.presses('sato', '承認する')
  expect(await it.newest('sato')).toContain('F-0001 は、提案者ご本人は承認できません')
  expect(await it.entries()).toEqual([])
  const loads = it.loads()
  await it.presses('takahashi', '承認する')
  expect(await it.newest('takahashi')).toContain('F-0001 を、高橋が承認しました（FAQ-C0001）。')
  await it.later()
  expect((await it.thread()).join('\n')).toContain('FAQ-C0001 として公開しました。')
  await expect
    .poll(() => elsewhere.library.current().index.entry('FAQ-C0001'))
    .toMatchObject({ answer: FIREWALL.answer })
  await expect.poll(it.loads).toBeGreaterThan(loads)

  // Other organisations' consultants read what became of it, and nothing of whose it was.
  await it.says('ito', 'ファイアウォールの設定コマンドで、特定のポートを閉じる書き方を担当者に聞きたいです。')
  await it.later()
  const others = (await it.thread()).findLast((words) => words.includes('青葉物流')) ?? ''
  expect(others).toContain('他のお客様の類似の解決済み（一般化した内容）：\nFAQ-C0001　')
  expect(others).not.toMatch(/みなと|田中|C-0001（/)
  await it.says(
    'tanaka',
    'ファイアウォールの設定コマンドで、特定のポートを閉じる書き方を担当者に聞きたいです。',
  )
  await it.later()
  const own = (await it.thread()).findLast((words) => words.includes('閉じる書き方')) ?? ''
  expect(own).not.toContain('他のお客様')

  await it.says('ito', 'ルーターで特定のポートを開けたいのですが、設定の書き方を教えてください。')
  expect(await it.newest('ito')).toContain('必要な通信だけを許可してください')
  expect(await it.newest('ito')).toContain('FAQ-C0001')
})

test('an entry is found, changed, undone and retired by two; what is retired stays so, and its id is not used again', async () => {
  const it = await deskWithCuration()
  await it.solves(ANSWER)
  await it.publishes()
  await it.says('sato', 'FAQ検索 私物のスマートフォン')
  expect(await it.newest('sato')).toContain(
    'FAQ-041 私物のスマートフォンやパソコンを業務で使わせてもよいですか。',
  )
  await it.says('sato', 'FAQ-041')
  expect(await it.newest('sato')).toContain('禁止でも許可でも構いません')
  expect(await it.newest('sato')).toContain('お客様\nお問い合わせ')

  expect(await it.submits('sato', '編集する', { next: 'CS-018 REG-01' })).toEqual({
    next: '資料「REG-01」は、指定した項目の資料ではありません。対応する項目の番号もお書きください。',
  })
  await it.submits('sato', '編集する', {
    answer: '禁止か許可かを決め、文書にしてください。',
    phrasings: '社員の携帯を仕事に使ってよいか',
    audience: 'practice',
    next: 'cs-018 REG-10',
  })
  const [proposed = ''] = (await it.thread()).filter((words) => words.includes('FAQ-041 の編集'))
  expect(proposed).toMatch(/対象[\s：]*実践コース/)
  expect(proposed).toMatch(/次にできること[\s：]*CS-018、REG-10/)
  await it.presses('takahashi', '承認する')
  expect(
    (await it.database.prisma.knowledgeEntry.findUniqueOrThrow({ where: { id: 'FAQ-041' } })).content,
  ).toMatchObject({ audience: 'practice', next: ['CS-018', 'REG-10'] })
  await it.says('takahashi', 'faq-041')
  await it.presses('takahashi', '履歴')
  const history = await it.newest('takahashi')
  expect(history).toContain('第2版　2026-11-24 09:30　編集　提案：佐藤　承認：高橋')
  expect(history).toContain('第1版　2026-11-24 09:30　ファイルから取り込み')
  await it.presses('takahashi', '前の版に戻す')
  expect(await it.newest('takahashi')).toMatch(
    /今の回答\n禁止か許可か[\s\S]*戻したあとの回答\n禁止でも許可でも/,
  )
  await it.presses('takahashi', '前の版に戻す（確定）')
  expect(await it.newest('takahashi')).toContain('FAQ-041 を前の版に戻しました。')
  await it.presses('takahashi', '前の版に戻す（確定）')
  expect(await it.newest('takahashi')).toContain('FAQ-041 は、そのあとに変わっています。')

  await it.says('sato', 'FAQ-C0001')
  await it.submits('sato', '廃止する', { reason: '機種ごとに異なるため' })
  await it.presses('sato', '承認する')
  expect(await it.newest('sato')).toContain('提案者ご本人は承認できません')
  await it.presses('takahashi', '承認する')
  expect(await it.entries()).toMatchObject([{ id: 'FAQ-C0001', state: 'retired' }])
  await it.forges('佐藤', { type: 'curation.undoNow', entry: 'FAQ-C0001', revision: 2 })
  expect(await it.newest('sato')).toContain('FAQ-C0001 には、戻せる版がありません。')

  await it.escalates()
  await it.forges('佐藤', { type: 'curation.fromTicket', organisation: await organisationOf(it), number: 1 })
  await it.forges('佐藤', { type: 'curation.edit', number: 4 }, AGAIN)
  await it.forges('高橋', { type: 'curation.approve', number: 4 })
  expect((await it.entries()).map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
    ...['FAQ-C0001 retired', 'FAQ-C0002 active'],
  ])

  // The customers' side knows of none of it.
  const before = [await it.candidates(), await it.entries()]
  const forged = [
    [{ type: 'curation.approve', number: 4 }],
    [{ type: 'curation.undoNow', entry: 'FAQ-C0002', revision: 1 }],
    [{ type: 'curation.edit', number: 4 }, FIREWALL],
    [{ type: 'curation.retire', entry: 'FAQ-041' }, { reason: '不要' }],
  ] as const
  for (const [action, values] of forged) {
    await it.forges('田中', action, values)
    expect(await it.newest('tanaka')).toContain('この画面は古くなりました')
  }
  await it.says('tanaka', 'FAQ-041')
  expect(await it.newest('tanaka')).not.toContain('廃止する')
  expect([await it.candidates(), await it.entries()]).toEqual(before)
})

/** Nothing of it stands in the first one, which this process may serve a little longer. */
const AGAIN = {
  ...FIREWALL,
  question: '通信の許可は、機器のどこで設定しますか。',
  phrasings: ['ポートを許可する画面はどこですか', '通信を通す設定の場所', '特定の通信だけ通したい'].join(
    '\n',
  ),
}

const organisationOf = async ({ database }: Awaited<ReturnType<typeof deskWithCuration>>): Promise<string> =>
  (await database.prisma.ticket.findFirstOrThrow()).organisationId
