interface Of {
  readonly topic: string
  readonly organisation: string
  readonly consultant: string
}

export const ja = {
  event: {
    summary: {
      customer: ({ topic, consultant }: Of) => `Web会議：${topic}（担当：${consultant}）`,
      consultant: ({ topic, organisation }: Of) => `${organisation}　Web会議：${topic}`,
    },
    label: {
      number: '予約番号',
      organisation: 'お客様',
      bookedBy: 'ご予約者',
      consultant: '担当',
      topic: 'ご相談内容',
      agenda: '詳しい内容',
      attendees: '参加者',
    },
    line: (label: string, value: string) => `${label}：${value}`,
  },
  file: {
    name: (number: string) => `Web会議_${number}.ics`,
    cancelledName: (number: string) => `Web会議_${number}_取消.ics`,
    asked: (number: string) =>
      `${number}のWeb会議の予定ファイルです。開くと、お使いのカレンダーに登録できます。`,
    changed: (number: string) =>
      `${number}のWeb会議の、変更後の予定ファイルです。開くと、カレンダーの予定が新しい内容に変わります。`,
    cancelled: (number: string) =>
      `${number}のWeb会議の、取消の予定ファイルです。開くと、カレンダーの予定を取り消せます。`,
  },
  feed: {
    name: { customer: 'Web会議の予定', consultant: 'Web会議の予定（担当）' },
  },
  link: {
    title: 'カレンダーの購読',
    how: {
      customer:
        '貴社のWeb会議の予定を、お使いのカレンダー（Outlook、Googleカレンダーなど）に表示できます。予約の変更や取消も、自動で反映されます。',
      consultant:
        'ご自身が担当するWeb会議の予定を、お使いのカレンダー（Outlook、Googleカレンダーなど）に表示できます。予約の変更や取消も、自動で反映されます。',
    },
    none: '購読用のリンクは、まだありません。',
    since: (when: string) => `購読用のリンクがあります（${when}に発行）。`,
    made: '購読用のリンクを発行しました。カレンダーの「URLで追加」「インターネットから購読」などに、このリンクを貼り付けてください。',
    replaced: 'これまでのリンクは使えなくなりました。',
    secret:
      'リンクを表示するのは、この1回だけです。リンクを知っている方は予定を見られますので、ほかの方には渡さないでください。登録から外れると、リンクは使えなくなります。',
    revoked: '購読用のリンクを無効にしました。',
    label: 'リンク',
    button: {
      show: 'カレンダーで購読する',
      make: 'リンクを発行する',
      renew: '新しいリンクに替える',
      revoke: 'リンクを無効にする',
    },
  },
}
