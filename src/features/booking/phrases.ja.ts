const WEEKDAYS = '日月火水木金土'

/** 12月1日（火） */
export const japaneseDay = (day: string): string => {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日（${WEEKDAYS[new Date(day).getUTCDay()]}）`
}

export const ja = {
  title: 'Web会議の予約',
  left: (left: number, endsOn: string) => `残り${left}回（ご契約は${endsOn}まで）`,
  label: {
    quota: '残り回数',
    length: '所要時間',
    when: '日時',
    consultant: '担当',
    topic: 'ご相談内容',
    agenda: '詳しい内容',
    attendees: '参加者',
    place: '会議の場所',
    number: '予約番号',
    organisation: 'お客様',
    bookedBy: 'ご予約者',
  },
  placeLater: '担当コンサルタントがご案内します',
  minutes: (minutes: number) => `${minutes}分・オンライン`,
  slots: 'ご希望の日時をお選びください。',
  slot: (day: string, from: string, to: string, consultant: string, same: boolean) =>
    `${japaneseDay(day)}${from}〜${to}　担当：${consultant}${same ? '（前回と同じ）' : ''}`,
  when: (day: string, from: string, to: string) => `${japaneseDay(day)}${from}〜${to}`,
  choose: 'この日時',
  noSlots: {
    range: 'ご希望の日時に空きがありません。近い日の空きをご案内します。',
    none: 'いまご案内できる空きがありません。コンサルタントが日時を調整します。',
    closed: 'ご希望の日は受付時間外です。近い日の空きをご案内します。',
  },
  ask: {
    ambiguousDay: (words: string) =>
      `「${words}」は、どの日のことでしょうか。「12月1日」のように日付でお書きください。`,
    ambiguousTime: (words: string) =>
      `「${words}」は、午前と午後のどちらでしょうか。「午後3時」のようにお書きください。`,
    noSuchDay: (words: string) => `「${words}」という日はありません。お手数ですが、日付をお確かめください。`,
    noSuchTime: (words: string) =>
      `「${words}」という時刻はありません。お手数ですが、時刻をお確かめください。`,
    past: (words: string) => `「${words}」は過ぎています。これからの日時をお書きください。`,
  },
  chosen: (when: string, consultant: string) => `${when}（担当：${consultant}）をお選びになりました。`,
  held: (until: string) =>
    `この日時を5分間仮押さえしています（${until}まで）。内容をご確認のうえ、確定してください。`,
  topicTaken:
    'ご相談内容は、前の会話から入れました。担当コンサルタントは、そのご相談も読んで当日に臨みます。',
  after: (left: number) => `確定すると、残りは${left}回になります。`,
  booked: '予約しました',
  awaiting: '予約を受け付けました。担当コンサルタントの確認をもって確定します。',
  moved: '予約の日時を変更しました',
  nowLeft: (left: number) => `残り${left}回`,
  cancelled: '予約を取り消しました',
  policy: {
    unconfirmed: (words: string) => words,
    meetingStart: '会議の開始時刻までの取消・変更は、回数をお戻しします。',
    before: (hours: number) => `会議の${hours}時間前までの取消・変更は、回数をお戻しします。`,
  },
  over: { finished: 'Web会議は終わりました', noShow: 'Web会議は欠席として記録されています' },
  sure: 'この予約を取り消しますか。',
  dropped: '仮押さえを取りやめました。',
  lapsed: '5分が過ぎたため、仮押さえを解除しました。お手数ですが、もう一度日時をお選びください。',
  refused: {
    slotTaken: 'この日時は、ほかのご予約が先に入りました。お手数ですが、別の日時をお選びください。',
    notOffered: 'この日時は、いまは予約を受け付けていません。お手数ですが、別の日時をお選びください。',
    noneLeft: 'Web会議の残り回数がありません。',
    outside: (endsOn: string) => `ご契約の期間（${endsOn}まで）を過ぎる日時のため、予約できません。`,
    already: 'この予約は、すでに確定しています。',
    own: 'この日時は、すでに次のとおり押さえています。',
    over: 'この予約は終わっているか、取り消されています。',
    underWay: '開始時刻を過ぎているため、変更できません。担当コンサルタントにご連絡ください。',
  },
  extra: (product: string, price: string) =>
    `${product}（1回 ${price}）をお申し込みいただくか、この窓口でのメール相談（回数の制限なし）をご利用ください。`,
  upcoming: 'これからのご予約',
  noUpcoming: 'これからのご予約はありません。',
  who: '担当をお選びください。',
  anyone: 'どなたでも',
  form: {
    title: '相談の内容',
    topic: 'ご相談内容（件名）',
    topicMissing: 'ご相談内容をお書きください。',
    agenda: '詳しい内容・質問（任意）',
    attendees: '参加される方のお名前（任意）',
    attendeesHint: '例：総務部 田中、情報システム部 鈴木',
    submit: 'この内容で確定する',
    cancel: '戻る',
  },
  unnamedTopic: 'ご相談',
  button: {
    book: 'Web会議を予約する',
    confirm: '予約を確定する',
    describe: '内容を書いて確定する',
    detach: '前の相談を外す',
    drop: '予約せずに戻る',
    move: '日時を変更',
    cancel: '取り消す',
    cancelNow: '取り消します',
    keep: '予約に戻る',
    later: 'ほかの日を見る',
    who: '担当を選ぶ',
    choose: '選ぶ',
    accept: '確定する',
    list: '予約の一覧',
    askExtra: '追加の1回を相談する',
  },
  desk: {
    title: (number: string, state: string) => `${number} ${state}`,
    booked: '✅ Web会議の予約',
    awaiting: '⏳ Web会議の予約（確認待ち）',
    cancelled: '取り消されたWeb会議の予約',
    moved: '日時が変わりました。',
    accepted: (name: string) => `${name}が確定しました。`,
  },
}
