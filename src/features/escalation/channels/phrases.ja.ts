import type { Course } from '../../../chat/context.ts'
import type { Platform } from '../../../chat/event.ts'

export const ja = {
  course: { learning: '学習コース', practice: '実践コース' } satisfies Record<Course, string>,
  set: {
    default:
      'このチャンネルを、コンサルタントの相談窓口に設定しました。引き継がれたご相談は、こちらに届きます。',
    of: (whose: string) =>
      `このチャンネルを、${whose}の相談窓口に設定しました。${whose}から引き継がれたご相談は、こちらに届きます。`,
  },
  waiting: (count: number) => `お待ちいただいているご相談が${count}件あります。続けてお送りします。`,
  unknown: (code: string) => `組織コード ${code} のお客様は登録されていません。`,
  title: '相談窓口の一覧',
  none: '相談窓口のチャンネルは、まだ設定されていません。',
  everything: 'その他すべて',
  line: (whose: string, place: string) => `${whose}：${place}`,
  place: (platform: Platform, channel: string) =>
    `${{ slack: 'Slack', teams: 'Teams', web: 'Webチャット' }[platform]}のチャンネル（${channel}）`,
  how: 'ご相談は、お客様ごとの窓口、コースごとの窓口、その他すべての窓口の順に探して届けます。',
  extra: '個別の窓口',
  remove: '外す',
  removed: (whose: string) => `${whose}の相談窓口を外しました。これからのご相談は、次の窓口に届きます。`,
  gone: 'この相談窓口は、すでに外されています。',
}
