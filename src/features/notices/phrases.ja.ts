import { japaneseDate, japaneseDay } from '../../chat/day.ts'
import { quoted } from '../../chat/quoted.ts'

const categories = {
  guideline: 'ガイドライン改定',
  law: '法令',
  threat: '脅威情報',
  service: 'サービス',
  roundTable: 'よろづ相談会',
}
const importances = { high: '高', normal: '中', low: '低' }

/** What customers read. */
export const ja = {
  categories,
  importances,
  notice: {
    title: (category: keyof typeof categories, title: string) => `【${categories[category]}】${title}`,
    about: (day: string, importance: keyof typeof importances) =>
      `${japaneseDate(day)}　重要度：${importances[importance]}`,
    items: (numbers: readonly number[]) => `関連項目：${numbers.map((it) => `No.${it}`).join('・')}`,
    entries: (ids: readonly string[]) => `関連資料：${ids.join('・')}`,
    corrected: (day: string, time: string) => `🔄 更新：${japaneseDay(day)} ${time}`,
    links: '参考',
    filesExpire: 'ファイルは、お届けから72時間開けます。',
    acknowledged: (name: string, day: string, time: string) =>
      `✅ 確認済み：${name}様（${japaneseDay(day)} ${time}）`,
    acknowledgedMore: (count: number) => `✅ 確認済み：ほか${count}名`,
    noChannel:
      '貴社のお知らせの送り先が設定されていないため、管理者の方に個別にお送りしています。チャンネルで「お知らせをこのチャンネルに送る」とお書きになると、次からそのチャンネルに届きます。',
  },
  button: { acknowledge: '確認しました', ask: 'この件を質問する', show: '見る', more: '続きを見る' },
  said: {
    acknowledged: '確認済みとして記録しました。ありがとうございます。',
    gone: 'このお知らせは取り消されたか、貴社にはお送りしていません。',
  },
}

