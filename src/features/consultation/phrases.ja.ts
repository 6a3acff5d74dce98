import type { ProviderProfile } from '../../ports/knowledge.ts'
import type { ConsultationState } from './consultation.ts'

const DAYS: Readonly<Record<string, string>> = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
}

export const ja = {
  addressee: (name: string) => `${name}様`,
  opening: (deskName: string) => `お問い合わせいただき、ありがとうございます。${deskName}（自動応答）です。`,
  openingMany: (count: number) => `${count}件のご質問にお答えします。`,
  summary: {
    answered: (subject: string) => `ご質問への回答：${subject}`,
    offered: (subject: string) => `どのご質問に近いか、お選びください：${subject}`,
    unanswered: (subject: string) => `コンサルタントにご相談いただけます：${subject}`,
    urgent: 'まず行っていただきたいこと',
    withdrawn: 'ご質問を取り下げました',
    sources: '出典',
  },
  part: {
    number: (place: number, question: string) => `${place}. ${question}`,
    choices: 'お尋ねの内容は、次のどれに近いでしょうか。',
    choose: 'これを見る',
    unknown: {
      open: '手元の資料では確実にお答えできません。下の「コンサルタントに相談する」を押していただければ、コンサルタントが確認のうえ回答します。',
      handedOver: '手元の資料では確実にお答えできません。コンサルタントが確認のうえ回答します。',
    },
    person: {
      open: '個別の確認が必要なご質問です。下の「コンサルタントに相談する」を押していただければ、コンサルタントがお答えします。',
      handedOver: '個別の確認が必要なご質問のため、コンサルタントがお答えします。',
    },
    account:
      'ご契約の状況は、ご本人に個別にお知らせします。回数・ご予約・お支払いなど、ここに表示のない内容は、コンサルタントにご相談ください。',
    refuse:
      '申し訳ございません。この窓口では、貴社以外の情報、記録の変更、窓口の仕組みに関わるご依頼や、セキュリティ対策と本サービス以外のご相談にはお応えできません。貴社の対策や本サービスについてのご質問をお聞かせください。',
    gone: 'この回答の資料は見直し中です。コンサルタントにご相談ください。',
    assumption:
      'この回答には、この相談窓口での取扱いの考え方を含みます。確定した内容は、コンサルタントにご確認ください。',
    practiceOnly: '対策講座・教育コンテンツ・運用支援ツールは、実践コースでご利用いただけます。',
    sources: (labels: string) => `出典：${labels}`,
  },
  topic: {
    followUp: {
      answer: (question: string | undefined) =>
        question === undefined
          ? '先ほどのご質問の続きとして、お答えします。'
          : `「${question}」についての続きのご質問として、お答えします。`,
      other: (question: string | undefined) =>
        question === undefined
          ? '先ほどのご質問の続きとして承りました。'
          : `「${question}」についての続きのご質問として承りました。`,
    },
    correction: {
      found: 'お尋ねの趣旨に沿えず、失礼いたしました。先ほどのご案内を除いて、改めてお調べしました。',
      none: 'お尋ねの趣旨に沿えず、失礼いたしました。先ほどのご案内のほかに、お答えできる資料は見つかりませんでした。',
    },
    repeated: {
      open: '先ほどと同じ内容のご案内になります。下の「コンサルタントに相談する」を押していただければ、コンサルタントが個別に確認いたします。',
      handedOver: '先ほどと同じ内容のご案内になります。コンサルタントが個別に確認いたします。',
      ticket: (ticket: string) =>
        `先ほどと同じ内容のご案内になります。このご相談は、コンサルタントに引き継いでいます（受付番号 ${ticket}）。`,
      question: '先ほどと同じ内容のご質問として承りました。',
    },
  },
  urgent: {
    title: '⚠️ 事故の可能性があります',
    steps: [
      'まず次の3つを行ってください。',
      '1. LANケーブルを抜く・Wi-Fiを切る（電源は切らないでください）',
      '2. 操作を止め、画面を写真に撮る',
      '3. 社内の責任者へ電話する',
    ],
    mail: 'メールの誤送信の場合は、追加の送信を止め、宛先・件名・添付ファイルを控えたうえで、社内の責任者へ連絡してください。',
    informed: (ticket: string) => `コンサルタントにも緊急でお知らせしました（受付番号 ${ticket}）。`,
    outside:
      '受付時間外は、警察のサイバー犯罪相談窓口・保守業者へ先にご連絡ください。この端末からパスワードを入力しないでください。',
  },
  closing: 'ご不明な点がございましたら、このままご返信ください。',
  automatic: '資料をもとに自動でお答えしています。個別のご事情は、コンサルタントが確認します。',
  greeting: 'はじめてご利用の方へ',
  button: {
    solved: '解決しました',
    unsolved: 'まだ解決していません',
    escalate: 'コンサルタントに相談する',
    none: 'いずれでもない（コンサルタントに相談する）',
    sources: '出典を見る',
    comment: 'コメントを送る',
    record: '記録をファイルで受け取る',
    attach: 'ファイルを添付する',
  },
  state: {
    solved: '✅ 解決済みとして承りました。ご確認いただき、ありがとうございます。',
    unsolved:
      'お役に立てず、申し訳ございません。コンサルタントが個別に確認できます。補足がございましたら、このままお書きください。',
    escalated: (ticket: string) => `⏳ コンサルタントに引き継ぎました（受付番号 ${ticket}）。`,
    withdrawn: 'ご質問が削除されたため、この回答を取り下げました。',
    takenBack: 'このご相談は取り下げられました。',
    withdrawnUnanswered: 'ご質問が削除されたため、回答を取りやめました。',
  },
  handedOver: {
    summary: (ticket: string) => `コンサルタントに引き継ぎました（受付番号 ${ticket}）`,
    next: (hours: string) =>
      `コンサルタントが内容を確認し、受付時間（${hours}）にご連絡します。補足がございましたら、このままお書きください。`,
    already: (ticket: string) =>
      `このご相談は、すでにコンサルタントに引き継いでいます（受付番号 ${ticket}）。`,
  },
  takeBack: {
    button: '取り下げる',
    which: 'どのご相談を取り下げますか。',
    done: (subject: string, ticket: string | undefined) =>
      `ご相談「${subject}」${ticket === undefined ? '' : `（受付番号 ${ticket}）`}を取り下げました。`,
    consultant: 'コンサルタントにもお知らせしました。改めてのご相談は、いつでもお書きください。',
    none: 'この会話に、取り下げのできるご相談はありません。ほかのご相談は、「相談履歴」とお書きいただくとご確認いただけます。',
    already: 'このご相談は、すでに取り下げられています。',
    solved: 'このご相談は、すでに解決済みです。',
  },
  hours: ({ days, hours }: ProviderProfile['consultantHours']) => {
    const name =
      days.join() === 'mon,tue,wed,thu,fri' ? '平日' : days.map((day) => DAYS[day] ?? day).join('・')
    return `${name} ${hours.map((span) => span.replace('-', '〜')).join('、')}`
  },
  sources: {
    title: '出典',
    faq: (id: string, question: string) => `**${id}**　${question}`,
    lecture: '解説講座では次のように説明しています。',
    practice: '対策講座では次のように説明しています。',
    guide: '資料では次のようにご案内しています。',
    fixed: '運営者が定めた、この窓口のご案内文です。',
  },
  source: {
    explanatory: (level: string, lecture: string, section: string) =>
      `解説講座 レベル${level} 講義${lecture} §${section}`,
    practice: (lecture: string, section: string) => `対策講座 ${lecture} §${section}`,
    guide: (title: string, section: string) => `「${title}」§${section}`,
  },
  file: {
    absent:
      '添付ファイルについてのご記載がありますが、こちらには届いていないようです。お手数ですが、もう一度お送りください。',
    attached: (names: string) =>
      `添付ファイル（${names}）の内容は、自動では確認していません。コンサルタントに引き継ぐと、コンサルタントがファイルを開いて確認できます。`,
    missing: (names: string) =>
      `添付ファイル（${names}）は受け取れませんでした。お手数ですが、もう一度お送りいただくか、内容を文章でお書きください。`,
  },
  upload: {
    summary: 'ファイルの添付',
    about: (subject: string) => `ご相談「${subject}」に、次のページからファイルを添付していただけます。`,
    link: 'ファイルを添付するページを開く',
    expires: 'このページはご本人専用で、24時間ご利用いただけます。1件25 MB、1回10件までです。',
  },
  record: {
    here: 'ご相談の記録をお送りします。',
    fileName: '相談記録',
    title: 'ご相談の記録',
    label: {
      asked: 'ご質問の日時',
      by: 'ご質問者',
      subject: '件名',
      state: '状態',
      question: 'ご質問',
      answer: '回答',
      sources: '出典',
      files: '添付ファイル',
    },
    line: (name: string, value: string) => `${name}：${value}`,
    section: (title: string) => `■ ${title}`,
    person: (organisation: string, name: string) => `${organisation}　${name}様`,
    time: (instant: Date, timeZone: string) =>
      new Intl.DateTimeFormat('ja-JP', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(instant),
    state: (state: ConsultationState, ticket: string | undefined) =>
      `${state === 'escalated' ? 'コンサルタント対応中' : '解決済み'}${ticket === undefined ? '' : `（受付番号 ${ticket}）`}`,
    shortened: '（長文のため、以下を省略しました。全文は元の投稿をご覧ください）',
    made: (time: string) => `この記録は、${time}に作成しました。`,
  },
  noQuestion: {
    empty:
      'ご質問の内容を、文章でお書きください。例：「私物のスマートフォンの利用は禁止しないといけませんか」',
    noWords: '恐れ入りますが、ご質問の内容を読み取れませんでした。文章でお書きいただけますでしょうか。',
    onlyFiles:
      'ファイルを受け取りましたが、この窓口では文章でのご質問にお答えしています。お知りになりたいことを、文章でお書きください。',
    thanks: 'ご連絡ありがとうございます。ほかにもご不明な点がございましたら、このままお書きください。',
    greeting: 'ご質問を、メールと同じようにそのままお書きください。',
  },
  welcome: {
    greeting: (deskName: string) =>
      `${deskName}です。メールと同じように、そのままお書きください。資料をもとに自動でお答えし、確実にお答えできないことはコンサルタントにおつなぎします。`,
    shared: (deskName: string) =>
      `${deskName}です。この会話では、${deskName}をメンションしてご質問をお書きください。資料をもとに自動でお答えし、確実にお答えできないことはコンサルタントにおつなぎします。ご契約に関することは、個人チャットでお尋ねください。`,
    examples: 'ご質問の例',
    prompts: [
      {
        title: '私物スマートフォンの利用',
        text: 'お世話になっております。私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと、チェックシートの項目は達成にならないのでしょうか。',
      },
      {
        title: '達成率の計算',
        text: '結果サマリーの達成率は、どのように計算されていますか。また、◎○△×は何パーセントが境目でしょうか。',
      },
      {
        title: '基本方針の書き方',
        text: '情報セキュリティの基本方針を作ることになりました。どのようなことを、どのくらいの分量で書けばよいでしょうか。',
      },
    ],
  },
  foreign:
    'Sorry: answers are in Japanese for now. Write “English” to see buttons and notices in English; a consultant can help you if you need more.',
  stale: 'この画面は古くなりました。お手数ですが、もう一度ご質問をお書きください。',
  form: {
    title: '相談窓口に質問',
    intro: 'メールと同じように、そのままお書きください。回答は、この窓口との1対1のチャットにお送りします。',
    subject: '件名（任意）',
    body: 'ご質問の内容',
    bodyHint:
      '例：私物のスマートフォンでメールを見ている社員がいます。禁止しないと達成にはならないのでしょうか。',
    send: '送信する',
    cancel: '戻る',
    bodyMissing: 'ご質問の内容をお書きください。',
  },
  reply: {
    asked: (name: string) => `${name}様のご質問`,
    title: '返信',
    intro: 'お書きいただいた内容は、回答とともにこの会話に表示されます。',
    label: 'ご質問・ご返信の内容',
    missing: '内容をお書きください。',
    send: '送信する',
    cancel: '戻る',
  },
  comment: {
    title: 'コメントを送る',
    label: 'ご意見・お気づきの点',
    send: '送信する',
    cancel: '戻る',
    missing: 'コメントをお書きください。',
    thanks: 'コメントをお送りいただき、ありがとうございました。今後の回答の改善に役立てます。',
  },
}
