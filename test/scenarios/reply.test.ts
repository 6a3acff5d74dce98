import { expect, test } from 'vitest'
import { modelServer } from '#test/support/model/server.ts'
import { statusShown } from '#test/support/status.ts'
import { deskWithTickets } from '#test/support/tickets.ts'

const LETTER = {
  subject: '【C-0001】ポートの開け方について',
  body: '田中様\nお問い合わせいただき、ありがとうございます。\n\n設定の控えを取ってから、変更してください。\n\n佐藤',
}

test('a draft becomes an answer only by the hands of a consultant, and the customer says how they found it', async () => {
  const it = await deskWithTickets('teams', 'slack')
  await it.escalates()
  await it.presses('sato', '返信案')
  expect((await it.thread()).at(-1)).toContain('返信案（下書き・未送信）')
  await it.presses('sato', '担当する')
  await it.inThread('sato', '確認します。')
  await it.says('tanaka', '私物のスマートフォンの業務利用は禁止すべきでしょうか。')
  const before = await it.seen('tanaka')

  await it.presses('sato', '返信案')
  const draft = (await it.thread()).at(-1) ?? ''
  expect(draft).toContain('返信案（下書き・未送信）')
  expect(draft).toContain('田中様\nお問い合わせいただき、ありがとうございます。コンサルタントの佐藤です。')
  expect(draft).toMatch(/出典：.*FAQ-041/)
  expect((await it.thread()).join('\n')).toContain('この返信案は、新しい内容に替わりました。')

  const form = await it.person('sato').opens('編集して送る')
  expect(JSON.stringify(form)).toContain('コンサルタントの佐藤です。')
  const refused = await it.person('sato').submits({ ...LETTER, sources: 'FAQ-041 FAQ-999 私物スマホ' })
  expect(refused.sources).toMatch(
    /見つからない出典があります：FAQ-999。「私物スマホ」は番号ではありません。近い資料：/,
  )
  expect(refused.sources).toMatch(/FAQ-\d{3}（/)
  await it.submits('sato', '編集して送る', { ...LETTER, sources: 'faq-041、EX-1-1#4' })
  const preview = (await it.thread()).at(-1) ?? ''
  expect(preview).toContain('プレビュー（未送信）')
  expect(await it.seen('tanaka')).toEqual(before)

  await it.presses('sato', '送信する')
  const [author, ...lines] = (await it.newest('tanaka')).split('\n')
  expect(author).toBe('佐藤（コンサルタント）')
  expect(lines.at(-1)).toBe('出典：FAQ-041 ／ 解説講座 レベル1 講義1 §4')
  // Teams shows no empty lines.
  expect(preview.split(/\n+/).join('\n')).toContain(lines.join('\n'))
  await it.later()
  expect((await it.thread()).join('\n')).toContain('送信しました（C-0001・佐藤）')
  expect(
    await it
      .person('sato')
      .sees()
      .then((all) => all.flatMap(({ buttons }) => buttons)),
  ).not.toContain('送信する')
  const ticket = await it.database.prisma.ticket.findFirstOrThrow({ include: { carried: true, draft: true } })
  expect(ticket).toMatchObject({ state: 'waitingForCustomer', draft: null })
  expect(ticket.carried.at(-1)?.words).toContain(LETTER.subject)

  await it.presses('sato', '解決')
  await it.presses('tanaka', '4（やや満足）')
  expect((await it.thread()).at(-1)).toBe('C-0001 の満足度：5段階中4（田中様）')
  await it.later()
  await it.presses('tanaka', '評価を変える')
  await it.later()
  await it.presses('tanaka', '1（不満）')
  expect((await it.thread()).at(-1)).toMatch(
    /5段階中1（田中様）\n前回のご評価は4でした。\n.*運営管理者の方は/,
  )
  await it.later()
  expect(await it.submits('tanaka', 'コメントを書く', { comment: '返信が遅く感じました。' })).toEqual({})
  expect((await it.thread()).at(-1)).toContain('返信が遅く感じました。')
  expect(await it.database.prisma.ticketRating.findMany()).toMatchObject([
    { number: 1, score: 1, comment: '返信が遅く感じました。' },
  ])
  await it.presses('tanaka', '再開する')
  expect(await it.newest('tanaka')).toContain('C-0001 を再開しました。')
})

