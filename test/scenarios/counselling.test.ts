import { describe, expect, test } from 'vitest'
import { deskWithCounselling } from '#test/support/counsellings.ts'

/** As it was exported. */
const FIRST_ANSWER = expect.objectContaining({
  itemId: 'CS-001',
  changes: [expect.objectContaining({ revision: 1, source: 'walk' })],
})

describe('counselling', () => {
  test('is asked for, drafted from the answers, edited, delivered, and worked off as tasks', async () => {
    const it = await deskWithCounselling('teams')
    await it.fills(28, {})
    await it.answersAll('done', ['CS-010', 'CS-012', 'CS-018', 'CS-034'])
    await it.says('tanaka', 'チェックシートの結果')
    const sure = await it.presses('tanaka', 'カウンセリングを申し込む（残り1回）')
    expect(sure).toContain('1回分を使用します')
    expect(sure).toMatch(/入力済み\s\d+\/75 項目/)
    await it.submits('tanaka', '申し込む', { message: 'まず事故への備えを優先したい。' })
    expect(await it.cards('tanaka', 'カウンセリングを受け付けました')).toHaveLength(1)
    expect(await it.left()).toContain('残り0回（全1回・使用済み0回・予約中1回）')

    const [card = ''] = await it.cards('sato', 'K-0001 カウンセリング　株式会社みなと製作所')
    expect(card).toContain('実践コース')
    expect(card).toContain('まず事故への備えを優先したい。')
    expect(card).toMatch(/ガバナンス強化 \d+件・ツール導入 1件/)
    expect(await it.presses('sato', '担当する')).toContain('K-0001 は、佐藤が担当します。')
    expect(await it.cards('tanaka', 'K-0001 は、佐藤が担当します。')).toHaveLength(1)

    const tools = await it.presses('sato', 'ツール導入の一覧')
    expect(tools).toContain('1　')
    const row = await it.presses('sato', '開く')
    expect(row).toContain('達成していない基準が')
    const edit = {
      reason: '先に入れると、ほかの対策が進めやすくなります。',
      tools: 'EDR',
      note: '',
      due: '3',
    }
    expect(await it.submits('sato', '修正する', edit)).toEqual({})
    expect(await it.newest('sato')).toContain('対策を修正しました。')
    expect(await it.presses('sato', '順位を上げる')).toContain('これ以上は動かせません。')
    expect(await it.presses('sato', '外す')).toContain('対策を外しました。')
    expect(await it.presses('sato', '戻す')).toContain('対策を戻しました。')
    await it.presses('sato', '一覧に戻る')
    await it.presses('sato', '概要に戻る')
    const preview = await it.presses('sato', 'お客様の見え方を確認')
    expect(preview).toContain('必要なツール：EDR')
    expect(preview).toContain('期限の目安：納品から3営業日')
    await it.presses('sato', '概要に戻る')
    await it.submits('sato', '承認して納品する', { remark: '半年で一巡させましょう。' })
    expect(await it.newest('sato')).toContain('K-0001 を納品しました')
    expect(await it.left()).toContain('残り0回（全1回・使用済み1回・予約中0回）')

    const [program = ''] = await it.cards('tanaka', 'K-0001 の対策プログラムができました（担当：佐藤）')
    expect(program).toContain('半年で一巡させましょう。')
    expect(program).toContain('先に入れると、ほかの対策が進めやすくなります。')
    expect(program).toContain('期限の目安：2026年11月27日')
    const workbook = await it.workbook()
    expect(workbook.name).toBe('対策プログラム_K-0001_2026-11-24.xlsx')
    for (const words of ['ガバナンス強化', 'ツール導入', '優先順位', 'ラベル（カテゴリ）', '項目ナンバー'])
      expect(workbook.words).toContain(words)
    expect(workbook.words).toContain('先に入れると、ほかの対策が進めやすくなります。')

    // What is to be done: one press closes it.
    const listed = await it.says('suzuki', '対策タスク')
    expect(listed).toMatch(/完了 0\/\d+/)
    expect(listed).toContain('期限：2026年11月27日　担当：未定')
    await it.presses('suzuki', '開く')
    await it.presses('suzuki', '担当を決める')
    expect(await it.presses('suzuki', '選ぶ')).toContain('の担当を')
    expect(await it.submits('suzuki', '期限を決める', { due: '12月5日' })).toEqual({})
    expect(await it.newest('suzuki')).toContain('次の営業日の2026年12月7日にしました。')
    expect(await it.presses('suzuki', '完了にする')).toContain('を完了にしました。')
    expect(await it.presses('suzuki', 'タスク一覧を見る')).toMatch(/完了 1\/\d+/)
  })

  test('is for the practice course, as long as one is left, one at a time; what is not begun is taken back', async () => {
    const it = await deskWithCounselling('web')
    await it.person('ito').says('カウンセリングを申し込みたい')
    await it.settled()
    expect(await it.newest('ito')).toContain('実践コースの内容です。')
    expect(await it.presses('ito', '実践コースとの違い')).toContain('学習コースと実践コースの違い')
    await it.forges('伊藤', { type: 'counselling.submit', run: 0 }, { message: '' })
    expect(await it.newest('ito')).toContain('実践コースの内容です。')

    // Who has answered nothing yet is told so, and may go on.
    const empty = await it.says('tanaka', '対策プログラムを作ってほしい')
    expect(empty).toContain('まだ入力がないため')
    expect(empty).toMatch(/入力済み\s0\/75 項目/)
    await it.submits('tanaka', '申し込む', { message: '' })
    expect(await it.cards('tanaka', 'カウンセリングを受け付けました')).toHaveLength(1)
    await it.forges('田中', { type: 'counselling.submit', run: 1 }, { message: '二度目' })
    expect(await it.newest('tanaka')).toContain('受付済み')
    expect(await it.says('tanaka', '対策プログラム')).toContain('受付済み')
    await it.presses('tanaka', '取り下げる')
    expect(await it.newest('tanaka')).toContain('使用予定だった1回分は戻りました')
    expect(await it.left()).toContain('残り1回（全1回・使用済み0回・予約中0回）')
    await it.forges('佐藤', { type: 'counselling.take', number: 1 })
    expect(await it.newest('sato')).toContain('K-0001 は「取下げ」のため、変更できません。')

    await it.asksForProgram('')
    await Promise.all([
      it.forges('佐藤', { type: 'counselling.take', number: 2 }),
      it.forges('高橋', { type: 'counselling.take', number: 2 }),
    ])
    const both = [await it.newest('sato'), await it.newest('takahashi')]
    expect(both.filter((words) => words.includes('が担当します。'))).toHaveLength(1)
    expect(both.filter((words) => words.includes('が担当しています。'))).toHaveLength(1)
    await it.forges('田中', { type: 'counselling.withdraw', number: 2 })
    expect(await it.newest('tanaka')).toContain('取り下げられません')
    const [, { consultantName = '' } = {}] = await it.counsellings()
    const [has, not] = consultantName === '佐藤' ? (['佐藤', '高橋'] as const) : (['高橋', '佐藤'] as const)
    await it.forges(not, { type: 'counselling.deliver', number: 2 }, { remark: '横取り' })
    await it.forges(not, { type: 'counselling.drop', number: 2, row: 1 })
    await it.forges('田中', { type: 'counselling.drop', number: 2, row: 1 })
    expect(await it.newest('tanaka')).toContain('この画面は古くなりました')
    expect(await it.tasks()).toEqual([])
    // Without any row there is nothing to deliver.
    const rows = await it.database.prisma.counsellingRow.findMany({ where: { dropped: false } })
    await it.database.prisma.counsellingRow.updateMany({
      where: { counsellingId: (await it.counsellings())[1]?.id ?? '' },
      data: { dropped: true },
    })
    await it.forges(has, { type: 'counselling.deliver', number: 2 }, { remark: '' })
    expect(await it.newest(has === '佐藤' ? 'sato' : 'takahashi')).toContain('対策が1件以上必要です')
    expect(rows.length).toBeGreaterThan(0)
    await it.forges(has, { type: 'counselling.restore', number: 2, row: 1 })
    await it.forges(not, { type: 'counselling.takeOver', number: 2 })
    await it.forges(not, { type: 'counselling.deliver', number: 2 }, { remark: '' })
    expect(await it.tasks()).toMatchObject([{ row: 1, state: 'open' }])
    // Used up.
    await it.forges('田中', { type: 'counselling.submit', run: 1 }, { message: '' })
    expect(await it.newest('tanaka')).toContain('カウンセリングの残り回数がありません。')
    const said = await it.database.prisma.auditEntry.findMany({
      where: { what: { startsWith: 'counselling.' } },
      orderBy: { at: 'asc' },
    })
    expect(said.map(({ what }) => what)).toEqual([
      ...['counselling.submit', 'counselling.withdraw', 'counselling.submit', 'counselling.take'],
      ...['counselling.takeOver', 'counselling.deliver'],
    ])
  })

  test('that nobody takes, or that is not delivered, is reminded of once each', async () => {
    const it = await deskWithCounselling('web')
    await it.says('tanaka', 'チェックシート')
    await it.answersAll('done', ['CS-010'])
    await it.asksForProgram('')
    const told = async (words: string) => (await it.cards('sato', words)).length
    for (const [time, untaken] of [
      ['2026-11-24T17:29', 0],
      ['2026-11-25T09:30', 1],
      ['2026-11-25T10:00', 1],
    ] as const) {
      await it.at(time)
      expect(await told('K-0001（株式会社みなと製作所）は、受付から目安の時間が過ぎました'), time).toBe(
        untaken,
      )
    }
    await it.presses('sato', '担当する')
    for (const [time, undelivered] of [
      ['2026-11-30T09:59', 0],
      ['2026-11-30T10:00', 1],
      ['2026-12-02T10:00', 1],
    ] as const) {
      await it.at(time)
      expect(await told('担当が決まってから目安の時間が過ぎました。納品をお願いします。'), time).toBe(
        undelivered,
      )
    }
  })

  test('becomes tasks of which whoever looks after them is reminded, and which the sheet can close', async () => {
    const it = await deskWithCounselling('slack')
    await it.says('tanaka', 'チェックシート')
    await it.fills(2, { 'level.CS-002-a': 'in_progress' })
    await it.answersAll('done', ['CS-001'])
    await it.asksForProgram('')
    await it.delivers(1)
    const [task] = await it.tasks()
    if (!task) throw new Error('nothing was delivered')
    const named = { number: 1, row: task.row }
    await it.forges('鈴木', { type: 'task.due', ...named }, { due: '2026-12-04' })
    await it.forges('鈴木', { type: 'task.due', ...named }, { due: 'そのうち' })
    expect(await it.newest('suzuki')).toContain('日付を読み取れません')
    await it.forges('鈴木', { type: 'task.due', ...named }, { due: '11月20日' })
    // Another customer has none of it.
    await it.forges('伊藤', { type: 'task.done', ...named })
    expect(await it.newest('ito')).toContain('この画面は古くなりました')

    await it.forges('田中', { type: 'task.due', ...named }, { due: '2026-12-04' })
    await it.at('2026-11-30T10:00')
    expect(await it.reminders('tanaka')).toEqual([])
    // Three business days before, as the desk opens, and once.
    await it.at('2026-12-01T08:00')
    expect(await it.reminders('tanaka')).toEqual([])
    await it.at('2026-12-01T09:30')
    await it.at('2026-12-02T09:30')
    expect(await it.reminders('tanaka')).toEqual([
      expect.stringContaining('対策タスクの期限が近づいています'),
    ])
    const member = await it.database.prisma.member.findFirstOrThrow({ where: { name: '鈴木' } })
    await it.forges('田中', { type: 'task.assign', ...named, member: member.id })
    await it.at('2026-12-04T10:00')
    await it.at('2026-12-07T10:00')
    await it.at('2026-12-08T10:00')
    expect(await it.reminders('suzuki')).toEqual([
      expect.stringContaining('本日が期限の対策タスクがあります'),
      expect.stringContaining('期限を過ぎた対策タスクがあります'),
    ])
    expect(await it.reminders('tanaka')).toHaveLength(1)

    // What is answered later closes nothing by itself.
    expect(await it.says('tanaka', 'タスク一覧')).toContain('期限を過ぎています')
    await it.fills(1, { 'level.CS-001-a': 'done', 'level.CS-001-b': 'done' })
    await it.fills(2, { 'level.CS-002-a': 'done', 'level.CS-002-b': 'done', 'level.CS-002-c': 'done' })
    const listed = await it.says('tanaka', 'タスク一覧')
    expect(listed).toContain('チェックシートでは、すべて達成になりました。')
    expect(listed).toContain('完了 0/1')
    expect(await it.presses('tanaka', '完了にする')).toContain('を完了にしました。')
    await it.at('2026-12-09T10:00')
    expect(await it.reminders('suzuki')).toHaveLength(2)

    // All of it is theirs to be handed out.
    expect(await it.exported('MINATO')).toMatchObject({
      kind: 'exported',
      document: {
        checksheetRuns: [{ number: 1, answers: expect.arrayContaining([FIRST_ANSWER]) }],
        counsellings: [{ number: 1, state: 'delivered', rows: [{ row: 1, task: { state: 'done' } }] }],
        reviews: [],
      },
    })
  })
})
