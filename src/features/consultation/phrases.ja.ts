import { quoted } from '../../chat/quoted.ts'
import type { ProviderProfile } from '../../ports/knowledge.ts'
import type { ChecksheetItem, Material } from '../../ports/materials.ts'
import type { Unasked } from '../escalation/index.ts'
import type { ConsultationState } from './consultation.ts'
import type { SecretKind } from './secrets.ts'

const DAYS: Readonly<Record<string, string>> = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
}

const MATERIALS: Readonly<Record<Material['kind'], string>> = {
  template: '規程ひな型',
  tool: '運用支援ツール',
  education: '教育コンテンツ',
}

/** What a chance rests on, by its name in ports/knowledge.ts. */
const EVIDENCE: Readonly<Record<string, string>> = {
  coverage: '語の一致',
  lead: '次点との差',
  votes: '近い言い回し',
  foreign: '対象外の例への近さ',
}

/** What a mail is recognised as, by its name in the rules. */
const CLASSES: Readonly<Record<string, string>> = {
  othersData: '他社の情報',
  instructions: '窓口の仕組み',
  assertedChange: '記録の変更',
  posing: 'なりすまし',
  attack: '攻撃の方法',
  fabrication: '記録の偽装',
  offTopic: '対象外の話題',
  cancelling: '解約・返金',
  discount: '値引き・見積り',
  payment: '請求・支払い',
  legalCase: '個別の法律問題',
  complaint: '苦情',
  person: '担当者の希望',
  product: '製品',
  contractChange: '契約の変更',
  customWork: '個別の作業',
  incidentFollowUp: '事故後の対応',
  otherStandard: 'ほかの基準',
  thirdPartySystem: '他社のシステム',
  quota: '残りの回数',
  contract: '契約',
  booking: '予約',
  slots: '空き枠',
  review: '添削',
  sheet: 'チェックシート',
}

const SECRETS: Readonly<Record<SecretKind, string>> = {
  password: 'パスワード',
  pin: '暗証番号・認証コード',
  key: 'APIキーやトークン',
  card: 'カード番号',
  personalNumber: 'マイナンバー',
  account: '口座番号',
}

