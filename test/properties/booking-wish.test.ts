import { describe, expect, test } from 'vitest'
import { asksForCalendar } from '#src/features/booking/index.ts'
import { bookingWish } from '#src/features/booking/wish.ts'

describe('a message about meetings alone', () => {
  test.each([
    'Web会議を予約したい',
    '来週の相談を予約したいです。',
    '来週の火曜の午後で相談の時間をもらえますか',
    '面談の予約をお願いします。',
    '明日の午後、打ち合わせしたいです',
    '空いている日を教えてください（相談です）',
    'ｗｅｂ会議の予約',
    'Please book a meeting tomorrow at 3pm',
  ])('%s: to book one', (words) => expect(bookingWish(words)).toEqual({ kind: 'book' }))

  test.each([
    '予約の一覧',
    '予約を確認したい',
    '予約を変更したい',
    '明日の面談をキャンセルしてください',
    '打合せの日程をずらしたい',
  ])('%s: those that are booked', (words) => expect(bookingWish(words)).toEqual({ kind: 'list' }))

  test.each([
    '予約を取り消したら回数は戻りますか',
    'Web会議の予約はどうすればできますか',
    '当日キャンセルの扱いを教えてください',
    'パスワードの変更は必要ですか',
    '取引先との打ち合わせでの情報の取扱いを相談したいのですが、規程に書くべきですか',
    'Web会議は何回できますか',
    '相談したいことがあります',
  ])('%s: a question', (words) => expect(bookingWish(words)).toBeUndefined())
})

describe('a message about calendars alone', () => {
  test.each([
    'カレンダーを購読したい',
    'カレンダーの購読',
    'カレンダーと連携したいです。',
    '予約のカレンダーを購読する',
    'カレンダーの購読リンクをください',
    'Calendar subscription',
  ])('%s: a link to subscribe by', (words) => expect(asksForCalendar(words)).toBe(true))

  test.each([
    'カレンダーの共有設定は、規程に書くべきですか',
    'カレンダーを社外と同期してもよいですか',
    'アカウント連携',
    '予約の一覧',
  ])('%s: something else', (words) => expect(asksForCalendar(words)).toBe(false))
})
