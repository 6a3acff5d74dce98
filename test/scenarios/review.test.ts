import { describe, expect, test } from 'vitest'
import { Prisma } from '#src/generated/prisma/client.ts'
import { platformsOf, type TestDeskOptions } from '#test/support/desk.ts'
import { modelServer } from '#test/support/model/server.ts'
import { deskWithReviews } from '#test/support/reviews.ts'
import { statusShown } from '#test/support/status.ts'

describe.each(platformsOf(import.meta.filename))('a review of the checksheet on %s', (platform) => {
  test('is submitted, taken, commented on, asked back about and returned; its suggestion is applied with one press', async () => {
    const it = await deskWithReviews(platform)
    await it.fills(1, {
      'level.CS-001-a': 'in_progress',
      'level.CS-001-b': 'unknown',
      evidence: '下書きがある',
    })
    await it.submitsReview('1年目の状況を見てください。')
    expect(await it.cards('tanaka', 'R-0001 チェックシートの添削')).toEqual([
      expect.stringContaining('添削を受け付けました'),
    ])
    expect(await it.left()).toContain('残り1回（全2回・使用済み0回・予約中1回）')
    // It is the copy that is reviewed, whatever is entered afterwards.
    await it.fills(2, { 'level.CS-002-a': 'done' })

    const [card = ''] = await it.cards('sato', 'R-0001 チェックシートの添削　株式会社みなと製作所')
    expect(card).toContain('実践コース')
    expect(card).toContain('1年目の状況を見てください。')
    expect(card).toMatch(/未入力\s74項目\s確認待ち\s1項目/)
    expect(await it.presses('sato', '担当する')).toContain('R-0001 は、佐藤が担当します。')
    expect(await it.cards('tanaka', 'R-0001 は、佐藤が担当します。')).toHaveLength(1)

    const first = await it.presses('sato', '項目を順に見る')
    expect(first).toContain('No.1（1st（基礎））')
    expect(first).toContain('下書きがある')
    expect(first).toContain('田中　達成 0/2 基準')
    const noted = { comment: '承認日を記録すれば達成です。', 'level.CS-001-a': 'done' }
    expect(await it.submits('sato', 'コメントする', noted)).toEqual({})
    expect(await it.newest('sato')).toContain('No.1 のコメントを保存しました。')
    expect(await it.newest('sato')).toContain('No.2（1st（基礎））')
    expect(await it.newest('sato')).not.toContain('**達成**')
    expect(await it.presses('sato', '項目の一覧')).toContain('No.1（コメント済み）')
    expect(await it.presses('sato', 'コメントした項目だけ見る')).toContain('基準1：対応中 → 達成')
    await it.presses('sato', '概要に戻る')

    await it.submits('sato', 'お客様に質問する', { question: '承認はいつですか。' })
    expect(await it.cards('tanaka', 'からの質問です')).toEqual([
      expect.stringContaining('承認はいつですか。'),
    ])
    await it.submits('tanaka', '質問に答える', { answer: '2025年4月です。' })
    expect(await it.cards('sato', 'お客様が回答しました')).toEqual([
      expect.stringContaining('2025年4月です。'),
    ])
    await it.presses('sato', '添削を開く')
    await it.submits('sato', '返却する', { remark: '全体によく取り組まれています。' })
    expect(await it.newest('sato')).toContain('R-0001 を返却しました')
    expect(await it.left()).toContain('残り1回（全2回・使用済み1回・予約中0回）')
    expect(await it.cards('tanaka', 'R-0001 の添削が終わりました（担当：佐藤）')).toHaveLength(1)

    const results = await it.presses('tanaka', '添削の結果を見る')
    expect(results).toContain('全体によく取り組まれています。')
    expect(results).toContain('コメントのある項目は1件です。')
    expect(await it.presses('tanaka', '見る')).toContain('承認日を記録すれば達成です。')
    const applied = await it.presses('tanaka', '提案を反映する')
    expect(applied).toContain('No.1 に提案を反映しました。')
    expect(applied).toContain('提案は、いまの入力に反映されています。')
    const item = await it.says('tanaka', 'No.1')
    expect(item).toContain('佐藤のコメント（R-0001）：承認日を記録すれば達成です。')
    expect(item).toContain('達成　基本方針の文書があり')
    expect(await it.presses('tanaka', '履歴')).toContain('（添削の提案から）')

    await it.says('tanaka', 'チェックシートの結果')
    await it.presses('tanaka', '添削の結果（R-0001）')
    await it.presses('tanaka', 'Excelで受け取る')
    const workbook = await it.workbook()
    expect(workbook.name).toBe('チェックシート_添削_R-0001_2026-11-24.xlsx')
    expect(workbook.words).toContain('承認日を記録すれば達成です。\n基準1：対応中 → 達成')
  })
})

