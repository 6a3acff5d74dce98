export const ja = {
  status: {
    working: 'FAQと講座を確認しています',
    slow: 'もう少しお時間をいただいています。資料を確認しています',
  },
  sentPrivately: '個別にお送りしました。ダイレクトメッセージをご確認ください。',
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
