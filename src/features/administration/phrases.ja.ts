import { japaneseDate } from '../../chat/day.ts'
import type { ContractWords } from './outcome-words.ts'

const days = (from: string, to: string) => `${japaneseDate(from)}〜${japaneseDate(to)}`

/** Why a purchase is not recorded, and what to do. `it`: what the fields, or options, are called. */
const contract: ContractWords = {
  unknownOrganisation: (found) =>
    `組織コード「${found}」のお客様は登録されていません。コードをご確認ください。`,
  unknownProduct: (found, known) => `商品「${found}」はありません。次のどれかを入力してください：${known}`,
  notADay: (found) => `「${found}」は日付ではありません。2026-04-01 のように入力してください。`,
  noPeriodOfItsOwn: (product, it) =>
    `「${product}」には独自の期間がありません。「${it.purchasedOn}」だけを入力してください。`,
  refused: {
    courseFirst: (product) =>
      `「${product}」は、最初の契約としては登録できません。先に学習コースまたは実践コースを登録してください。`,
    upgradeFirst: (product) =>
      `「${product}」の前に、実践コース アップグレードが必要です。先にアップグレードを登録してください。`,
    alreadyPractice: (product) => `すでに実践コースの契約があるため、「${product}」は登録できません。`,
    alreadyHeld: (product, it) =>
      `有効な契約、またはこれから始まる契約があるため、「${product}」は登録できません。過去の購入であれば「${it.purchasedOn}」に購入した日を入力してください。`,
    notInForce: (product, it) =>
      `購入日に有効な契約がないため、「${product}」は登録できません。「${it.purchasedOn}」をご確認ください。`,
    endsBeforeStart: (_, it) => `「${it.endsOn}」が「${it.startsOn}」より前になっています。`,
    overlaps: (_, it, against) =>
      against
        ? `登録済みの「${against.product}」（${days(against.startsOn, against.endsOn)}）と期間が重なります。「${it.startsOn}」と「${it.endsOn}」をご確認ください。`
        : `登録済みの契約と期間が重なります。「${it.startsOn}」と「${it.endsOn}」をご確認ください。`,
  },
  person: {
    upgradeInstead: (_, it) =>
      `学習コースの契約中です。通常は実践コース アップグレード（UPG）を登録します。このまま登録する場合は、「${it.agreed}」に「はい」と入力し、重ならない「${it.startsOn}」を入力してください。`,
    notSettled: (product, it) =>
      `「${product}」をこの時点で購入できるかは、規則では決まっていません。契約の有効期間中に購入していた場合は「${it.purchasedOn}」にその日を、担当者が認めた場合は「${it.agreed}」に「はい」と入力してください。`,
    overAYearLate: (_, it) =>
      `前の契約の満了から1年を超えているため、期間を計算できません。お客様と決めた「${it.startsOn}」と「${it.endsOn}」を入力してください。`,
  },
}

