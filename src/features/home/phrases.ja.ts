import type { Role } from '../../chat/context.ts'
import type { Platform } from '../../chat/event.ts'

export const ja = {
  title: (name: string) => `${name}様のホーム`,
  hello: (deskName: string) =>
    `${deskName}をご利用いただけるようになりました。資料をもとに自動でお答えし、確実にお答えできないことはコンサルタントにおつなぎします。`,
  name: 'お名前',
  organisation: 'ご所属',
  role: {
    staff: '担当者',
    owner: '管理者',
    consultant: 'コンサルタント',
    admin: '運営管理者',
  } satisfies Record<Role, string>,
  person: (name: string, role: string) => `${name}様（${role}）`,
  how: {
    customer:
      'ご質問は、この窓口との1対1のチャットに、メールと同じようにそのままお書きください。チャンネルでは、窓口をメンションしてお書きください。下の［相談を書く］からもお送りいただけます。',
  },
  notices: (told: number, awaiting: number) =>
    awaiting === 0
      ? `貴社へのお知らせ：${told}件`
      : `貴社へのお知らせ：${told}件（うち「確認しました」をお待ちしているもの${awaiting}件）`,
  recent: '最近のご相談',
  none: 'ご相談はまだありません。',
  company: (open: number, withConsultant: number) =>
    open === 0
      ? '社内のご相談：解決していないものはありません。'
      : `社内のご相談：解決していないもの${open}件（うちコンサルタント対応中${withConsultant}件）`,
  consultants: {
    label: 'ご相談の届く場所',
    channel: (platform: string, channel: string) => `${platform}のチャンネル（${channel}）`,
    missing: {
      admin:
        'まだ設定されていません。ご相談を受け取るチャンネルで、相談窓口をメンションして「このチャンネルを相談窓口にする」とお書きください。',
      others: 'まだ設定されていません。運営管理者にご確認ください。',
    },
    platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' } satisfies Record<Platform, string>,
    how: '引き継がれたご相談は、上のチャンネルにカードで届きます。この窓口との1対1のチャットで、お客様と同じ回答をお確かめいただけます。',
  },
  button: {
    write: '相談を書く',
    checksheet: 'チェックシート',
    history: '相談履歴',
    company: '社内の相談',
    notices: 'お知らせを見る',
    link: '別のアプリとつなぐ',
  },
}