/** What to do about it, besides deleting the post: in the form before 〜してください. */
const REMEDIES: Readonly<Record<SecretKind, string | undefined>> = {
  password: 'パスワードを変更',
  pin: '暗証番号を変更',
  key: 'キーを無効にして再発行',
  card: 'カード会社へ相談',
  personalNumber: undefined,
  account: undefined,
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
      'ご契約の状況は、ご本人に個別にお知らせします。そこに表示のない内容は、コンサルタントにご相談ください。',
    closed:
      'ご契約の期間外のため、このご質問にはお答えできません。再開の方法は、ご本人だけにお送りする「ご契約の状況」をご覧ください。',
    refuse:
      '申し訳ございません。この窓口では、貴社以外の情報、記録の変更、窓口の仕組みに関わるご依頼や、セキュリティ対策と本サービス以外のご相談にはお応えできません。貴社の対策や本サービスについてのご質問をお聞かせください。',
    elsewhere:
      'お尋ねの内容は、次の対策講座で説明しています。個別のご事情は、コンサルタントにご相談いただけます。',
    gone: 'この回答の資料は見直し中です。コンサルタントにご相談ください。',
    assumption:
      'この回答には、この相談窓口での取扱いの考え方を含みます。確定した内容は、コンサルタントにご確認ください。',
    escalate: (place: number) => `ご質問${place}をコンサルタントに相談する`,
    practiceOnly: '対策講座・教育コンテンツ・運用支援ツールは、実践コースでご利用いただけます。',
    sources: (labels: string) => `出典：${labels}`,
  },
  topic: {
    notice: (title: string) => `お知らせ${quoted(title)}についてのご質問として承りました。`,
    followUp: {
      answer: (question: string | undefined) =>
        question === undefined
          ? '先ほどのご質問の続きとして、お答えします。'
          : `${quoted(question)}についての続きのご質問として、お答えします。`,
      other: (question: string | undefined) =>
        question === undefined
          ? '先ほどのご質問の続きとして承りました。'
          : `${quoted(question)}についての続きのご質問として承りました。`,
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
    first: (count: number) => `まず次の${count}つを行ってください。`,
    step: (place: number, words: string) => `${place}. ${words}`,
    steps: [
      'LANケーブルを抜く・Wi-Fiを切る（電源は切らないでください）',
      '操作を止め、画面を写真に撮る',
      '社内の責任者へ電話する',
    ],
    informed: (ticket: string) => `コンサルタントにも緊急でお知らせしました（受付番号 ${ticket}）。`,
    next: (hours: string, minutes: number) => `受付時間（${hours}）内は、${minutes}分以内にご連絡します。`,
    outside:
      '受付時間外は、警察のサイバー犯罪相談窓口・保守業者へ先にご連絡ください。この端末からパスワードを入力しないでください。',
  },
  secret: {
    hidden: '［伏せました］',
    warning: (kinds: readonly SecretKind[], where: 'post' | 'form') => {
      const what = kinds.map((kind) => SECRETS[kind]).join('、')
      const remedies = [
        ...(where === 'post' ? ['投稿を削除'] : []),
        ...kinds.flatMap((kind) => REMEDIES[kind] ?? []),
      ]
      const request = remedies.length > 0 ? `お手数ですが、${remedies.join('し、')}してください。` : ''
      return `⚠️ ${what}と思われる文字列が含まれていたため、記録では伏せました。${request}`
    },
    deleting:
      '投稿を削除されると、この回答も取り下げられます。続けてご覧になりたい場合は、該当の箇所を除いて、もう一度お書きください。',
  },
  closing: 'ご不明な点がございましたら、このままご返信ください。',
  automatic: '資料をもとに自動でお答えしています。個別のご事情は、コンサルタントが確認します。',
  greeting: 'はじめてご利用の方へ',
  button: {
    solved: '解決しました',
    unsolved: 'まだ解決していません',
    escalate: 'コンサルタントに相談する',
    none: 'いずれでもない（コンサルタントに相談する）',
    meet: 'Web会議で相談する',
    sources: '出典を見る',
    trace: '回答の経緯',
    comment: 'コメントを送る',
    record: '記録をファイルで受け取る',
    attach: 'ファイルを添付する',
  },
  state: {
    solved: '✅ 解決済みとして承りました。ご確認いただき、ありがとうございます。',
    unsolved:
      'お役に立てず、申し訳ございません。コンサルタントが個別に確認できます。補足がございましたら、このままお書きください。',
    answeredBy: (ticket: string) => `✅ コンサルタントが回答しました（受付番号 ${ticket}）。`,
    escalated: (ticket: string) => `⏳ コンサルタントに引き継ぎました（受付番号 ${ticket}）。`,
    withdrawn: 'ご質問が削除されたため、この回答を取り下げました。',
    takenBack: 'このご相談は取り下げられました。',
    withdrawnUnanswered: 'ご質問が削除されたため、回答を取りやめました。',
  },
  handedOver: {
    summary: (ticket: string) => `コンサルタントに引き継ぎました（受付番号 ${ticket}）`,
    supplement: '補足がございましたら、このままお書きください。',
    because: {
      unanswerable: '手元の資料では確実にお答えできないため、窓口からお渡ししました。',
      needsPerson: '個別の確認が必要なご質問のため、窓口からお渡ししました。',
      askedAgain: '同じご質問を重ねていただきましたので、コンサルタントが個別に確認します。',
      unsolved: 'まだ解決していないとのことですので、コンサルタントが個別に確認します。',
    } satisfies Record<Unasked, string>,
    needless: '引き継ぎが不要な場合は、「取り下げる」を押してください。',
    already: (ticket: string) =>
      `このご相談は、すでにコンサルタントに引き継いでいます（受付番号 ${ticket}）。`,
  },
  takeBack: {
    button: '取り下げる',
    which: 'どのご相談を取り下げますか。',
    done: (subject: string, ticket: string | undefined) =>
      `ご相談${quoted(subject)}${ticket === undefined ? '' : `（受付番号 ${ticket}）`}を取り下げました。`,
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
    which: 'この回答のもとになった資料です。',
    show: '内容を見る',
    faq: 'よくあるご質問では、次のようにご案内しています。',
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
    faq: (id: string, question: string) => `${id}　${question}`,
    fixed: (title: string) => `運営者からのご案内　${title}`,
    lectureTitle: (label: string, lecture: string, heading: string) =>
      `${label}　「${lecture}」より「${heading}」`,
    guideTitle: (title: string, section: string, heading: string) =>
      `資料「${title}」§${section}　「${heading}」`,
  },
  next: {
    steps: (steps: readonly string[]) => `次にできること：${steps.join(' ・ ')}`,
    items: (items: readonly ChecksheetItem[]) => {
      const [first, ...others] = items
      const category = first && others.length === 0 ? `（${first.category}）` : ''
      return `チェックシート ${items.map(({ number }) => `No.${number}`).join('・')}${category}を確認する`
    },
    use: (kind: Material['kind'], title: string) => `${MATERIALS[kind]}「${title}」を使う`,
    named: (kind: Material['kind'], title: string) => `${MATERIALS[kind]}「${title}」`,
    closed: {
      higher: (kind: Material['kind'], titles: readonly string[], instead: string | undefined) =>
        `${titles.map((it) => `「${it}」`).join('')}は実践コースの${MATERIALS[kind]}です。${
          instead === undefined
            ? '現在のご契約（学習コース）には含まれません。'
            : `現在のご契約（学習コース）では、${instead}をご利用いただけます。`
        }`,
      outside: (kind: Material['kind'], titles: readonly string[]) =>
        `${MATERIALS[kind]}${titles.map((it) => `「${it}」`).join('')}は、ご契約の期間中にご利用いただけます。`,
      lecture: (title: string) => `対策講座「${title}」は、実践コースでご視聴いただけます。`,
    },
  },
  trace: {
    title: (about: string) => (about === '' ? '回答の経緯' : `回答の経緯：${about}`),
    /** On the consultants' card, in the place of an answer. */
    chosen: 'お客様がボタンからお申込み・ご相談になったため、自動応答は行っていません。',
    none: 'このご相談には、回答の経緯の記録がありません。自動応答を行っていないか、保存期間を過ぎています。',
    outdated:
      'ご質問が書き直されたか削除されたため、この表示を取り下げました。残っている経緯は、もう一度お開きください。',
    reworded: 'ご質問が後から書き直されたため、元の文は残していません。',
    label: {
      madeAt: '回答した日時',
      language: '言語',
      recognised: '種類',
      urgent: '事故の可能性',
      knowledge: '資料の版',
      query: '読み取った文',
      context: '前後の文',
      candidates: '見つかった資料（上位5件）',
      outcome: '結果',
      why: '理由',
      decided: '分けたあとの結果',
      citations: '出典の確認',
      model: '言語モデル',
    },
    line: (label: string, value: string) => `${label}：${value}`,
    list: (items: readonly string[]) => items.join('、'),
    question: (place: number) => `ご質問${place}`,
    language: { ja: '日本語', en: '英語', other: 'そのほかの言語' },
    urgent: { yes: 'あり（最初の対応を先に案内し、引き継ぎました）', no: 'なし' },
    percent: (share: number) => `${Math.round(share * 100)}%`,
    recognised: {
      search: '資料で調べる質問',
      refuse: 'お断りする内容',
      escalate: 'コンサルタントが確認する内容',
      account: 'ご契約の状況',
    },
    named: (kind: string, name: string, by: string) =>
      `${kind}（${CLASSES[name] ?? name}${by === '' ? '' : `、判断のもと ${by}`}）`,
    outcome: {
      answer: (ids: string) => `${ids}でお答えしました。`,
      choices: (ids: string) => `候補（${ids}）をお示ししました。`,
      unknown: () => '確実にお答えできないとお伝えしました。',
      person: () => 'コンサルタントの確認が必要とお伝えしました。',
      account: () => 'ご契約の状況を、ご本人に個別にお知らせしました。',
      closed: () => 'ご契約の期間外のため回答せず、ご利用を再開する方法をご本人にお知らせしました。',
      refuse: () => 'お応えできないとお伝えしました。',
      apart: () => '言語モデルが、いくつかのご質問に分けました。',
    } satisfies Record<string, (ids: string) => string>,
    why: {
      class: () => '文の種類から、資料を調べる前に決まりました。',
      wholeMail: () => 'この文だけでなく、お問い合わせ全体の種類から決まりました。',
      again: () => '同じご質問が前にもあったため、候補をもう一度は示しませんでした。',
      sure: (chance: string) => `1番目の資料が正しい見込みが${chance}あり、回答してよい基準を満たしました。`,
      several: (chance: string) =>
        `1番目の資料が正しい見込みが${chance}で、回答してよい基準には届かず、候補をお示しする基準を満たしました。`,
      unsure: (chance: string) =>
        `1番目の資料が正しい見込みが${chance}で、候補をお示しする基準にも届きませんでした。`,
      nothing: () => '手がかりになる資料が見つかりませんでした。',
      outside: () => '有効なご契約がありません。',
      same: () => 'ほかのご質問と同じ結果のため、一つにまとめました。',
      model: (chance: string) =>
        `言語モデルの判定によります（規則だけでは、1番目の資料が正しい見込みは${chance}です）。`,
    } satisfies Record<string, (chance: string) => string>,
    nothing: 'ありません。',
    candidate: (title: string, score: string, chance: string, evidence: string) =>
      `${title}　得点 ${score}、見込み ${chance}（${evidence}）`,
    evidence: (name: string, share: string) => `${EVIDENCE[name] ?? name} ${share}`,
    whose: { curated: '資料の文そのまま', model: '言語モデルの文' },
    cited: (part: number, whose: string, ids: string) =>
      `回答${part}（${whose}）：${ids}　✅ すべて実在する資料です。`,
    missing: (part: number, whose: string, ids: string, missing: string) =>
      `回答${part}（${whose}）：${ids}　⚠️ 見つからない資料：${missing}`,
    noCitation: '資料を引用した回答はありません。',
    noModel: '使っていません。',
    step: (name: string, model: string, ms: number, prompt: number, completion: number, outcome: string) =>
      `${name}（${model}）：${(ms / 1000).toFixed(1)}秒、入力 ${prompt}・出力 ${completion}トークン、${outcome}`,
    stepName: { split: '質問の分割', judge: '資料の判定', compose: '文の作成' },
    stepOutcome: {
      used: '採用',
      retried: '確認に通らず、やり直し',
      dropped: '確認に通らず、不採用',
      timeout: '時間切れ',
      rateLimited: '回数の制限',
      server: '提供元の障害',
      unreachable: '接続できず',
      rejected: '要求が受け付けられず',
      refused: 'モデルが回答を拒否',
      malformed: '形式の誤り',
      truncated: '途中で終了',
      repeated: '指示文の写し',
      overBudget: '予算の上限',
      open: '障害が続いたため、一時停止中',
    },
    paragraph: (place: number, ids: string, support: string, verdict: string) =>
      `　段落${place}：${ids}　裏付け ${support}、${verdict}`,
    verdict: {
      supported: '裏付けあり',
      unsupported: '裏付け不足',
      noSource: '出典なし',
      unknownSource: '渡していない出典',
      strangeTerm: '資料にない語',
      strangeReport: '資料にない報告',
      wrongLanguage: '言語の誤り',
    },
    shortened: (beginning: string, length: number) => `${beginning}…（以下省略、全${length}字）`,
  },
  followUp: {
    offer: 'こちらもご覧ください',
    show: '回答を見る',
    title: (question: string) => `関連するご質問：${question}`,
  },
  file: {
    absent:
      '添付ファイルについてのご記載がありますが、こちらには届いていないようです。お手数ですが、もう一度お送りください。',
    attached: (names: string) =>
      `添付ファイル（${names}）の内容は、自動では確認していません。コンサルタントに引き継ぐと、コンサルタントがファイルを開いて確認できます。`,
    refused: (name: string, why: string) => `添付ファイル（${name}）は受け取れませんでした（${why}）。`,
    missing: (names: string) =>
      `添付ファイル（${names}）は受け取れませんでした。お手数ですが、もう一度お送りいただくか、内容を文章でお書きください。`,
  },
  upload: {
    summary: 'ファイルの添付',
    about: (subject: string) => `ご相談${quoted(subject)}に、次のページからファイルを添付していただけます。`,
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
        text: 'お世話になっております。私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと達成にならないのでしょうか。',
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
    told: {
      title: 'お客様のコメント',
      from: (member: string, organisation: string) => `${member}様（${organisation}）`,
      about: 'ご相談',
      ticket: '受付番号',
      sources: '出典',
    },
  },
}
