import type { ConsultationState } from '../consultation/index.ts'

export const ja = {
  /** 11月24日 in the year of `today`, else with its year. */
  day: (day: string, today: string) => {
    const [year, month, date] = day.split('-').map(Number)
    return `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${year}年`}${month}月${date}日`
  },
  state: {
    answered: '回答済み',
    offered: '選択待ち',
    unanswered: '未回答',
    solved: '解決済み',
    unsolved: '未解決',
    escalated: 'コンサルタント対応中',
    withdrawn: '取り下げ済み',
  } satisfies Record<ConsultationState, string>,
  line: (day: string, subject: string, state: string, ticket: string | undefined) =>
    `${day}　${subject}（${state}${ticket === undefined ? '' : `・${ticket}`}）`,
  noSubject: '（件名なし）',
  show: '見る',
  title: { own: '相談履歴', company: '社内の相談' },
  found: (count: number) => `${count}件のご相談が見つかりました。`,
  asked: {
    days: (from: string, to: string) => (from === to ? `日付：${from}` : `期間：${from}〜${to}`),
    words: (words: string) => `ことば：${words}`,
  },
  none: {
    own: 'ご相談はまだありません。',
    company: '社内のご相談はまだありません。',
    found:
      '該当するご相談は見つかりませんでした。ご質問でしたら、お知りになりたいことを文章でお書きください。',
  },
  companyNote:
    '件名と状態だけを表示しています。ご質問と回答の内容は、ご本人とコンサルタントだけがご覧いただけます。',
  notOwner: '社内の相談の一覧は、貴社の管理者の方だけがご覧いただけます。',
  page: (from: number, to: number) => (from === to ? `${from}件目` : `${from}〜${to}件目`),
  more: '続きを見る',
  detail: {
    date: '日付',
    state: '状態',
    ticket: '受付番号',
    question: 'ご質問',
    answer: '回答',
    answerGone: '回答の記録は、保存期間を過ぎたため表示できません。',
    back: '相談履歴に戻る',
  },
  stale: 'この画面は古くなりました。お手数ですが、「相談履歴」とお書きください。',
}