test('only who has the ticket sends, only what they saw last, and only once', async () => {
  const it = await deskWithTickets('web')
  const { prisma } = it.database
  await it.escalates()
  const { organisationId: organisation } = await prisma.ticket.findFirstOrThrow()
  const { platform, workspace, user } = await prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name: '佐藤' } },
  })
  const from = { platform, workspace, user }
  const STALE = 'この返信案は、すでに送信したか、書き直したか、取り消したものです。'
  /** On a card that is not there any more. */
  const sends = async (why: string, id = '') => {
    const action = { type: 'escalation.send', organisation, number: 1, id } as const
    const conversation = { kind: 'direct', ...from } as const
    await it.desk.intake.accept({ v: 1, id: why, from, conversation, type: 'action', action })
    await it.settled()
    expect(await it.newest('sato'), why).toContain(STALE)
  }
  const idNow = async () => (await prisma.replyDraft.findFirst())?.id
  const untold = async (secret: string) =>
    expect(
      (await prisma.outboundMessage.findMany({ where: { organisationId: organisation } })).filter(
        ({ message }) => JSON.stringify(message).includes(secret),
      ),
    ).toEqual([])

  await it.presses('sato', '担当する')
  await it.presses('sato', '返信案')
  await sends('what nobody has read', await idNow())
  const unknown = { ...LETTER, body: '一つ目の文面です。', sources: 'FAQ-999' }
  expect((await it.submits('sato', '編集して送る', unknown)).sources).toContain('FAQ-999')
  await it.submits('sato', '編集して送る', { ...unknown, sources: '' })
  const first = await idNow()
  await it.submits('sato', '編集する', { ...LETTER, body: '二つ目の文面です。', sources: '' })
  await sends('what was changed since', first)
  await it.presses('sato', '返信案')
  expect((await it.thread()).at(-1)).toContain('二つ目の文面です。')
  await it.presses('takahashi', '送信する')
  expect((await it.thread()).at(-1)).toContain('C-0001 は、佐藤が担当しています。')
  await it.presses('takahashi', '返信案')
  await untold('文面です。')

  const second = await idNow()
  await it.presses('sato', '送信する')
  await sends('what is sent already', second)
  expect((await it.seen('tanaka')).filter((words) => words.includes('二つ目の文面です。'))).toHaveLength(1)
  await untold('一つ目')

  await it.presses('sato', '返信案')
  await it.presses('sato', '取り消す')
  expect(await idNow()).toBeUndefined()
  await it.later()
  expect((await it.thread()).join('\n')).toContain('返信案を取り消しました。')

  await it.presses('sato', '返信案')
  const { questionMessage } = await prisma.consultation.findFirstOrThrow()
  await it.person('tanaka').deletes(questionMessage ?? '')
  await it.later()
  expect(await idNow()).toBeUndefined()
  expect((await it.thread()).join('\n')).toContain('返信案を破棄しました。')
})

test('a model drafts from what it is given, sees no names, and what does not hold is not shown', async () => {
  const model = await modelServer()
  const { shown, parts, momentPasses } = statusShown()
  const it = await deskWithTickets('web', 'web', {
    environment: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url },
    ...parts,
  })
  await it.escalates()
  await it.presses('sato', '担当する')
  await it.inThread('sato', '佐藤です。田中様の端末は、7台までを対象とします。')
  await it.says('tanaka', '鈴木の私物のスマートフォンは、業務での利用を禁止すべきでしょうか。')
  model.answers('ReplyDraft', {
    kind: 'changes',
    change: (items) => {
      momentPasses()
      return items
    },
  })
  await it.presses('sato', '返信案')
  expect(shown.slice(-2)).toEqual(['返信案を作成しています', null])
  expect((await it.thread()).at(-1)).toMatch(
    /返信案（下書き・未送信）[\s\S]*自動で作成した下書き[\s\S]*ご質問の件、/,
  )
  const asked = () => model.requests.filter(({ schema }) => schema === 'ReplyDraft')
  expect(asked()).toHaveLength(1)
  expect(asked()[0]?.text).not.toMatch(/田中|鈴木|佐藤|みなと/)
  expect(asked()[0]?.values.said).toContain('7台まで')

  const invented = {
    kind: 'fills',
    value: { items: [{ text: '無料です。', sources: ['FAQ-999'] }] },
  } as const
  model.answers('ReplyDraft', invented, invented)
  await it.presses('sato', '返信案')
  expect((await it.thread()).at(-1)).toContain('近い資料の文面をもとにした下書きです。')
  expect((await it.thread()).join('\n')).not.toContain('無料です。')
  expect(asked().at(-1)?.values.rejected).toContain('unknownSource')
  model.answers('ReplyDraft', { kind: 'status', status: 400 })
  await it.presses('sato', '返信案')
  expect((await it.thread()).at(-1)).toContain('近い資料の文面をもとにした下書きです。')

  await it.presses('sato', '解決')
  await it.says('tanaka', 'ルーターの設定コマンドで、特定のポートを閉じる書き方を教えてください。')
  await it.presses('sato', '担当する')
  model.answers('ReplyDraft', {
    kind: 'fills',
    value: { items: [{ text: '端末は、7台までを対象とします。', sources: ['C-0001'] }] },
  })
  await it.presses('sato', '返信案')
  expect((await it.thread()).at(-1)).toMatch(/【C-0002】[\s\S]*7台まで[\s\S]*出典：C-0001/)
})
