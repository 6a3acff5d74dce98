import type { TicketState } from './ticket.ts'

const state: Record<TicketState, string> = {
  new: '未対応',
  taken: '対応中',
  waitingForCustomer: 'お客様の返信待ち',
  waitingForConsultant: '回答待ち',
  solved: '解決済み',
  closed: '完了',
}

/** What the consultants' side reads: in Japanese, whoever asked. */
export const desk = {
  platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' },
  state,
  card: {
    urgent: '事故が進行している可能性があります。至急ご対応ください。',
    state: '状態',
    consultant: '担当',
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
  button: {
    take: '担当する',
    takeOver: '担当を引き継ぐ',
    note: '社内メモ',
    solve: '解決',
    reopen: '再開する',
    attach: 'ファイルを添付',
    resend: 'もう一度送る',
  },
  taken: (ticket: string, consultant: string) => `${ticket} は、${consultant}が担当します。`,
  warning:
    'ご注意：このスレッドへの担当者の投稿は、お客様に送信されます。社内向けのメモは［社内メモ］をお使いください。',
  has: (ticket: string, consultant: string) => `${ticket} は、${consultant}が担当しています。`,
  none: '該当するご相談が見つかりません。',
  stands: (ticket: string, state: string) => `${ticket}：${state}`,
  noThread: (ticket: string) =>
    `${ticket} は、スレッドのあるチャンネルにカードが届いてから担当できます。相談窓口のチャンネルをご確認ください。`,
  tookOver: (ticket: string, after: string, before: string) =>
    `${ticket} の担当を、${before}から${after}に引き継ぎました。`,
  notSent: {
    new: (ticket: string) =>
      `この投稿は、お客様に送信していません。${ticket} は、まだ担当が決まっていません。［担当する］を押すと、そのあとの投稿がお客様に届きます。`,
    other: (ticket: string, consultant: string) =>
      `この投稿は、お客様に送信していません。${ticket} の担当は${consultant}です。お客様に書くには、担当を引き継いでください。`,
    closed: (ticket: string) =>
      `この投稿は、お客様に送信していません。${ticket} は完了しています。お客様に書くには、再開してください。`,
    withdrawn: (ticket: string) =>
      `この投稿は、お客様に送信していません。${ticket} は、お客様が取り下げました。`,
    empty: 'この投稿には送信できる内容がないため、お客様に送信していません。',
  },
  note: {
    title: '社内メモ',
    intro: 'お客様には送信されません。',
    label: 'メモ',
    missing: 'メモをお書きください。',
    save: '記録する',
    cancel: 'やめる',
    by: (consultant: string) => `社内メモ（${consultant}・お客様には送信されません）`,
    saved: (ticket: string) => `${ticket} に社内メモを記録しました。`,
  },
  solved: (ticket: string) => `${ticket} を解決としました。お客様にもお知らせしています。`,
  reopened: {
    customer: (ticket: string) => `お客様から続きのご連絡があり、${ticket} を再開しました。`,
    consultant: (ticket: string, consultant: string) => `${consultant}が ${ticket} を再開しました。`,
  },
  closed: (ticket: string) => `${ticket} は、解決から14日が過ぎたため完了としました。`,
  author: (name: string, organisation: string) => `${name}様（${organisation}）`,
  files: (names: string) => `添付ファイル：${names}（確認のうえ、続けてお送りします）`,
  filesNotSent: (names: string, reason: string) =>
    `次のファイルは、お客様に届いていません（${reason}）：${names}`,
  deleted: '（お客様がこの投稿を削除しました）',
  edited: '（編集済み）',
  undelivered: (reason: string) => `上の投稿は、お客様に届きませんでした（理由：${reason}）。`,
  undeliveredWords: (words: string) => `届かなかった内容：${words}`,
}

export const ja = {
  channel: {
    set: 'このチャンネルを、コンサルタントの相談窓口に設定しました。引き継がれたご相談は、こちらに届きます。',
    waiting: (count: number) => `お待ちいただいているご相談が${count}件あります。続けてお送りします。`,
    notAdmin: '相談窓口のチャンネルを設定できるのは、運営管理者だけです。',
    notShared: '相談窓口にするチャンネルの中で、相談窓口をメンションしてお書きください。',
    noThreads:
      'このグループチャットは、相談窓口に設定できません。お客様ごとにスレッドを分けるため、チームのチャネルをお使いください。',
  },
  /** The customer's side. */
  ticket: {
    state: {
      new: (ticket: string) => `${ticket}　受付済み`,
      taken: (ticket: string, consultant: string) => `${ticket}　対応中（担当：${consultant}）`,
      solved: (ticket: string, consultant: string) => `${ticket}　回答済み（担当：${consultant}）`,
      closed: (ticket: string) => `${ticket}　完了`,
      withdrawn: (ticket: string) => `${ticket}　お取り下げ済み`,
    },
    taken: (ticket: string, consultant: string) =>
      `${ticket} は、コンサルタントの${consultant}が担当します。この会話にお書きいただいた内容は、${consultant}に届きます。`,
    tookOver: (ticket: string, consultant: string) =>
      `${ticket} の担当が、コンサルタントの${consultant}に替わりました。`,
    solved: (ticket: string, consultant: string) =>
      `${ticket} は、${consultant}が解決としてお知らせしました。続きがございましたら、14日以内に「再開する」を押すか、受付番号を添えてお書きください。`,
    reopened: (ticket: string, consultant: string) =>
      `${ticket} を再開しました。内容は、担当の${consultant}に届いています。`,
    whichOne: (ticket: string, subject: string, consultant: string) =>
      `${ticket}（${subject}）として、担当の${consultant}にお送りしました。`,
    author: (consultant: string) => `${consultant}（コンサルタント）`,
    files: (names: string) => `添付ファイル：${names}（確認のうえ、続けてお送りします）`,
    filesNotSent: (names: string, reason: string) =>
      `次のファイルは、コンサルタントに届いていません（${reason}）：${names}`,
    deleted: '（この投稿は取り消されました）',
    edited: '（編集済み）',
    undelivered: (consultant: string) =>
      `先ほどのご連絡は、${consultant}に届きませんでした。お手数ですが、「もう一度送る」を押してください。`,
    sentAlready: '送り直す必要はありません。すでに届いているか、取り消されています。',
    sentAgain: (ticket: string) => `${ticket} への投稿を、もう一度送りました。`,
    button: { reopen: '再開する', resend: 'もう一度送る', attach: 'ファイルを添付' },
    /** Also what a consultant reads. */
    upload: {
      summary: 'ファイルの添付',
      about: (ticket: string, subject: string) =>
        `${ticket}（${subject}）に、次のページからファイルを添付できます。お選びいただいたファイルは、相手方に届きます。`,
      link: 'ファイルを添付するページを開く',
      expires: 'このページはご本人専用で、24時間ご利用いただけます。1件25 MB、1回10件までです。',
    },
  },
}
