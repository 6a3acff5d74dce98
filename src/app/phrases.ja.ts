export const ja = {
  status: {
    step: {
      reading: 'ご質問を整理しています',
      searching: 'FAQと講座を確認しています',
      writing: '回答を作成しています',
      drafting: '返信案を作成しています',
      commenting: 'コメント案を作成しています',
    },
    slow: 'もう少しお時間をいただいています。資料を確認しています',
  },
  sentPrivately: '個別にお送りしました。相談窓口との1対1のチャットをご確認ください。',
  addTheApp:
    '個別にお送りするため、お手数ですが、Teamsの「アプリ」から相談窓口を追加のうえ、その個人チャットでもう一度お尋ねください。',
  fault: {
    summary: '回答をお送りできませんでした',
    first: (reference: string) =>
      `申し訳ございません。システムの不具合により、回答をお送りできませんでした（お問い合わせ番号 ${reference}）。ご相談の内容はお預かりしております。5分以内に改めてご連絡いたします。`,
    action: (reference: string) =>
      `申し訳ございません。システムの不具合により、操作を完了できませんでした（お問い合わせ番号 ${reference}）。5分以内に改めてお知らせいたします。`,
    last: (reference: string) =>
      `申し訳ございません。操作を完了できませんでした（お問い合わせ番号 ${reference}）。お手数ですが、もう一度お試しください。`,
    lastQuestion: (reference: string) =>
      `申し訳ございません。自動での回答ができませんでした（お問い合わせ番号 ${reference}）。コンサルタントが内容を確認します。`,
  },
}
