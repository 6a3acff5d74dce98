import type { FeedFault } from '../../../../ports/busy-calendars.ts'

const fault: Readonly<Record<FeedFault, string>> = {
  notAddress:
    'カレンダーのURLとして読み取れません。https:// か webcal:// で始まる公開URLを、そのままお書きください。',
  notHttps: 'https:// で始まるURLだけを登録できます。',
  privateAddress:
    '社内や機器自身のアドレスからは読み込めません。インターネットに公開されたURLをお使いください。',
  unknownHost: 'このURLのサーバーが見つかりません。',
  unreachable: 'このURLのサーバーに接続できませんでした。',
  timeout: '15秒以内に読み込めませんでした。',
  tooManyRedirects: 'このURLは転送が多すぎて読み込めません。',
  notAllowed: '読み込みが許可されていません。カレンダーの公開設定をご確認ください。',
  notFound: 'このURLにカレンダーがありません。公開URLが変わっていないかご確認ください。',
  serverFault: 'カレンダーのサーバーが、いまは応答できないようです。',
  tooLarge: 'カレンダーが大きすぎます（5MBまで）。公開する期間や項目を減らしてください。',
  notCalendar: 'このURLの内容は、カレンダー（iCalendar形式）として読み取れません。',
  tooManyTimes:
    '繰り返しの予定が多すぎて読み込めません。終わりのない短い間隔の繰り返しがないかご確認ください。',
  sealed: '保存したURLを開けなくなりました。お手数ですが、削除してから登録し直してください。',
}

export const ja = {
  title: (name: string) => `外部カレンダー：${name}`,
  intro:
    'OutlookやGoogleカレンダーの公開URLを登録すると、予定のある時間には予約が入らなくなります。予定の内容は保存しません。',
  none: 'まだ登録がありません。',
  label: { calendar: 'カレンダー', readAt: '最終読み込み', state: '状態' },
  never: 'まだ読み込めていません',
  fine: '正常',
  failing: (since: string, why: string) => `${since}から読み込めていません。${why}`,
  /** Of what was known when it could be read last. */
  keeps: '空き時間は、最後に読み込めた予定をもとにご案内しています。',
  news: {
    added: (host: string) => `${host} を登録し、予定を読み込みました。`,
    removed: (host: string) => `${host} を削除しました。その予定の時間にも、予約が入るようになります。`,
    read: (host: string) => `${host} の予定を読み込みました。`,
    failed: (host: string, why: string) => `${host} を読み込めませんでした。${why}`,
    refused: (why: string) => `登録できませんでした。${why}`,
    full: (most: number) => `登録できるカレンダーは${most}件までです。不要なものを削除してください。`,
    known: (host: string) => `このURL（${host}）は、すでに登録されています。`,
    gone: 'このカレンダーは、すでに削除されています。',
  },
  button: {
    open: '外部カレンダー',
    add: 'カレンダーを追加',
    read: '今すぐ読み込む',
    remove: '削除',
    back: '受付時間に戻る',
  },
  form: {
    title: '外部カレンダーの追加',
    url: 'カレンダーの公開URL（iCalendar、.ics）',
    hint: '例：https://outlook.office365.com/owa/calendar/…/calendar.ics',
    missing: 'カレンダーのURLをお書きください。',
    submit: '登録する',
    cancel: '戻る',
  },
  told: {
    fails: (host: string, since: string) => `外部カレンダー（${host}）を、${since}から読み込めていません。`,
    works: (host: string) => `外部カレンダー（${host}）を、再び読み込めるようになりました。`,
  },
  fault,
}
