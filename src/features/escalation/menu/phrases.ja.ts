/** What the consultants' side reads behind […]: in Japanese, whoever asked. */
export const menu = {
  title: (ticket: string, subject: string) => `${ticket}　${subject}`,
  button: {
    handOver: '引き継ぐ',
    handOverTo: 'この人に引き継ぐ',
    meet: 'Web会議を提案',
    talk: '会話の全文',
    more: '続きを見る',
  },
  handOver: {
    choose: (ticket: string) => `${ticket} を引き継ぐ相手をお選びください。`,
    nobody: (ticket: string) => `${ticket} を引き継げるコンサルタントが、ほかに登録されていません。`,
    done: (ticket: string, after: string) => `${ticket} を${after}に引き継ぎました。`,
    yours: (ticket: string, before: string, subject: string, organisation: string) =>
      `${before}から ${ticket}（${subject}・${organisation}）を引き継ぎました。これまでの経緯は、スレッドと［会話の全文］でご覧いただけます。`,
    taken: (ticket: string, after: string) => `${ticket} の担当は、${after}に替わりました。`,
    line: (ticket: string, after: string, before: string) =>
      `${ticket} の担当を、${before}から${after}に引き継ぎました。`,
  },
  meet: {
    done: (ticket: string, left: number) =>
      `${ticket} のお客様に、Web会議をご提案しました（残り${left}回）。`,
    noneLeft: (ticket: string) =>
      `${ticket} のお客様は、Web会議の残り回数がありません。ご提案は送信していません。`,
    outside: (ticket: string) =>
      `${ticket} のお客様は、現在のご契約ではWeb会議をご利用いただけません。ご提案は送信していません。`,
    gone: (ticket: string) => `${ticket} のご相談は取り下げられています。Web会議のご提案は送信していません。`,
  },
  talk: {
    title: (ticket: string) => `${ticket}　会話の全文`,
    page: (from: number, to: number, all: number) => `${all}件中 ${from}〜${to}件`,
    none: '記録に残っている会話がありません。',
    shortened: '古い会話は、ここには含まれていません。',
    cut: '（この投稿の続きは、1ページ目のファイルでご覧いただけます）',
    sent: (ticket: string) => `${ticket} の会話の全文を、個別にお送りしました。`,
    unreachable: (ticket: string) =>
      `${ticket} の会話の全文は、個別にお送りします。相談窓口のアプリを追加してから、もう一度お試しください。`,
    fileName: (ticket: string) => `会話の全文_${ticket}.txt`,
    desk: '自動応答',
    note: (name: string) => `社内メモ（${name}）`,
    deleted: '（取り消された投稿）',
    member: (name: string) => `${name}様`,
    time: (instant: Date, timeZone: string) =>
      new Intl.DateTimeFormat('ja-JP', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(instant),
  },
}

/** The customer's side. */
export const ja = {
  meet: (ticket: string, consultant: string, left: number) =>
    `${ticket} について、コンサルタントの${consultant}がWeb会議でのご相談をご提案しています。ご希望でしたら、日時をお選びください（残り${left}回）。`,
  choose: '日時を選ぶ',
}
