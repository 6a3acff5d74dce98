import { describe, expect, test } from 'vitest'
import { platforms } from '#test/support/desk.ts'
import { deskWithReviews } from '#test/support/reviews.ts'

describe.each(platforms)('a review of the checksheet on %s', (platform) => {
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
    await it.presses('sato', '概要に戻る')
    expect(await it.presses('sato', 'コメントした項目だけ見る')).toContain('基準1：対応中 → 達成')

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
