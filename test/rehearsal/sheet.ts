import { guideline } from '#test/support/checksheets.ts'
import { filledIn } from '#test/support/filled-workbook.ts'
import type { Cast } from './begin.ts'
import type { Actor, Stage } from './stage.ts'

/** What the answer to an item is, criterion by criterion. */
const levels = (number: number, ...said: readonly string[]) => {
  const item = guideline.items.find((one) => one.number === number)
  const marks = (item?.criteria ?? []).map(({ id }, at) => [`level.${id}`, said[at] ?? said.at(-1) ?? ''])
  return Object.fromEntries(marks) as Record<string, string>
}

/** Begun by one, finished by a colleague: in conversation, and in Excel. */
export async function fillSheet(it: Stage, { tanaka, suzuki }: Cast): Promise<void> {
  it.act('4. チェックシートを、田中が始め、鈴木が仕上げる')
  await it.at('2026-04-14T10:00')
  await it.says(tanaka, 'チェックシート')
  await it.presses(tanaka, '入力を始める')
  await it.pictured('checksheet-item', 'チェックシートの1項目', 'No.1・', '入力する')
  await fills(it, tanaka, 1, {
    ...levels(1, 'done', 'in_progress'),
    evidence: '2025年4月の役員会で承認。全社員へは未周知',
  })
  await fills(it, tanaka, 2, { ...levels(2, 'done'), evidence: '就業規則 第12条' })
  await it.says(tanaka, 'これはクラウドも対象ですか？')
  await fills(it, tanaka, 3, { ...levels(3, 'unknown') })
  await it.at('2026-04-15T14:00')
  await it.says(suzuki, 'チェックシート')
  await it.says(suzuki, 'No.3')
  await fills(it, suzuki, 3, { ...levels(3, 'in_progress'), evidence: '推進体制図を作成中' })
  await it.says(suzuki, 'チェックシートの結果')
  await it.presses(suzuki, 'Excelで受け取る')
  const { content } = await it.file(suzuki)
  const cells = guideline.items
    .filter(({ number }) => number > 3)
    .flatMap(({ number, criteria }) =>
      criteria.map(({ id }) => [id, '達成状況', number % 3 === 0 ? '未達成' : '達成'] as const),
    )
  await it.says(suzuki, '', { files: [await filledIn(content, ...cells)] })
  await it.presses(suzuki, '取り込む')
  await it.says(suzuki, 'チェックシートの結果')
  await it.pictured('checksheet-results', 'チェックシートの結果', '優先して取り組みたい項目')
  await it.chart(suzuki, 'checksheet-chart', '結果とともに届くグラフ')
}

const fills = (it: Stage, who: Actor, _: number, values: Readonly<Record<string, string>>) =>
  it.submits(who, '入力する', values)

/** 添削, from the application to the applied suggestion. */
export async function reviewSheet(it: Stage, { tanaka, sato }: Cast): Promise<void> {
  it.act('5. 添削を申し込み、コメントを反映する')
  await it.at('2026-04-20T10:00')
  await it.says(tanaka, 'チェックシートの結果')
  await it.presses(tanaka, '添削を申し込む（残り2回）')
  await it.submits(tanaka, '申し込む', { message: '初めての入力です。甘い判定がないか見てください。' })
  await it.presses(sato, '担当する')
  await it.presses(sato, '項目を順に見る')
  await it.submits(sato, 'コメントする', {
    comment: '承認の日付まで書けています。周知の方法（掲示・朝礼など）が決まれば達成です。',
    'level.CS-001-b': 'in_progress',
  })
  await it.presses(sato, '概要に戻る')
  await it.submits(sato, 'お客様に質問する', { question: '全社員への周知は、いつごろの予定ですか。' })
  await it.submits(tanaka, '質問に答える', { answer: '5月の全体朝礼で行う予定です。' })
  await it.presses(sato, '添削を開く')
  await it.submits(sato, '返却する', { remark: '根拠の書き方が具体的で、よく取り組まれています。' })
  await it.presses(tanaka, '添削の結果を見る')
  await it.presses(tanaka, '見る')
  await it.pictured('review', '返却された添削', '周知の方法')
}
