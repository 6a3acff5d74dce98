import type { TicketState, Unasked } from './ticket.ts'

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
    because: '受付の経緯',
    notice: '関連するお知らせ',
    waited: 'お待ち',
    untilTaken: '担当までの時間',
    summary: 'これまでの会話',
    summarised: '要約（自動作成）',
    desk: '自動応答',
    similar: '類似の解決済み',
    elsewhere: '他のお客様の類似の解決済み（一般化した内容）：',
    generalised: (id: string, question: string, answer: string) => `${id}　${question} → ${answer}`,
    files: '添付ファイル',
    question: 'ご質問',
    answered: '自動応答の内容',
    unanswered: '確実にお答えできる資料がなく、回答していません。',
    sources: '出典',
    trace: '回答の経緯',
    renew: 'ファイルのリンクを更新する',
    withdrawn: 'お客様がご質問を取り下げました。',
    erased: '保存期間を過ぎたため、ご相談の内容は削除されています。',
    takenBack: 'お客様がご相談を取り下げました。対応の必要はありません。',
  },
  because: {
    unanswerable: '自動応答で確実にお答えできなかったため、窓口が受け付けました。',
    needsPerson: '個別の確認が必要なご質問のため、窓口が受け付けました。',
    askedAgain: '同じご質問が重ねてあったため、窓口が受け付けました。',
    unsolved: 'お客様が「まだ解決していません」を選ばれたため、窓口が受け付けました。',
  } satisfies Record<Unasked, string>,
  unsolved: (ticket: string, subject: string) =>
    `${ticket} のお客様が、次のご質問への自動応答に「まだ解決していません」を選ばれました：${subject}`,
  button: {
    take: '担当する',
    takeOver: '担当を引き継ぐ',
    note: '社内メモ',
    solve: '解決',
    draft: '返信案',
    reopen: '再開する',
    attach: 'ファイルを添付',
    resend: 'もう一度送る',
    more: 'その他',
    toFaq: 'FAQに追加',
  },
  /** Not to the minute, once it is long. */
  waited: (milliseconds: number): string => {
    const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
    if (minutes < 60) return `${minutes}分`
    const hours = Math.floor(minutes / 60)
    if (hours < 24) return minutes % 60 === 0 ? `${hours}時間` : `${hours}時間${minutes % 60}分`
    const rest = hours % 24
    return rest === 0 ? `${Math.floor(hours / 24)}日` : `${Math.floor(hours / 24)}日${rest}時間`
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
  handedBack: (ticket: string, consultant: string) =>
    `${ticket} は、担当の${consultant}が不在のため、未対応に戻しました。これまでのやり取りは、スレッドに残っています。`,
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
  begin: {
    title: 'お客様に連絡する',
    intro: 'お客様との1対1の会話に届きます。返信は、このご連絡の受付番号のスレッドに届きます。',
    label: { subject: '件名', body: '本文' },
    missing: { subject: '件名をお書きください。', body: '本文をお書きください。' },
    send: '送信する',
    cancel: 'やめる',
    choose: (organisation: string) => `${organisation}のどなたに連絡しますか。`,
    member: (name: string) => `${name}様`,
    write: '書く',
    nobody:
      '該当する方が見つかりません。「MINATO の田中に連絡」のように、契約者の記号とお名前をお書きください。',
    unreachable: (name: string) =>
      `${name}様には、まだ窓口から書くことができません（アプリを一度も開いていません）。`,
    sent: (ticket: string, name: string) => `${ticket} として、${name}様に送信しました。`,
    question: 'ご連絡の内容',
  },
  solved: (ticket: string) => `${ticket} を解決としました。お客様にもお知らせしています。`,
  reopened: {
    customer: (ticket: string) => `お客様から続きのご連絡があり、${ticket} を再開しました。`,
    consultant: (ticket: string, consultant: string) => `${consultant}が ${ticket} を再開しました。`,
  },
  closed: (ticket: string) => `${ticket} は、解決から14日が過ぎたため完了としました。`,
  clock: {
    of: { first: '最初の回答', resolution: '解決' },
    nobody: '未定',
    warning: (ticket: string, what: string, consultant: string) =>
      `⚠️ ${ticket}：${what}の目標時間まで残りわずかです（担当：${consultant}）。`,
    breach: (ticket: string, what: string, consultant: string) =>
      `⚠️ ${ticket}：${what}の目標時間を過ぎました（担当：${consultant}）。`,
  },
  draftGone: 'お客様がご相談を取り下げたため、返信案を破棄しました。',
  rated: {
    title: (ticket: string, score: string, by: string) => `${ticket} の満足度：5段階中${score}（${by}様）`,
    before: (score: string) => `前回のご評価は${score}でした。`,
    poor: '⚠️ 評価が2以下です。運営管理者の方は、対応の内容をご確認ください。',
  },
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
    handedBack: (ticket: string) => `${ticket} は、担当者が不在のため、別のコンサルタントが引き継ぎます。`,
    solved: (ticket: string, consultant: string) =>
      `${ticket} は、対応が完了しました（担当：${consultant}）。続きがございましたら、14日以内に「再開する」を押すか、受付番号を添えてお書きください。`,
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
    none: 'この画面は古くなりました。該当するご相談が見つかりません。',
    filesGone: 'この画面は古くなりました。お渡しできるファイルがありません。',
    sentAlready: 'この画面は古くなりました。投稿は、すでに届いているか、取り消されています。',
    sentAgain: (ticket: string) => `${ticket} への投稿を、もう一度送りました。`,
    unsolved: (ticket: string) =>
      `まだ解決していないことを、${ticket} のコンサルタントにお伝えしました。補足がございましたら、このままお書きください。`,
    supplemented: (ticket: string) =>
      `${ticket} への追記として、コンサルタントにお伝えしました。別のご質問は、下のボタンからお書きください。`,
    button: {
      another: '別の相談を書く',
      relink: 'リンクを再発行',
      reopen: '再開する',
      resend: 'もう一度送る',
      attach: 'ファイルを添付',
    },
    rating: {
      ask: '今回の対応はいかがでしたか。5段階でお聞かせください。',
      again: 'ご評価を選び直してください。',
      choose: '選ぶ',
      score: { 1: '1（不満）', 2: '2（やや不満）', 3: '3（ふつう）', 4: '4（やや満足）', 5: '5（満足）' },
      thanks: (ticket: string, score: string) =>
        `${ticket} について、ご評価をお預かりしました：${score}。ご回答いただき、ありがとうございます。`,
      comment: 'コメントを書く',
      change: '評価を変える',
      commented: (ticket: string) =>
        `${ticket} へのコメントをお預かりしました。担当のコンサルタントに伝えます。`,
      form: {
        title: 'コメント',
        label: 'よかった点、改善してほしい点',
        missing: 'コメントをお書きください。',
        send: '送る',
        cancel: 'やめる',
      },
    },
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