/** What the provider's admins read. */
export const desk = {
  name: (it: string) => `お知らせ ${it}`,
  button: {
    compose: 'お知らせを作る',
    edit: '内容を直す',
    address: '対象を選ぶ',
    who: '対象を見る',
    test: '自分にテスト送信',
    send: 'いますぐ送信する',
    schedule: '日時を指定する',
    request: '承認を依頼',
    requestAt: '日時を指定して承認を依頼',
    approve: '承認して送信',
    approveAt: '日時を変えて承認',
    sendBack: '差し戻す',
    withdraw: '依頼を取り下げる',
    files: '添付を追加',
    filesAgain: '添付を確認する',
    detach: '外す',
    discard: '破棄する',
    show: '見る',
    more: '続きを見る',
    back: 'お知らせの一覧',
    draft: '下書きに戻る',
    report: '送信の状況',
  },
  menu: {
    title: 'お知らせの配信',
    what: 'お客様のチャンネルへのお知らせを作成し、対象を確認してから送信します。',
    none: 'まだお知らせはありません。',
    list: '最近のお知らせ',
    line: (name: string, title: string, state: string) => `${name}　${title}（${state}）`,
    notAdmin: 'お知らせを作成・送信できるのは、運営管理者だけです。',
    gone: 'このお知らせは見つかりません。',
  },
  state: {
    draft: '下書き',
    inApproval: '承認待ち',
    scheduled: '送信予定',
    sending: '送信中',
    sent: '送信済み',
    recalled: '取り消し済み',
    discarded: '破棄',
  },
  draft: {
    title: (name: string) => `${name} 下書き（まだ送信していません）`,
    preview: 'この上の表示が、お客様に届く内容です。',
    audience: '対象',
    included: (organisations: number, places: number) => `${organisations}社 ${places}か所`,
    everybody: 'この分類を受け取れる契約のすべてのお客様',
    excluded: '除外',
    none: 'なし',
    why: {
      notInContract: '契約期間外',
      notInCourse: '対象外のコース',
      declined: '配信停止',
      nobody: '送り先なし',
    },
    excludedLine: (why: string, count: number) => `${why} ${count}`,
    unknown: (codes: string) => `次の組織コードのお客様は登録されていません：${codes}`,
    empty: '対象のお客様がいないため、送信できません。「対象を選ぶ」で条件を見直してください。',
    changed: '内容または対象が変わりました。いまの内容をご確認のうえ、もう一度お選びください。',
    sendAt: '送信予定',
    at: (day: string, time: string) => `${japaneseDay(day)} ${time}`,
    course: { learning: '学習コース', practice: '実践コース' },
    tags: (tags: string) => `タグ：${tags}`,
    organisations: (codes: string) => `組織：${codes}`,
    itemOpen: (number: number) => `No.${number} が未達成`,
    itemDone: (number: number) => `No.${number} が達成`,
    byAuthor: (name: string) => `作成：${name}`,
    looks: 'SlackとTeamsでの見え方',
  },
  approval: {
    title: (name: string) => `${name} 承認のお願い`,
    what: (author: string) =>
      `${author}さんのお知らせです。内容と対象をご確認のうえ、承認または差し戻しをお選びください。`,
    waitingTitle: (name: string) => `${name} 承認待ち（まだ送信していません）`,
    waiting: 'ほかの運営管理者の承認を待っています。',
    requested: (names: string) => `承認を依頼しました。依頼先：${names}`,
    changeNeedsNew: '内容や対象を変えるときは、依頼を取り下げてから変更し、もう一度依頼してください。',
    onApproval: '承認後すぐ',
    own: 'ご自身が作成または依頼したお知らせは、承認も差し戻しもできません。ほかの運営管理者にご依頼ください。',
    nobody: (names: string) =>
      `承認できる運営管理者がほかにいないため、依頼できませんでした。作成者と依頼者以外の運営管理者が必要です。${
        names === '' ? '' : `運営管理者に追加できる方：${names}。`
      }追加するには、コマンド npm run admin -- member role … --role admin で役割を変えるか、npm run admin -- invite admin で招待してください。`,
    passed: (at: string) =>
      `指定された日時（${at}）を過ぎたため、送信していません。「日時を変えて承認」で新しい日時を指定するか、差し戻してください。`,
    audienceChanged: (name: string, more: number, fewer: number) =>
      `${name} は、承認の依頼のあとに対象が変わったため（追加 ${more}社、除外 ${fewer}社）、送信していません。対象を確認し、もう一度承認を依頼してください。`,
    edited: (name: string) => `${name} は内容または対象が変わったため、この依頼は取り下げられました。`,
    withdrawn: (name: string, by: string) => `${name} の承認の依頼を、${by}さんが取り下げました。`,
    discarded: (name: string) => `${name} は破棄されました。`,
    approved: (name: string, by: string, at: string | undefined) =>
      at === undefined
        ? `${name} を${by}さんが承認しました。送信を始めます。`
        : `${name} を${by}さんが承認しました。${at}に送信します。`,
    sentBack: (name: string, by: string) =>
      `${name} を${by}さんが差し戻しました。お客様には送信していません。`,
    reasonIs: (reason: string) => `理由：${reason}`,
    noReason: '差し戻す理由を入力してください。',
  },
  files: {
    title: (name: string) => `${name} の添付`,
    none: '添付はありません。',
    list: (count: number, max: number) => `添付（${count}/${max}件）`,
    upload: 'ファイルを選ぶページを開く',
    limits:
      '画像とPDF・Office・テキストのファイルを、1件25 MBまで添付できます。添付したあと「下書きに戻る」で確認してください。',
    full: (max: number) => `添付は${max}件までです。追加するには、どれかを外してください。`,
    detached: 'この添付は、すでに外されています。',
  },
  who: {
    title: (name: string) => `${name} の対象`,
    line: (code: string, organisation: string, where: string) => `${code}　${organisation}（${where}）`,
    channels: (count: number) => `チャンネル ${count}`,
    owners: '管理者に個別',
    page: (from: number, to: number, of: number) => `${from}〜${to}社目（全${of}社）`,
    excluded: '除外',
    excludedMore: (count: number) => `ほか${count}社`,
  },
  test: {
    sent: 'テスト送信しました。お客様には届いていません。',
    mark: '【テスト送信】お客様には届いていません。',
    nowhere:
      '個別にお送りできる宛先がないため、テスト送信できませんでした。アプリを開いてからお試しください。',
  },
  send: {
    already: (name: string, state: string) => `${name} は、すでに「${state}」です。`,
    same: (name: string, by: string) =>
      `同じ内容のお知らせ ${name}（作成：${by}）が、この24時間のうちに送信されたか、送信を待っています。二重に届くため、送信しませんでした。`,
    past: '過ぎた日時には送信できません。これからの日時を指定してください。',
    approval: (above: number) => `対象が${above}社を超えるため、ほかの運営管理者の承認が必要です。`,
  },
  form: {
    composeTitle: 'お知らせの内容',
    title: '件名',
    body: '本文',
    bodyHint: '**太字**、「- 」で始まる箇条書き、[文字](https://…) のリンクを使えます。',
    category: '分類',
    importance: '重要度',
    links: 'リンク',
    linksHint: '1行に1つ。例：改定の概要 https://example.co.jp/revision',
    items: '関連するチェックシートの項目',
    itemsHint: '番号をカンマで区切ります。例：28, 31',
    entries: '関連する資料',
    entriesHint: 'FAQの番号をカンマで区切ります。例：FAQ-041, FAQ-052',
    acknowledge: '「確認しました」を求める',
    yes: '求める',
    no: '求めない',
    save: '保存する',
    cancel: 'やめる',
    addressTitle: 'お知らせの対象',
    addressIntro: '指定した条件をすべて満たすお客様に送ります。空欄の条件は、絞り込みに使いません。',
    package: 'パッケージとコース',
    anyPackage: '指定しない',
    packageLine: (name: string, course: string) => `${name} ${course}`,
    organisations: '組織コード',
    organisationsHint: 'カンマで区切ります。例：MINATO, AOBA',
    tags: 'タグ',
    tagsHint: 'カンマで区切ります。どれか1つが付いているお客様が対象です。',
    item: 'チェックシートの項目番号',
    itemHint: '例：28',
    itemState: 'その項目の状態',
    itemOpen: '未達成',
    itemDone: '達成',
    scheduleTitle: '送信の日時',
    when: '日時',
    whenHint: '例：2026-12-01 10:00',
    decide: 'この日時に送信する',
    approveTitle: '日時を変えて承認',
    approveIntro: '内容と対象は、依頼されたとおりです。',
    approveWhenHint: '例：2026-12-01 10:00　空欄のときは、すぐに送信します。',
    approve: '承認して送信',
    sendBackTitle: '差し戻し',
    reason: '理由',
    reasonHint: '作成した方に伝わります。',
    sendBack: '差し戻す',
    missing: {
      title: '件名を入力してください。',
      body: '本文を入力してください。',
      category: '分類を選んでください。',
      importance: '重要度を選んでください。',
      when: '日時を入力してください。',
      reason: '差し戻す理由を入力してください。',
    },
    wrong: {
      title: (max: number) => `件名は${max}文字までで入力してください。`,
      body: (max: number, found: number) =>
        `本文は${max.toLocaleString('ja-JP')}文字までです（いま${found.toLocaleString('ja-JP')}文字）。くわしい内容は、リンクか添付にしてください。`,
      links: (line: string) => `「${line}」は、https:// で始まるアドレスになっていません。`,
      linksMany: (max: number) => `リンクは${max}件までです。`,
      items: (found: string) => `「${found}」は、チェックシートの項目番号ではありません。`,
      itemsMany: (max: number) => `関連する項目は${max}件までです。`,
      entries: (found: string) => `「${found}」という資料はありません。`,
      entriesMany: (max: number) => `関連する資料は${max}件までです。`,
      organisations: (found: string) => `組織コード「${found}」のお客様は登録されていません。`,
      when: '2026-12-01 10:00 のように、日付と時刻を入力してください。',
    },
  },
}

