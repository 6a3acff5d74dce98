import { japaneseDate, japaneseDay } from '../../../chat/day.ts'
import { quoted } from '../../../chat/quoted.ts'

const remedies = {
  notInChannel: 'ボットがチャンネルにいません：チャンネルで /invite を実行し、このアプリを招待してください',
  channelGone: 'チャンネルが見つかりません：お知らせのチャンネルを選び直してください',
  archived: 'チャンネルがアーカイブされています：元に戻すか、別のチャンネルを選び直してください',
  notInstalled: 'アプリが追加されていません：アプリを追加し直してください',
  revoked: 'アプリの認可が取り消されています：アプリをインストールし直してください',
  blocked:
    'ボットがブロックされているか、アプリが削除されています：ブロックを解除し、アプリを追加し直してください',
  unknownPerson: '宛先の方が見つかりません：メンバーの登録をご確認ください',
  restricted: 'チャンネルへの投稿が制限されています：このアプリに投稿を許可してください',
  scope: 'アプリの権限が足りません：アプリをインストールし直してください',
  messageGone: '削除されています：先に届いたメッセージが見つからないため、置き換えられません',
  notEditable: '投稿の編集が制限されています：ワークスペースの設定をご確認ください',
  notDrawn: '内容を表示できない形式でした：運営会社で内容を直して送り直します',
  notConnected: '24時間つながりませんでした：時間をおいて送り直します',
  unknownOutcome: '届いたかどうかを確認できませんでした',
}

/** What customers read. */
export const ja = {
  remedies,
  /** One that the desk does not know. */
  remedy: (code: string) => `配信先が受け付けませんでした（${code}）：運営会社にお問い合わせください`,
  recall: {
    title: (title: string) => `【取り消し】${title}`,
    what: (day: string, time: string) =>
      `このお知らせは、${japaneseDate(day)} ${time} に取り消しました。先にお送りした内容は、なかったものとしてお取り扱いください。`,
    reason: '理由',
  },
  reminder: {
    title: (title: string) => `【ご確認のお願い】${title}`,
    what: '先にお送りしたお知らせについて、貴社からの「確認しました」をまだいただいていません。内容をご覧のうえ、下のボタンを押してください。',
  },
  instead: 'チャンネルにお届けできなかったため、個別にお送りしています。',
  failure: {
    title: 'お知らせをチャンネルにお届けできませんでした',
    what: (notice: string) =>
      `${quoted(notice)}を、貴社のチャンネルにお届けできませんでした。お知らせは、この下に個別にお送りします。`,
    channel: (place: string, remedy: string) => `${place}：${remedy}`,
    next: '直していただくと、次のお知らせからチャンネルに届きます。',
  },
  place: {
    platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' },
    channel: (platform: string, channel: string) => `${platform} ${channel}`,
    direct: (platform: string) => `${platform} 個別`,
  },
}