describe('a review', () => {
  const platform = 'web'

  test('that nobody has taken is withdrawn, and its time comes back; what is pressed later shows how it stands', async () => {
    const it = await deskWithReviews(platform)
    await it.submitsReview('')
    await it.forges('田中', { type: 'review.submit', run: 1 }, { message: '二度目' })
    expect(await it.newest('tanaka')).toContain('受付済み')
    expect(await it.reviews()).toMatchObject([{ state: 'submitted', message: '' }])
    await it.presses('tanaka', '取り下げる')
    expect(await it.newest('tanaka')).toContain('使用予定だった1回分は戻りました')
    expect(await it.left()).toContain('残り2回（全2回・使用済み0回・予約中0回）')
    await it.forges('佐藤', { type: 'review.take', number: 1 })
    expect(await it.newest('sato')).toContain('R-0001 は「取下げ」のため、変更できません。')

    await it.submitsReview('')
    await it.presses('sato', '担当する')
    await it.forges('田中', { type: 'review.withdraw', number: 2 })
    expect(await it.newest('tanaka')).toContain('取り下げられません')
    // Of two, one is told who has it; whoever has not got it changes nothing.
    await it.forges('高橋', { type: 'review.take', number: 2 })
    expect(await it.newest('takahashi')).toContain('R-0002 は、佐藤が担当しています。')
    await it.forges('高橋', { type: 'review.return', number: 2 }, { remark: '横取り' })
    expect(await it.newest('takahashi')).toContain('R-0002 は、佐藤が担当しています。')
    await it.forges('佐藤', { type: 'review.return', number: 2 }, { remark: ' ' })
    expect(await it.newest('sato')).toContain('返却するには、項目へのコメントか全体への講評が必要です。')
    expect(await it.left()).toContain('予約中1回')
    await it.presses('takahashi', '添削を開く')
    expect(await it.presses('takahashi', '担当を引き継ぐ')).toContain('高橋が引き継ぎました')
    expect(await it.cards('sato', 'R-0002 の担当を高橋が引き継ぎました。')).toHaveLength(1)
    const said = await it.database.prisma.auditEntry.findMany({
      where: { what: { startsWith: 'review.' } },
      orderBy: { at: 'asc' },
    })
    expect(said.map(({ what }) => what)).toEqual([
      ...['review.submit', 'review.withdraw', 'review.submit', 'review.take', 'review.takeOver'],
    ])
  })

  test('whose suggestion meets another change is left to whoever applies it', async () => {
    const it = await deskWithReviews(platform)
    await it.fills(1, { 'level.CS-001-a': 'in_progress' })
    await it.submitsReview('')
    await it.presses('sato', '担当する')
    await it.presses('sato', '項目を順に見る')
    await it.submits('sato', 'コメントする', { comment: '', 'level.CS-001-a': 'done' })
    await it.fills(1, { 'level.CS-001-a': 'not_done' })
    await it.forges('佐藤', { type: 'review.return', number: 1 }, { remark: '' })
    await it.forges('田中', { type: 'review.apply', number: 1, item: 'CS-001' })
    expect(await it.newest('tanaka')).toContain('No.1 は、ほかの方が先に変更しました')
    // Nobody else's, and nothing that is not there.
    await it.forges('伊藤', { type: 'review.apply', number: 1, item: 'CS-001' })
    expect(await it.newest('ito')).toContain('この画面は古くなりました')
  })

  test('is gone through by numbers and by what was said or has changed', async () => {
    const it = await deskWithReviews(platform)
    await it.fills(1, { 'level.CS-001-a': 'in_progress' })
    await it.submitsReview('')
    await it.presses('sato', '担当する')
    await it.forges('佐藤', { type: 'review.return', number: 1 }, { remark: '講評' })
    await it.fills(2, { 'level.CS-002-a': 'done' })
    await it.submitsReview('')
    await it.presses('sato', '担当する')
    await it.fills(3, { evidence: '申込み後の根拠' })
    await it.presses('sato', '項目の一覧')
    expect(await it.newest('sato')).toContain('コメント・質問・変更のある項目は2件です。')
    expect(await it.newest('sato')).toContain('No.2（前回の添削から変更）')
    expect(await it.newest('sato')).toContain('No.3（申込み後に変更）')
    // What was entered afterwards is not what is reviewed.
    expect(await it.newest('sato')).not.toContain('申込み後の根拠')

    await it.submits('sato', '番号で開く', { item: 'Ｎｏ．２８' })
    expect(await it.newest('sato')).toContain('No.28（')
    await it.forges('佐藤', { type: 'review.jump', number: 2 }, { item: '99' })
    expect(await it.newest('sato')).toContain('その番号の項目はありません。')
    expect(await it.says('sato', 'No.12')).toContain('R-0002　')
    expect(await it.newest('sato')).toContain('No.12（')
    // Who has none is shown how the customers get on, as before.
    expect(await it.says('takahashi', 'No.12')).not.toContain('R-0002')

    await it.says('ito', 'チェックシート')
    await it.forges('伊藤', { type: 'review.submit', run: 0 }, { message: '' })
    await it.forges('佐藤', { type: 'review.take', number: 3 })
    const which = await it.says('sato', 'No.12')
    expect(which).toContain('No.12 を開く添削をお選びください。')
    expect(which).toContain('R-0002')
    expect(which).toContain('R-0003')
  })

  test('that nobody takes, or that is not returned, is reminded of once each, and never at night', async () => {
    const it = await deskWithReviews(platform)
    const UNTAKEN =
      'R-0001（株式会社みなと製作所）は、受付から目安の時間が過ぎましたが、まだ担当が決まっていません。'
    const UNRETURNED =
      'R-0001（株式会社みなと製作所）は、担当が決まってから目安の時間が過ぎました。返却をお願いします。'
    const told = async (words: string) => (await it.cards('sato', words)).length
    await it.submitsReview('')
    for (const time of ['2026-11-24T17:29', '2026-11-24T22:00', '2026-11-25T09:29']) {
      await it.at(time)
      expect(await told(UNTAKEN), time).toBe(0)
    }
    for (const time of ['2026-11-25T09:30', '2026-11-25T09:31', '2026-11-25T10:00']) {
      await it.at(time)
      expect(await told(UNTAKEN), time).toBe(1)
    }
    expect(await it.presses('sato', '担当する')).toContain('R-0001 は、佐藤が担当します。')

    // While the customer is asked something, it is their turn.
    await it.at('2026-11-26T09:30')
    await it.submits('sato', 'お客様に質問する', { question: '承認はいつですか。' })
    await it.at('2026-11-30T10:00')
    await it.submits('tanaka', '質問に答える', { answer: '2025年4月です。' })
    for (const time of ['2026-11-30T10:01', '2026-12-02T10:29']) {
      await it.at(time)
      expect(await told(UNRETURNED), time).toBe(0)
    }
    for (const time of ['2026-12-02T10:30', '2026-12-02T10:31', '2026-12-09T10:00']) {
      await it.at(time)
      expect(await told(UNRETURNED), time).toBe(1)
    }
    expect(await told(UNTAKEN)).toBe(1)
    await it.presses('sato', '添削を開く')
    await it.submits('sato', '返却する', { remark: '講評' })
    expect(await it.reviews()).toMatchObject([{ state: 'returned', clock: null, lookAt: null }])
  })

  test('that was open before the desk counted is counted from the first look on', async () => {
    const it = await deskWithReviews(platform)
    await it.submitsReview('')
    await it.database.prisma.checksheetReview.updateMany({
      data: { clock: Prisma.DbNull, lookAt: new Date('2026-11-20T00:00:00Z') },
    })
    await it.at('2026-11-26T09:30')
    await it.at('2026-11-26T17:29')
    expect(await it.cards('sato', '目安の時間')).toHaveLength(0)
    await it.at('2026-11-27T09:30')
    expect(await it.cards('sato', '目安の時間')).toHaveLength(1)
  })

  test('needs a time that is left', async () => {
    const it = await deskWithReviews(platform)
    for (const [at, name] of ['R-0001', 'R-0002'].entries()) {
      await it.submitsReview('')
      await it.presses('sato', '担当する')
      await it.forges('佐藤', { type: 'review.return', number: at + 1 }, { remark: `${name}の講評` })
    }
    await it.says('tanaka', 'チェックシートの結果')
    await it.presses('tanaka', '添削を申し込む（残り0回）')
    expect(await it.newest('tanaka')).toContain('添削の残り回数がありません。')
    await it.forges('田中', { type: 'review.submit', run: 0 }, { message: '' })
    expect(await it.newest('tanaka')).toContain('添削の残り回数がありません。')
    expect(await it.reviews()).toHaveLength(2)
  })

  test('of which two take at once has one consultant, and one that two submit at once is one', async () => {
    const it = await deskWithReviews(platform)
    await it.says('tanaka', 'チェックシート')
    await Promise.all([
      it.forges('田中', { type: 'review.submit', run: 0 }, { message: 'ひとつめ' }),
      it.forges('鈴木', { type: 'review.submit', run: 0 }, { message: 'ふたつめ' }),
    ])
    expect(await it.reviews()).toHaveLength(1)
    expect(await it.left()).toContain('予約中1回')
    await Promise.all([
      it.forges('佐藤', { type: 'review.take', number: 1 }),
      it.forges('高橋', { type: 'review.take', number: 1 }),
    ])
    const both = [await it.newest('sato'), await it.newest('takahashi')]
    expect(both.filter((words) => words.includes('が担当します。'))).toHaveLength(1)
    expect(both.filter((words) => words.includes('が担当しています。'))).toHaveLength(1)
  })
})