export const ja = {
  contract,
  allowance: { webMeeting: 'Web会議', review: '添削', counselling: 'カウンセリング' },
  source: { included: '契約分', extra: '追加分' },
  quota: {
    noTermInForce: '今日有効な契約がないため、調整できません。コマンドの --term で期間を指定してください。',
    unknownTerm: (found: string, terms: string) => `「${found}」に始まる期間はありません（${terms}）。`,
    notEnoughLeft: (left: number) =>
      `使用済みと予約中の回数を下回るため、減らせません。減らせるのは${left}回までです。`,
  },
  days,
  day: japaneseDate,
  open: '期限なし',
  none: '契約は登録されていません。',
  menu: {
    title: '管理メニュー',
    what: 'お客様の契約と回数を管理します。変更は、すべて操作の記録に残ります。',
    look: 'お客様の契約と残り回数、操作の記録を確認できます。変更できるのは運営管理者だけです。',
    how: 'お客様の名前か組織コードで「〇〇の契約」とお書きになると、すぐに確認できます。',
  },
  button: {
    contract: '契約を登録する',
    organisations: '契約と残り回数を見る',
    adjust: '回数を調整する',
    code: '契約コードを発行する',
    audit: '操作の記録',
    show: '見る',
    more: '続きを見る',
    menu: '管理メニューに戻る',
  },
  organisations: {
    title: 'お客様の一覧',
    line: (code: string, name: string, until: string) => `${code}　${name}（${until}）`,
    until: (day: string) => `${japaneseDate(day)}まで`,
    never: '契約なし',
    empty: 'これ以上のお客様はありません。',
    page: (from: number, to: number) => `${from}〜${to}件目`,
    several: (words: string) => `「${words}」に当てはまるお客様`,
  },
  organisation: {
    code: '組織コード',
    contracts: '契約',
    bought: (product: string, period: string, on: string) => `${product}：${period}（${on}購入）`,
    term: (period: string) => `残り回数（${period}）`,
    inForce: '有効',
    left: (left: number, granted: number) => `残り${left}回（全${granted}回）`,
    used: (used: number) => `使用済み${used}回`,
    held: (held: number) => `予約中${held}回`,
    expired: (expired: number) => `失効${expired}回`,
    between: (from: string, to: string) => `${from}〜${to}`,
    holds: '予約中の内訳',
    hold: (allowance: string, purpose: string, on: string) => `${allowance}：${on}（${purpose}）`,
    earlier: (count: number) => `これより前の${count}件は、コマンドで確認できます。`,
  },
  form: {
    organisation: '組織コード',
    organisationHint: '例：MINATO',
    organisationMissing: '組織コードを入力してください。',
    product: '商品コード',
    productHint: (known: string) => known,
    productMissing: '商品コードを入力してください。',
    purchasedOn: '購入日',
    purchasedOnHint: '空欄のときは今日になります。例：2026-04-01',
    startsOn: '開始日',
    startsOnHint: '空欄のときは規則で計算します。',
    endsOn: '満了日',
    endsOnHint: '空欄のときは規則で計算します。',
    agreed: '担当者の判断',
    agreedHint: '規則で決まらない購入を担当者が認めた場合だけ、「はい」と入力してください。',
    agreedWrong: '「はい」と入力するか、空欄にしてください。',
    yes: ['はい', 'yes', 'y', 'ok'],
    reason: '理由',
    reasonHint: '操作の記録に残ります。',
    reasonMissing: '理由を入力してください。',
    allowance: '対象',
    allowanceHint: 'Web会議、添削、カウンセリングのどれかを入力してください。',
    allowanceMissing: '対象を入力してください。',
    times: '増減する回数',
    timesHint: '増やすときは 1、減らすときは -1 のように入力してください。今日有効な契約の回数を調整します。',
    timesMissing: '増減する回数を入力してください。',
    timesWrong: '0以外の整数を、999までの大きさで入力してください。',
    days: '有効な日数',
    daysHint: '空欄のときは60日になります。1〜365日です。',
    daysWrong: '1〜365の整数を入力してください。',
    contractTitle: '契約の登録',
    adjustTitle: '回数の調整',
    codeTitle: '契約コードの発行',
    register: '登録する',
    change: '調整する',
    issue: '発行する',
    cancel: '戻る',
  },
  done: {
    contract: '契約を登録しました',
    organisation: 'お客様',
    product: '商品',
    period: '利用期間',
    opensOn: '利用開始',
    purchasedOn: '購入日',
    adjusted: '回数を調整しました',
    allowance: '対象',
    before: '調整前',
    after: '調整後',
    reason: '理由',
    code: '契約コードを発行しました',
    codeIs: (code: string) => `契約コード：${code}`,
    codeHow: (until: string) =>
      `お客様の管理者の方にお渡しください。${until}まで、相談窓口との1対1のチャットに書くと登録できます。最初に登録した方が管理者になります。`,
    codeOnce: 'コードが表示されるのは、この1回だけです。',
    refused: '変更していません',
    notAdmin: '契約や回数を変更できるのは、運営管理者だけです。',
    gone: 'このお客様は見つかりませんでした。管理メニューからお選びください。',
  },
  audit: {
    title: '操作の記録',
    line: (at: string, organisation: string, what: string, actor: string) =>
      `${at}　${organisation}　${what}（${actor}）`,
    empty: '操作の記録は、これ以上ありません。',
    by: { 'command line': 'コマンド', seed: '初期データ', desk: '自動処理', environment: '環境設定' },
    what: {
      'contract.add': '契約の登録',
      'quota.adjust': '回数の調整',
      'contractCode.issue': '契約コードの発行',
      'contractCode.revoke': '契約コードの失効',
      'organisation.create': '組織の登録',
      'workspace.link': 'ワークスペースの連携',
      'channel.map': 'チャンネルの割り当て',
      'channel.unmap': 'チャンネルの割り当ての解除',
      'member.add': 'メンバーの追加',
      'member.role': '役割の変更',
      'member.remove': 'メンバーの削除',
      'member.merge': 'メンバーの統合',
      'identity.add': 'アカウントの連携',
      'identity.remove': 'アカウントの連携解除',
      'link.code': '連携コードの発行',
      'invitation.create': '招待の発行',
      'invitation.redeem': '招待の使用',
      'consultantsChannel.set': '相談窓口のチャンネルの設定',
      'consultantsChannel.remove': '相談窓口のチャンネルの取り外し',
    },
  },
}