/** The page on which a notice is seen before it is sent. */
export const preview = {
  title: (name: string) => `${name} の見え方`,
  about:
    'お客様に届く表示です。ボタンは、この画面では押せません。文字の大きさや書体は、お使いの環境で少し変わります。',
  colours: '画面の色',
  light: '明るい画面',
  dark: '暗い画面',
  width: '画面の幅',
  wide: 'パソコン',
  phone: 'スマートフォン',
  app: 'アプリ',
  noScript: 'Teamsでの見え方を表示するには、JavaScriptを有効にしてください。',
  slackSize: (blocks: number, of: number) => `大きさ：${blocks}／${of}ブロック`,
  teamsSize: (bytes: number, of: number) => `大きさ：${kilobytes(bytes)}／${kilobytes(of)} KB`,
  slackNearly: (blocks: number, of: number) =>
    `Slackの上限（${of}ブロック）に近い長さです（${blocks}ブロック）。本文を短くするか、リンクか添付にしてください。`,
  teamsParts: (count: number) =>
    `Teamsでは、長さのため${count}通に分かれて届きます。1通にするには、行数を減らすか、リンクか添付にしてください。`,
  teamsNearly: 'Teamsの上限に近い長さです。',
}

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1)

/** The page by which files are attached to a notice. */
export const uploading = {
  about: (name: string, title: string) =>
    `お知らせ ${name}${quoted(title)}に添付するファイルをお選びください。`,
  limits: (max: number) =>
    `1件25 MB、1つのお知らせに${max}件までです。画像とPDF・Office・テキストのファイルを添付できます。添付したファイルは、お知らせと一緒にお客様に届きます。`,
}