/** What the provider's admins read. */
export const desk = {
  button: {
    correct: '訂正する',
    correctNow: 'この内容に訂正する',
    correctAgain: '訂正し、もう一度確認を求める',
    recall: '取り消す',
    recallNow: 'すべて取り消す',
    leave: 'やめる',
    stop: '送信をやめる',
    failed: '失敗を見る',
    unknown: '届いたか不明なもの',
    unread: '未確認の会社',
    remind: '未確認の会社に再度お願いする',
    file: 'CSVで受け取る',
    again: 'もう一度送る',
    letBe: '届いたものとする',
    againAll: 'すべてもう一度送る',
    letBeAll: 'すべて届いたものとする',
    tellRecall: '取り消しを知らせる',
    tellRecallAll: 'すべてに取り消しを知らせる',
    choose: '選ぶ',
  },
  form: {
    correctTitle: 'お知らせの訂正',
    recallTitle: 'お知らせの取り消し',
    recallIntro:
      '届いたお知らせは、すべて「取り消しました」に置き換わります。次の画面で、もう一度確認します。',
    reason: '取り消しの理由（お客様に表示されます）',
    missingReason: '取り消しの理由を入力してください。',
    longReason: (max: number) => `理由は${max}文字までで入力してください。`,
    next: '確認に進む',
    cancel: 'やめる',
  },
  correct: {
    title: (name: string) => `${name} の訂正（まだ反映していません）`,
    what: (sent: number, waiting: number) =>
      `この上の表示に置き換えます。送信済み ${sent}か所は「更新」の印を付けて置き換え、送信待ち ${waiting}か所には新しい内容を送ります。`,
    unknown: (count: number) =>
      `届いたか分からない ${count}か所は置き換えられません。「届いたか不明なもの」でご判断ください。`,
    same: '内容が変わっていないため、訂正しませんでした。',
    read: (count: number) =>
      `いま ${count}社が確認済みです。確認済みの記録は、とくに選ばなければそのまま残ります。`,
    by: (name: string) => `訂正の案：${name}`,
  },
  recall: {
    title: (name: string) => `${name} を取り消しますか`,
    what: (sent: number, waiting: number) =>
      `届いた ${sent}か所は「取り消しました」に置き換わり、送信待ち ${waiting}か所には送りません。取り消しは元に戻せません。`,
    reason: '理由',
  },
  stale: (name: string, by: string | undefined) =>
    by === undefined
      ? `${name} は、ほかの操作で先に変わりました。いまの状況をご確認のうえ、もう一度お選びください。`
      : `${name} は、ほかの運営管理者（${by}様）が先に操作しています。いまの内容をご確認ください。`,
  notOut: (name: string, state: string) => `${name} は「${state}」のため、この操作はできません。`,
  stopped: (name: string) => `${name} の送信をやめ、下書きに戻しました。お客様には届いていません。`,
  report: {
    title: (name: string, state: string) => `${name} ${state}`,
    sent: (count: number) => `送信 ${count}`,
    failed: (count: number) => `失敗 ${count}`,
    waiting: (count: number) => `待ち ${count}`,
    unknown: (count: number) => `届いたか不明 ${count}`,
    places: '状況',
    audience: '送信先',
    organisations: (told: number, planned: number, skipped: number) =>
      [
        `${told}社`,
        ...(planned > 0 ? [`これから ${planned}社`] : []),
        ...(skipped > 0 ? [`対象外 ${skipped}社`] : []),
      ].join(' ・ '),
    read: '確認済み',
    readOf: (count: number, of: number) => `${count}/${of}社`,
    sendAt: '送信',
    edition: { first: '送信', correction: '🔄 訂正', recall: '取り消し', reminder: '再度のお願い' },
    decided: (at: string, by: string, standing: string) => `${at}（${by}）　${standing}`,
    replaced: (count: number) => `置き換え ${count}`,
    toReplace: (count: number) => `これから ${count}`,
    fresh: (count: number) => `新しい内容で送信 ${count}`,
    notReplaced: (count: number) => `置き換えられず ${count}`,
    neverSent: (count: number) => `送らずに取りやめ ${count}`,
    notReplacedUnknown: (count: number) => `届いたか不明のため置き換えていない ${count}`,
    reason: (count: number, remedy: string, code: string) => `${count}か所：${remedy}（${code}）`,
    more: (count: number) => `ほか${count}種類の理由`,
    handing: '送信の手配中です',
    overtaken: 'このあとの訂正・取り消しに置き換わりました',
  },
  failed: {
    title: (name: string) => `${name} の失敗`,
    none: '失敗はありません。',
    line: (code: string, organisation: string, place: string, remedy: string, reason: string) =>
      `${code}　${organisation}　${place}：${remedy}（${reason}）`,
    page: (from: number, to: number) => `${from}〜${to}件目`,
    told: 'チャンネルに届かなかった会社には、管理者の方へ個別にお送りし、直し方をお知らせしています。',
  },
  unknown: {
    title: (name: string) => `${name} 届いたか不明なもの`,
    none: '届いたか不明なものはありません。',
    what: '送信の途中で接続が切れ、届いたかどうかを確認できなかったものです。チャンネルをご覧になれる場合は、届いているかをご確認ください。もう一度送ると、届いていた場合は二重になります。',
    recalled: 'このお知らせは取り消されています。もう一度送ると、取り消しのお知らせだけが届きます。',
    list: (from: number, to: number, of: number) => `${from}〜${to}件目（全${of}件）`,
    line: (at: string, code: string, organisation: string, place: string) =>
      `${at}　${code}　${organisation}　${place}`,
    again: (count: number) => `${count}件をもう一度送ります。`,
    letBe: (count: number) => `${count}件を届いたものとしました。`,
    changed: '件数が変わりました。いまの一覧をご確認ください。',
  },
  unread: {
    title: (name: string) => `${name} 未確認の会社`,
    none: '送信したすべての会社が確認済みです。',
    notAsked: 'このお知らせは「確認しました」を求めていません。',
    line: (code: string, organisation: string) => `${code}　${organisation}`,
    page: (from: number, to: number, of: number) => `${from}〜${to}社目（全${of}社）`,
    wait: (at: string) => `${at} にお願いを送ったばかりです。次のお願いは、24時間たってから送れます。`,
    reminded: (count: number) => `未確認の ${count}社に、再度のお願いを送ります。`,
  },
  file: {
    name: (notice: string, day: string) => `お知らせ_${notice}_配信結果_${day}.csv`,
    title: (name: string) => `${name} の配信結果`,
    what: (count: number) => `${count}件の配信結果です。`,
    columns: [
      ...[
        '組織コード',
        '組織名',
        'プラットフォーム',
        'ワークスペース',
        '送り先',
        '種別',
        '状態',
        '理由',
        '直し方',
      ],
      ...['日時', '確認した方', '確認日時'],
    ],
    kind: { first: 'お知らせ', reminder: '再度のお願い' },
    direct: '個別',
    at: (day: string, time: string) => `${day} ${time}`,
    state: {
      sent: '送信済み',
      replaced: '置き換え済み',
      toReplace: '置き換え待ち',
      notReplaced: '置き換え失敗',
      waiting: '送信待ち',
      failed: '送信失敗',
      unknown: '届いたか不明',
      neverSent: '送信せず',
      skipped: '対象外',
    },
  },
  at: (day: string, time: string) => `${japaneseDay(day)} ${time}`,
}
