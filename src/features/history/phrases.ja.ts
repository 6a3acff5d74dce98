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
}