describe('a comment drafted by a model', () => {
  const withModel = async (parts: Partial<TestDeskOptions> = {}) => {
    const model = await modelServer()
    const environment = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url }
    const it = await deskWithReviews('web', environment, parts)
    await it.fills(1, {
      'level.CS-001-a': 'done',
      evidence: '田中が2025年4月に、みなと製作所の方針を改訂した。連絡先は tanaka@minato.example.jp',
    })
    await it.submitsReview('')
    await it.presses('sato', '担当する')
    const asked = () => model.requests.filter(({ schema }) => schema === 'ReviewComment')
    const drafts = () => it.database.prisma.checksheetReviewDraft.findMany()
    return { ...it, model, asked, drafts }
  }

  test('takes a moment, which is shown', async () => {
    const { shown, parts, momentPasses } = statusShown()
    const it = await withModel(parts)
    await it.presses('sato', '項目を順に見る')
    it.model.answers('ReviewComment', {
      kind: 'changes',
      change: (items) => {
        momentPasses()
        return items
      },
    })
    await it.presses('sato', 'コメント案')
    expect(shown.slice(-2)).toEqual(['コメント案を作成しています', null])
  })

  test('is a draft until a consultant saves it, sees no names, and is paid for once', async () => {
    const it = await withModel()
    await it.presses('sato', '項目を順に見る')
    const card = await it.presses('sato', 'コメント案')
    expect(card).toContain('コメント案を作成しました。お客様にはまだ表示されません。')
    expect(card).toContain('下書き（自動作成）')
    expect(it.asked()).toHaveLength(1)
    expect(it.asked()[0]?.text).not.toMatch(/田中|みなと|佐藤|minato/)
    expect(it.asked()[0]?.values.criteria).toMatch(/^CS-001-a: 基準1　.*　→　達成/)
    expect(it.asked()[0]?.values.asks).toContain('いつから')
    expect(await it.offered('sato')).not.toContain('コメント案')
    const form = JSON.stringify(await it.person('sato').opens('コメントする'))
    expect(form).toContain('基準1は、根拠に「')
    expect(form).toContain('田中')
    expect(await it.database.prisma.checksheetReviewNote.count()).toBe(0)

    // The next consultant sees the same one.
    await it.forges('高橋', { type: 'review.draft', number: 1, item: 'CS-001', show: 'all' })
    expect(await it.newest('takahashi')).toContain('R-0001 は、佐藤が担当しています。')
    await it.forges('高橋', { type: 'review.takeOver', number: 1 })
    await it.forges('高橋', { type: 'review.draft', number: 1, item: 'CS-001', show: 'all' })
    expect(await it.newest('takahashi')).toContain('基準1は、根拠に「')
    expect(it.asked()).toHaveLength(1)

    expect(
      await it.submits('takahashi', 'コメントする', { comment: '記録の場所をご記入ください。' }),
    ).toEqual({})
    expect(await it.drafts()).toEqual([])
    // What is said already is not drafted.
    await it.forges('高橋', { type: 'review.draft', number: 1, item: 'CS-001', show: 'all' })
    expect(await it.newest('takahashi')).not.toContain('下書き')
    await it.forges('高橋', { type: 'review.draft', number: 1, item: 'CS-002', show: 'all' })
    expect(await it.drafts()).toHaveLength(1)
    expect(it.asked()).toHaveLength(2)
    await it.forges('高橋', { type: 'review.return', number: 1 }, { remark: '' })
    expect(await it.drafts()).toEqual([])
    const seen = (await it.person('tanaka').sees()).map(({ words }) => words).join('\n')
    expect(seen).not.toMatch(/下書き（自動作成）|基準1は、根拠に/)
  })

  test('that does not hold is asked for once more and not shown, and what the model cannot do is said', async () => {
    const it = await withModel()
    await it.presses('sato', '項目を順に見る')
    const invented = (text: string, ...criteria: readonly string[]) =>
      ({ kind: 'fills', value: { items: [{ criteria, text }] } }) as const
    it.model.answers(
      'ReviewComment',
      invented('ISO27001の取得が必要です。', 'CS-001-a'),
      invented('よくできています。', 'CS-002-a'),
    )
    expect(await it.presses('sato', 'コメント案')).toContain('コメント案を作成できませんでした。')
    expect(it.asked().at(-1)?.values.rejected).toContain('unknownTerm')
    it.model.answers('ReviewComment', { kind: 'status', status: 400 })
    expect(await it.presses('sato', 'コメント案')).toContain('コメント案を作成できませんでした。')
    expect(await it.drafts()).toEqual([])
    expect(await it.presses('sato', 'コメント案')).toContain('下書き（自動作成）')
    expect(it.asked()).toHaveLength(4)
  })

  test('is offered by no desk without a model', async () => {
    const it = await deskWithReviews('web')
    await it.submitsReview('')
    await it.presses('sato', '担当する')
    await it.presses('sato', '項目を順に見る')
    expect(await it.offered('sato')).not.toContain('コメント案')
    await it.forges('佐藤', { type: 'review.draft', number: 1, item: 'CS-001', show: 'all' })
    expect(await it.database.prisma.checksheetReviewDraft.count()).toBe(0)
  })
})
