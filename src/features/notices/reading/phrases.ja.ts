import { japaneseDay } from '../../../chat/day.ts'
import { quoted } from '../../../chat/quoted.ts'
import { ja as notices } from '../phrases.ja.ts'

type Category = keyof typeof notices.categories

export const ja = {
  preferences: {
    title: 'お知らせの送り先',
    platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' },
    where: '現在の送り先',
    channel: (platform: string, channel: string) => `${platform}のチャンネル（${channel}）`,
    channels: '送り先のチャンネル',
    leave: '外す',
    owners: '管理者の方への個別のご連絡',
    more: (count: number) => `ほかに${count}つのチャンネルがあります。`,
    how: '送り先を増やすときは、そのチャンネルで相談窓口をメンションして「お知らせをこのチャンネルに送る」とお書きください。やめるときは、下の［外す］か、そのチャンネルで「お知らせを止める」とお書きください。',
    reminders: '契約の期限などのご連絡',
    remindersIn: { channel: 'チャンネルにも送る', owners: '管理者だけに送る' },
    categories: '受け取るお知らせの種類',
    category: (category: Category, isWanted: boolean) =>
      `${notices.categories[category]}：${isWanted ? '受け取る' : '受け取らない'}`,
    stop: '止める',
    resume: '受け取る',
    mandatory: (categories: readonly Category[]) =>
      `${categories.map((it) => `「${notices.categories[it]}」`).join('')}は停止できません。ご契約のサービスをお使いいただくために必要なご連絡だからです。`,
    quiet: '受け取らない時間帯',
    anyHour: '指定なし',
    quietMeans:
      '受け取らない時間帯のお知らせは、その時間帯が終わってからお届けします。重要度の高いお知らせは、時間帯にかかわらずお届けします。',
    setQuiet: '時間帯を指定する',
    changeQuiet: '時間帯を変更する',
    noQuiet: '時間帯の指定をやめる',
    back: 'メンバー管理に戻る',
    set: 'お知らせを、このチャンネルにお送りします。やめるときは「お知らせを止める」とお書きください。',
    notShared: 'お知らせの送り先にするチャンネルの中で、相談窓口をメンションしてお書きください。',
    stopped: 'チャンネルへのお知らせを止めました。お知らせは、管理者の方に個別にお送りします。',
    stoppedHere:
      'このチャンネルへのお知らせを止めました。ほかの送り先のチャンネルには、引き続きお送りします。',
    notSet: 'お知らせの送り先のチャンネルは、設定されていません。',
    news: {
      left: '送り先のチャンネルを1つ外しました。',
      leftLast: '送り先のチャンネルを外しました。お知らせは、管理者の方に個別にお送りします。',
      notThere: 'このチャンネルは、すでに送り先ではありません。',
      wanted: (category: Category) => `「${notices.categories[category]}」のお知らせを受け取ります。`,
      declined: (category: Category) => `「${notices.categories[category]}」のお知らせを止めました。`,
      mandatory: (category: Category) =>
        `「${notices.categories[category]}」のお知らせは停止できません。ご契約のサービスをお使いいただくために必要なご連絡だからです。`,
      quiet: (hours: string) => `${hours} のお知らせは、この時間帯が終わってからお届けします。`,
      anyHour: '時間帯の指定をやめました。お知らせは、送信のたびにお届けします。',
      channel: '契約の期限などのご連絡を、お知らせのチャンネルにも送ります。',
      owners: '契約の期限などのご連絡は、管理者の方だけにお送りします。',
    },
    form: {
      title: '受け取らない時間帯',
      intro: '重要度の高いお知らせは、時間帯にかかわらずお届けします。',
      hours: '時間帯',
      hint: '例：18:00-09:00（夕方6時から翌朝9時まで）',
      missing: '時間帯を入力してください。',
      wrong: '18:00-09:00 のように、始まりと終わりの時刻を入力してください。',
      save: '保存する',
      cancel: 'やめる',
    },
  },
  history: {
    title: 'お知らせ一覧',
    page: (from: number, to: number) => `新しい順（${from}〜${to}件目）`,
    found: (words: string, count: number) => `「${words}」を含むお知らせ（${count}件）`,
    line: (day: string, title: string, marks: readonly string[]) =>
      `${japaneseDay(day)}　${title}${marks.length > 0 ? `（${marks.join('・')}）` : ''}`,
    mark: { corrected: '更新', awaiting: '確認待ち', acknowledged: '確認済み' },
    none: 'お知らせは、まだありません。',
    noneFound: (words: string) => `「${words}」を含むお知らせは見つかりませんでした。`,
    stale: 'この先のお知らせはありません。',
    show: '見る',
    more: '続きを見る',
    all: 'お知らせ一覧',
    search: '「お知らせ 多要素認証」のようにお書きになると、言葉で探せます。',
    gone: 'このお知らせは取り消されたか、貴社にはお送りしていません。',
  },
  welcome: { title: '最近のお知らせ', label: 'これまでに貴社にお送りしたお知らせ' },
  ask: {
    title: 'お知らせへのご質問',
    intro: (title: string) => `${quoted(title)}について、お知りになりたいことをお書きください。`,
    question: 'ご質問',
    hint: '例：これはうちも対象ですか',
    missing: 'ご質問を入力してください。',
    send: '質問する',
    cancel: 'やめる',
  },
  items: {
    title: (count: number) => `このお知らせに関連する項目のうち、貴社で未達成のものが${count}つあります`,
    about: (title: string) => `お知らせ${quoted(title)}に関連するチェックシートの項目です。`,
    label: '未達成の項目',
    line: (number: number, words: string) => `No.${number}　${words}`,
    open: '開く',
    only: 'この内容は、管理者の方にだけお送りしています。',
  },
}
