/** The consultants' own card: in Japanese, whoever asked. */
export const desk = {
  platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' },
  card: {
    urgent: '事故が進行している可能性があります。至急ご対応ください。',
    organisation: 'お客様',
    contract: 'ご契約',
    asker: '依頼者',
    files: '添付ファイル',
    question: 'ご質問',
    answered: '自動応答の内容',
    unanswered: '確実にお答えできる資料がなく、回答していません。',
    sources: '出典',
    trace: '回答の経緯',
    renew: 'ファイルのリンクを更新する',
    withdrawn: 'お客様がご質問を取り下げました。',
    takenBack: 'お客様がご相談を取り下げました。対応の必要はありません。',
  },
}

export const ja = {
  channel: {
    set: 'このチャンネルを、コンサルタントの相談窓口に設定しました。引き継がれたご相談は、こちらに届きます。',
    waiting: (count: number) => `お待ちいただいているご相談が${count}件あります。続けてお送りします。`,
    notAdmin: '相談窓口のチャンネルを設定できるのは、運営管理者だけです。',
    notShared: '相談窓口にするチャンネルの中で、相談窓口をメンションしてお書きください。',
  },
}
