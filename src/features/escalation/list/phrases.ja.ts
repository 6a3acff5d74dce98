import type { TicketState } from '../ticket.ts'
import type { DeskTab } from './ticket-list-store.ts'

/** What the consultants' side reads: in Japanese. */
export const list = {
  title: 'チケット',
  tab: { mine: '自分の担当', untaken: '未対応', overdue: '期限超過' } satisfies Record<DeskTab, string>,
  counted: (tab: string, count: number) => `${tab}（${count}件）`,
  none: {
    mine: '担当しているチケットはありません。',
    untaken: '未対応のチケットはありません。',
    overdue: '期限を過ぎたチケットはありません。',
  } satisfies Record<DeskTab, string>,
  open: '開く',
  more: '続きを見る',
  page: (from: number, to: number) => `${from}〜${to}件目`,
  subject: (subject: string) => subject || '（件名なし）',
  of: (organisation: string) => `（${organisation}）`,
  waits: (waited: string) => `${waited}お待ち`,
  answered: 'お客様の返信待ち',
  late: '期限超過',
  consultant: (name: string) => `担当：${name}`,
}

/** The customer's side. */
export const ja = {
  title: { own: 'コンサルタントへのご相談', company: '社内のコンサルタントへのご相談' },
  none: {
    own: 'コンサルタントにお引き継ぎしたご相談はありません。',
    company: '社内でコンサルタントにお引き継ぎしたご相談はありません。',
  },
  button: { own: '自分の相談', company: '社内の相談' },
  more: '続きを見る',
  subject: '（件名なし）',
  state: {
    new: '受付済み',
    taken: '対応中',
    waitingForCustomer: '返信をお待ちしています',
    waitingForConsultant: '対応中',
    solved: '回答済み',
    closed: '完了',
  } satisfies Record<TicketState, string>,
  consultant: (state: string, name: string) => `${state}（担当：${name}）`,
}
