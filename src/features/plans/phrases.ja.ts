import type { Allowance, Content } from '../../chat/context.ts'
import { japaneseDate } from '../../chat/day.ts'
import type { PersonReason } from './purchase.ts'

const ALLOWANCES = {
  webMeeting: 'Web会議',
  review: '添削',
  counselling: 'カウンセリング',
} satisfies Record<Allowance, string>

const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`

export const ja = {
  course: { learning: '学習コース', practice: '実践コース' },
  allowance: ALLOWANCES,
  content: {
    checksheet: 'チェックシート',
    lecture: '解説講座（いつでも、何度でも、何人でも）',
    review: 'チェックシート添削（回数あり）',
    counselling: 'カウンセリング（回数あり）',
    template: '各種規程ひな型（11種）',
    practiceLecture: '対策講座',
    education: '教育コンテンツ（8種）',
    tool: '各種運用支援ツール（17種）',
    mail: '個別相談（メール、回数の制限なし）',
    webMeeting: '個別相談（Web会議、回数あり）',
    roundTable: 'よろづ相談会',
    news: 'お役立ち情報の配信',
  } satisfies Record<Content, string>,
  contract: {
    title: 'ご契約の状況',
    course: 'コース',
    period: '利用期間',
    next: '次のご契約',
    nextMeeting: '次回のご予約',
    noMeeting: 'なし',
    day: japaneseDate,
    provider:
      '運営の方には、ご契約の表示はありません。お客様のご契約は「MINATOの契約状況」のように、組織コードを添えてお尋ねください。',
    none: 'ご契約の登録が見つかりません。コンサルタントにご相談ください。',
    range: (from: string, to: string) => `${japaneseDate(from)}〜${japaneseDate(to)}`,
    days: (from: string, to: string, left: number) =>
      `${japaneseDate(from)}〜${japaneseDate(to)}（残り${left}日）`,
    over: (to: string) => `ご契約は${japaneseDate(to)}に満了しています。`,
    gap: (to: string, from: string) =>
      `ご契約は${japaneseDate(to)}に満了しています。次のご契約は${japaneseDate(from)}に始まります。`,
    notBegun: (from: string) => `ご契約は${japaneseDate(from)}に始まります。`,
  },
  allowances: {
    line: (allowance: Allowance, left: number, granted: number, used: number, held: number) =>
      `**${ALLOWANCES[allowance]}**　残り${left}回（全${granted}回・使用済み${used}回・予約中${held}回）`,
    picture: (used: number, held: number, left: number) =>
      '■'.repeat(used) + '▣'.repeat(held) + '□'.repeat(left),
    legend: '■ 使用済み　▣ 予約中　□ 残り',
    none: '回数を数えるご利用は、含まれていません。',
  },
  reopen: {
    back: (product: string, from: string) =>
      `${product}をお申し込みいただくと、${japaneseDate(from)}にさかのぼって再開します。`,
    from: (product: string, from: string) =>
      `${product}をお申し込みいただくと、${japaneseDate(from)}からご利用いただけます。`,
    person: '続けてご利用いただく方法は、コンサルタントがご案内します。',
    gap: 'それまでの間のご利用については、コンサルタントがご案内します。',
    notBegun: '開始日より前のご利用をご希望の場合は、コンサルタントにご相談ください。',
  },
  offer: {
    renewal: (product: string) => `${product}のご案内`,
    upgrade: '学習コースと実践コースの違い',
    price: '料金',
    amount: (amount: number, taxed: number) => `${yen(amount)}（税別。税込${yen(taxed)}）`,
    period: '利用期間',
    includes: '含まれる回数',
    times: (lines: readonly (readonly [Allowance, number])[]) =>
      lines.map(([allowance, times]) => `${ALLOWANCES[allowance]}${times}回`).join('・'),
    renewalRule: (to: string, from: string) =>
      `いまのご契約の満了日（${japaneseDate(to)}）の翌月1日、${japaneseDate(from)}から始まります。満了日を過ぎてからお申し込みの場合も、同じ日にさかのぼります。`,
    late: (days: number) =>
      `今日お申し込みいただいた場合、ご利用いただけるのは今日から${days}日間です。回数は減りません。`,
    gapClosed: (from: string, to: string, days: number) =>
      `${japaneseDate(from)}から${japaneseDate(to)}までの${days}日間は、どちらのご契約の期間にも入りません。この間の取扱いは、コンサルタントがご案内します。`,
    gapOpen: (from: string, to: string) =>
      `${japaneseDate(from)}から${japaneseDate(to)}までの間も、続けてご利用いただけます。`,
    upgradeFirst:
      '年間継続プログラムは、実践コースの後に続けてご利用いただくものです。学習コースの場合は、先に実践コースへのアップグレードが必要です。',
    upgradeRule: (from: string) =>
      `お申込みの日から実践コースの内容をご利用いただけます。期間は、学習コースの満了日の翌日（${japaneseDate(from)}）から数えます。`,
    already: 'いまのご契約は、実践コースです。実践コースの内容は、すべてご利用いただけます。',
    bought: (from: string, to: string) =>
      `次のご契約（${japaneseDate(from)}〜${japaneseDate(to)}）が、すでに登録されています。`,
    added: (course: string) => `**${course}で加わるもの**`,
    after: 'アップグレード後の残り',
    afterTimes: (words: string) => `${words}（担当者の確認で確定）`,
    suits: (course: string) => `**${course}が向いている会社**`,
    extra: (product: string, amount: string) =>
      `回数が足りない場合は、${product}（1回 ${amount}）もございます。`,
    assumption: '日付と回数は、この窓口での計算です。担当者の確認で確定します。',
    person: {
      overAYearLate:
        'ご契約の満了から1年を超えているため、この窓口では計算できません。コンサルタントがご案内します。',
      notSettled: 'いまのご契約から続けて購入いただけるかどうかは、コンサルタントが確認してご案内します。',
      upgradeInstead:
        '学習コースのご契約中は、差額の「実践コース アップグレード」をご案内しています。くわしくは、コンサルタントがご案内します。',
    } satisfies Record<PersonReason, string>,
  },
  contents: {
    title: 'ご利用いただける内容',
    open: (course: string) => `**いまのご契約（${course}）でご利用いただけるもの**`,
    closed: (course: string) => `**${course}でご利用いただけるもの**`,
    outside: '**ご契約の期間中にご利用いただけるもの**',
  },
  remind: {
    ends: 'ご契約の満了が近づいています',
    unused: '残りの回数の期限が近づいています',
    ending: (name: string, to: string, left: number) =>
      `いつもご利用いただき、ありがとうございます。${name}のご契約は、${japaneseDate(to)}に満了します（残り${left}日）。`,
    lapsing: (name: string) =>
      `いつもご利用いただき、ありがとうございます。${name}のご契約で、まだお使いになっていない回数がございます。`,
    until: (times: string, day: string) => `残りの${times}は、${japaneseDate(day)}までにご利用ください。`,
    how: {
      webMeeting: 'Web会議は、「Web会議を予約したい」とお書きください。',
      review: '添削は、「チェックシートの結果」からお申し込みください。',
      counselling: 'カウンセリングは、「カウンセリングを申し込みたい」とお書きください。',
    } satisfies Record<Allowance, string>,
    goOn: '**満了後も続けてご利用いただくには**',
    apply: (product: string, price: string | undefined, months: number) =>
      `「${product}」（${months}か月${price === undefined ? '' : `、${price}`}）をお申し込みください。`,
    before: (to: string) => `${japaneseDate(to)}までのお申込みをお願いします。`,
    onlyOwners: 'このご案内は、管理者の方だけにお送りしています。',
    lineEnds: (to: string) =>
      `ご契約は${japaneseDate(to)}に満了します。詳しくは、管理者の方に個別にお送りしました。`,
    lineUnused: (to: string) =>
      `ご利用の期限が${japaneseDate(to)}のものがあります。詳しくは、管理者の方に個別にお送りしました。`,
  },
  sources: (titles: readonly string[]) => `出典：${titles.join(' ／ ')}`,
  source: (title: string, sections: readonly number[]) =>
    `${title} ${sections.map((it) => `§${it}`).join('・')}`,
  button: {
    book: 'Web会議を予約する',
    meetings: '予約の一覧',
    status: '契約状況を見る',
    contents: 'ご利用いただける内容',
    counselling: 'カウンセリングを申し込む',
    renewal: '年間継続プログラムについて',
    upgrade: '実践コースとの違い',
    courses: 'コースの違い',
    ask: (product: string) => `${product}を相談する`,
    person: 'コンサルタントに相談する',
  },
  ask: {
    subject: (product: string) => `${product}のお申込みについて`,
    question: (product: string) => `${product}の申込みを希望します。手続きのご案内をお願いします。`,
    anything: {
      subject: 'ご契約について',
      words: '契約について相談したいことがあります。ご連絡をお願いします。',
    },
  },
}

/** For the consultants: in Japanese, whoever asked. */
export const desk = {
  line: (course: string, to: string, over: boolean) =>
    `${course}（${japaneseDate(to)}${over ? 'に満了済み' : '満了'}）`,
  left: (allowance: Allowance, left: number, granted: number) =>
    `${ALLOWANCES[allowance]} 残り${left}回（全${granted}回）`,
  join: (parts: readonly string[]) => parts.join('・'),
  unregistered: '契約の登録なし',
}
