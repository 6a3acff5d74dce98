export const ja = {
  role: { staff: '担当者', owner: '管理者', consultant: 'コンサルタント', admin: '運営管理者' },
  unknown: {
    summary: 'ご利用の登録が確認できませんでした',
    user: 'はじめまして。ガイドライン対応の相談窓口です。恐れ入りますが、ご利用の登録が確認できませんでした。登録については、貴社の管理者の方にご確認ください。',
    workspace:
      'はじめまして。ガイドライン対応の相談窓口です。恐れ入りますが、このワークスペースはまだご契約に登録されていません。ご契約のお手続きをされた貴社の管理者の方にご確認ください。',
  },
  code: {
    refused:
      'このコードは使用できません。期限切れか、すでに使用された可能性があります。発行した管理者に、新しいコードをご依頼ください。',
    accepted: (name: string, role: string) => `${name}様を${role}として登録しました。`,
    next: {
      consultant: 'コンサルタント用のチャンネルに届くご相談をご確認ください。',
      admin:
        'ご相談を受け取るチャンネルで、相談窓口をメンションして「このチャンネルを相談窓口にする」とお書きください。',
    },
  },
  language: {
    changed: 'ボタンやご案内を日本語で表示します。英語に切り替えるときは「English」とお書きください。',
  },
}

/** Kept as the name of someone whose name nobody gave. */
export const unnamed = {
  staff: 'ご担当者',
  owner: 'ご担当者',
  consultant: 'コンサルタント',
  admin: '運営管理者',
}
