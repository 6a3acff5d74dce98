import { japaneseDate } from '../../chat/day.ts'

export const ja = {
  course: { learning: '学習コース', practice: '実践コース' },
  contract: {
    title: 'ご契約の状況',
    course: 'コース',
    period: '利用期間',
    none: 'ご契約の登録が見つかりません。コンサルタントにご相談ください。',
    days: (from: string, to: string, left: number) =>
      `${japaneseDate(from)}〜${japaneseDate(to)}（残り${left}日）`,
    over: (to: string) => `ご契約は${japaneseDate(to)}に満了しています。`,
    gap: (to: string, from: string) =>
      `ご契約は${japaneseDate(to)}に満了しています。次のご契約は${japaneseDate(from)}に始まります。`,
    notBegun: (from: string) => `ご契約は${japaneseDate(from)}に始まります。`,
  },
}

/** For the consultants: in Japanese, whoever asked. */
export const desk = {
  line: (course: string, to: string) => `${course}（${japaneseDate(to)}満了）`,
  unregistered: '契約の登録なし',
}
