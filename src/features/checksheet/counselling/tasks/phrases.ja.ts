import { quoted } from '../../../../chat/quoted.ts'
import type { TaskReminder } from './tasks.ts'

const day = (of: string) => {
  const [year, month, date] = of.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

export const ja = {
  title: '対策タスク',
  mine: '対策タスク（自分の担当）',
  none: '対策タスクはまだありません。カウンセリングをお申し込みいただくと、対策プログラムの内容がタスクになります。',
  noneMine: 'ご自分が担当の対策タスクはありません。',
  means: { governance: 'ガバナンス強化', product: 'ツール導入' },
  label: {
    progress: '進み具合',
    state: '状態',
    due: '期限',
    who: '担当',
    sheet: 'チェックシート',
    reason: '優先順位の理由',
    tools: '導入が必要なツール',
    note: '補足',
  },
  bar: (done: number, total: number) => {
    const full = total === 0 ? 0 : Math.floor((8 * done) / total)
    return `完了 ${done}/${total} ${'■'.repeat(full)}${'□'.repeat(8 - full)}`
  },
  state: { open: '対応中', done: '完了' },
  name: (category: string, numbers: string) => `${category}　No.${numbers}`,
  day,
  noDue: '未定',
  nobody: '未定',
  due: (of: string | undefined) => `期限：${of === undefined ? '未定' : day(of)}`,
  who: (name: string | undefined) => `担当：${name ?? '未定'}`,
  overdue: '⚠️ 期限を過ぎています',
  met: (met: number, items: number) => `達成 ${met}/${items} 項目`,
  allMet: 'チェックシートでは、すべて達成になりました。タスクを完了にできます。',
  choose: { done: '終わったもの', change: '期限・担当・内容' },
  done: (name: string) => `${quoted(name)}を完了にしました。`,
  alreadyDone: (name: string) => `${quoted(name)}は、すでに完了しています。`,
  reopened: (name: string) => `${quoted(name)}を対応中に戻しました。`,
  dueSet: (name: string, of: string) => `${quoted(name)}の期限を${day(of)}にしました。`,
  dueMoved: (name: string, of: string) =>
    `ご指定の日は休業日のため、${quoted(name)}の期限を次の営業日の${day(of)}にしました。`,
  dueCleared: (name: string) => `${quoted(name)}の期限を未定にしました。`,
  assigned: (name: string, member: string) => `${quoted(name)}の担当を${member}にしました。`,
  unassigned: (name: string) => `${quoted(name)}の担当を未定にしました。`,
  whom: (name: string) => `${quoted(name)}を担当する方`,
  noOne: '担当を決めない',
  remind: {
    title: {
      soon: '対策タスクの期限が近づいています',
      due: '本日が期限の対策タスクがあります',
      overdue: '期限を過ぎた対策タスクがあります',
    } satisfies Record<TaskReminder, string>,
    kind: {
      soon: '期限が近いもの',
      due: '本日が期限のもの',
      overdue: '期限を過ぎたもの',
    } satisfies Record<TaskReminder, string>,
    line: (name: string, of: string) => `${name}（期限：${day(of)}）`,
    more: (count: number) => `ほか${count}件`,
    how: '終わったものは「完了にする」を、期限を見直す場合は「期限を決める」をお選びください。',
  },
  button: {
    list: 'タスク一覧を見る',
    all: 'すべてのタスク',
    mine: '自分の担当だけ',
    more: '続きを見る',
    show: '開く',
    done: '完了にする',
    reopen: '対応中に戻す',
    due: '期限を決める',
    who: '担当を決める',
    choose: '選ぶ',
    program: '対策プログラム',
    ask: 'カウンセリングを申し込む',
  },
  form: {
    title: '期限を決める',
    due: '期限（空欄にすると未定になります）',
    hint: '例：2026-12-18、12月18日。休業日の場合は、次の営業日になります。',
    unreadable: '日付を読み取れません。「2026-12-18」や「12月18日」のように入力してください。',
    past: '今日以降の日付を入力してください。',
    tooFar: '3年以内の日付を入力してください。',
    submit: '決める',
    cancel: 'やめる',
  },
}
