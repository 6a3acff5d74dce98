import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekdayOf } from '#src/chat/day.ts'
import { readWhen, type TimeRange, type When } from '#src/features/booking/when.ts'

/** A Tuesday, half past nine. */
const TODAY = '2026-11-24'
const NOW = 9 * 60 + 30

const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
const timeText = ({ from, to, exact }: TimeRange): string =>
  exact === true ? ` ${clock(from)}` : ` ${clock(from)}-${clock(to)}`

/** 12-01 15:00 · 11-30..12-06 12:00-18:00 · 12-03.. without an end · 12-01+12-03 these only · 12-01..12-29 [2] Tuesdays · ask why: words */
function told(when: When): string {
  if (when.kind === 'none') return 'none'
  if (when.kind === 'ask') return `ask ${when.why}: ${when.words}`
  const { from, to, days, weekdays } = when.days
  const open = to === addDays(from, 365) || (weekdays !== undefined && to > addDays(from, 350))
  const range = days?.join('+') ?? (from === to ? from : `${from}..${open ? '' : to}`)
  const only = weekdays === undefined ? '' : ` [${weekdays.join('')}]`
  return `${range}${only}${when.time === undefined ? '' : timeText(when.time)}`.replaceAll('2026-', '')
}

const MEANINGS: readonly (readonly [words: string, meaning: string])[] = [
  // Days by name
  ['今日相談できますか', '11-24'],
  ['本日、お時間いただけますでしょうか。', '11-24'],
  ['明日でお願いします', '11-25'],
  ['あした そうだん したい です', '11-25'],
  ['あすの午前中はいかがでしょうか', '11-25 0:00-12:00'],
  ['みょうにちのごごに予約', '11-25 12:00-18:00'],
  ['明後日はどうですか？', '11-26'],
  ['あさっての夕方に打ち合わせできますか', '11-26 16:00-18:00'],
  ['しあさって空いてますか', '11-27'],
  ['明々後日に相談したいです', '11-27'],
  ['明朝お話しできますか', '11-25 8:00-11:00'],
  ['今日の午前中でお願いします', '11-24 9:30-12:00'],
  ['今日中に一度お話できますか', '11-24'],
  ['明日以降でしたらいつでも大丈夫です', '11-25..'],
  ['昨日の15時でお願いします', 'ask past: 昨日'],
  ['今日の9時から打合せしたい', 'ask past: 9時'],
  // Weeks
  ['今週中にお願いできますか', '11-24..11-29'],
  ['今週のどこかで1時間ほどお時間をください', '11-24..11-29'],
  ['こんしゅう いつでも いいよ', '11-24..11-29'],
  ['来週相談したい', '11-30..12-06'],
  ['来週いっぱいでお願いします', '11-30..12-06'],
  ['再来週の前半でお願いできれば幸いです', '12-07..12-09'],
  ['さ来週はいかがでしょう', '12-07..12-13'],
  ['来週の頭に打合せ希望', '11-30..12-01'],
  ['来週後半でお時間を頂戴できますでしょうか', '12-02..12-04'],
  ['来週半ばでどうですか', '12-01..12-03'],
  ['週明けに相談させてください', '11-30..12-01'],
  ['今週か来週で空いているところはありますか', '11-24..12-06'],
  ['来週以降でお願いします', '11-30..'],
  ['来週までに一度相談したいです', '11-24..12-06'],
  ['週末に相談したい', 'ask ambiguousDay: 週末'],
  ['先週でお願いします', 'ask past: 先週'],
  // Weekdays
  ['来週の火曜の午後に相談したい', '12-01 12:00-18:00'],
  ['らいしゅうのかようびのごごに相談したい', '12-01 12:00-18:00'],
  ['来週火曜日、午後イチで打合せをお願いします', '12-01 13:00-14:30'],
  ['来週の火曜か木曜はいかがですか', '12-01+12-03'],
  ['来週火・木の午前でお願いします', '12-01+12-03 0:00-12:00'],
  ['来週の月〜水でお願いします', '11-30..12-02'],
  ['来週の水曜から金曜のあいだでお願いいたします。', '12-02..12-04'],
  ['来週平日ならいつでも大丈夫です', '11-30..12-04'],
  ['来週の火曜以外でお願いします', '11-30+12-02+12-03+12-04+12-05+12-06'],
  ['来週でお願いします。ただ、火曜は難しいです。', '11-30+12-02+12-03+12-04+12-05+12-06'],
  ['来週の火曜は出張なので、水曜でお願いします', '12-02'],
  ['来週相談したいです。木曜の14時は空いていますか？', '12-03 14:00'],
  ['今週の水曜', '11-25'],
  ['今週の火曜でお願いします', '11-24'],
  ['今週の月曜に相談したい', 'ask past: 今週の月曜'],
  ['火曜に相談したい', 'ask ambiguousDay: 火曜'],
  ['水曜日の15時で予約', '11-25 15:00'],
  ['金曜の朝イチで', '11-27 8:00-10:30'],
  ['げつようびあいてますか', '11-30'],
  ['土曜は空いていますか', '11-28'],
  ['土日でも対応できますか', '11-28..11-29'],
  ['水曜か金曜の午後でお願いします', '11-25+11-27 12:00-18:00'],
  ['次の火曜でお願いします', '12-01'],
  ['今度の月曜に相談したいです', '11-30'],
  ['次の金曜に相談したいのですが', 'ask ambiguousDay: 次の金曜'],
  ['平日の夕方がありがたいです', '11-24.. [12345] 16:00-18:00'],
  ['水曜ならいつでもいいです', '11-25.. [3]'],
  ['12月の火曜日ならいつでも', '12-01..12-29 [2]'],
  ['来月の第2木曜に打合せしたい', '12-10'],
  ['毎週火曜の10時に相談したい', 'ask ambiguousDay: 毎週火曜'],
  ['今週か来週の木曜', '11-26+12-03'],
  // Dates
  ['12/3', '12-03'],
  ['１２／３　１５時', '12-03 15:00'],
  ['12/3（木）の15時からでお願いします。', '12-03 15:00'],
  ['12月3日(木) 15:30〜', '12-03 15:30'],
  ['１２月３日（木曜日）午後３時半', '12-03 15:30'],
  ['十二月三日の午後三時', '12-03 15:00'],
  ['12/3（金）でお願いします', 'ask ambiguousDay: 12/3（金）'],
  ['12がつ3にち ごご3じ', '12-03 15:00'],
  ['３日でお願いできますか', '12-03'],
  ['25日の10時に予約したいです', '11-25 10:00'],
  ['三十日はどうでしょうか', '11-30'],
  ['来月15日の午後に相談', '12-15 12:00-18:00'],
  ['今月25日', '11-25'],
  ['今月3日にお願いします', 'ask past: 今月3日'],
  ['2026年12月3日 10時', '12-03 10:00'],
  ['2026-12-03 10:00', '12-03 10:00'],
  ['令和8年12月3日', '12-03'],
  ['令和９年１月１５日', '2027-01-15'],
  ['2025/12/3でお願いします', 'ask past: 2025/12/3'],
  ['1/15に相談したい', '2027-01-15'],
  ['11/3', 'ask past: 11/3'],
  ['4月1日に相談したい', '2027-04-01'],
  ['8/1に打合せしたい', 'ask past: 8/1'],
  ['来年の1月8日でお願いします', '2027-01-08'],
  ['2/30に相談したい', 'ask noSuchDay: 2/30'],
  ['２月３０日でお願いします', 'ask noSuchDay: ２月３０日'],
  ['13/1', 'ask noSuchDay: 13/1'],
  ['32日は空いていますか', 'ask noSuchDay: 32日'],
  ['31日は空いていますか', 'ask ambiguousDay: 31日'],
  ['12/1から12/5の間でお願いします', '12-01..12-05'],
  ['12月1日〜5日', '12-01..12-05'],
  ['12/7-9の午前中', '12-07..12-09 0:00-12:00'],
  ['11/20〜11/27で空いている日', '11-24..11-27'],
  ['12/28〜1/5の間', '12-28..2027-01-05'],
  ['12/5〜12/3', 'ask ambiguousDay: 12/5〜12/3'],
  ['3日か4日でお願いします', '12-03..12-04'],
  ['12/3か12/7の午後はいかがでしょうか', '12-03+12-07 12:00-18:00'],
  ['12月3日、4日、8日のいずれかで', '12-03+12-04+12-08'],
  ['12/3の15時か12/4の10時', 'ask ambiguousTime: 15時か12/4の10時'],
  ['12/10以降でお願いします', '12-10..'],
  ['日時：12/3（木）15:00〜16:00', '12-03 15:00-16:00'],
  ['12/3-12/5 10:00-12:00', '12-03..12-05 10:00-12:00'],
  ['12/3（木）、12/4（金）の午後はいかがでしょうか', '12-03..12-04 12:00-18:00'],
  ['第一希望：12/3 10時、第二希望：12/7 10時', '12-03+12-07 10:00'],
  ['来週の火曜（12/2）でお願いします', 'ask ambiguousDay: 来週の火曜（12/2）'],
  ['3,4日でお願いします', 'ask ambiguousDay: 3,4日'],
  ['12月の第1週でお願いします', 'ask ambiguousDay: 第1週'],
  ['12/10までに打合せしたい', '11-24..12-10'],
  ['明日から金曜まででお願いします', '11-25..11-27'],
  ['明日から3日間のどこかで', '11-25..11-27'],
  // Months, years, and what is counted
  ['月末に相談したい', '11-24..11-30'],
  ['来月末', '12-25..12-31'],
  ['今月末までにお願いします', '11-24..11-30'],
  ['月初に打合せをお願いします', '12-01..12-07'],
  ['来月の上旬で', '12-01..12-10'],
  ['来月中旬の午後', '12-11..12-20 12:00-18:00'],
  ['１２月下旬', '12-21..12-31'],
  ['来月お願いします', '12-01..12-31'],
  ['今月中に相談したい', '11-24..11-30'],
  ['1月に入ってからでお願いします', '2027-01-01..2027-01-31'],
  ['年末に一度お話ししたいです', '12-25..12-28'],
  ['年内にお願いできますか', '11-24..12-31'],
  ['年明けに相談したい', '2027-01-04..2027-01-15'],
  ['ねんあけにそうだんしたい', '2027-01-04..2027-01-15'],
  ['年末年始はやっていますか', 'ask ambiguousDay: 年末年始'],
  ['3日後', '11-27'],
  ['三日後の10時でお願いします', '11-27 10:00'],
  ['2、3日後でお願いします', '11-26..11-27'],
  ['二週間後に相談したいです', '12-08'],
  ['一週間以内に打合せできますか', '11-24..12-01'],
  ['１ヶ月以内でお願いします', '11-24..12-24'],
  ['3営業日以内でお願いします', 'ask ambiguousDay: 3営業日以内'],
  ['最短でお願いします', '11-24..'],
  ['できるだけ早く相談したいです', '11-24..'],
  ['なるはやで！', '11-24..'],
  ['一日も早くお願いします', '11-24..'],
  ['今週中でなるべく早くお願いします', '11-24..11-29'],
  // Times
  ['明日15時', '11-25 15:00'],
  ['明日の15時半からで', '11-25 15:30'],
  ['明日１５：３０でお願いします', '11-25 15:30'],
  ['明日の午後3時', '11-25 15:00'],
  ['明日ごご3じはん', '11-25 15:30'],
  ['明日の3時', 'ask ambiguousTime: 3時'],
  ['明日３：００にお願いします', 'ask ambiguousTime: ３：００'],
  ['明日の夕方5時', '11-25 17:00'],
  ['明日9時でお願いします', '11-25 9:00'],
  ['明日の正午', '11-25 12:00'],
  ['明日の午後12時', 'ask ambiguousTime: 午後12時'],
  ['明日10時〜12時', '11-25 10:00-12:00'],
  ['明日の10時から3時の間', '11-25 10:00-15:00'],
  ['明日の午後1時から3時', '11-25 13:00-15:00'],
  ['明日の13-15時', '11-25 13:00-15:00'],
  ['明日15時以降なら大丈夫です', '11-25 15:00-24:00'],
  ['明日13時までで', '11-25 0:00-13:00'],
  ['明日の15時ごろ', '11-25 14:30-16:30'],
  ['明日の昼過ぎ', '11-25 13:00-15:00'],
  ['明日15時か16時', 'ask ambiguousTime: 15時か16時'],
  ['明日25時', 'ask noSuchTime: 25時'],
  ['明日15時70分', 'ask noSuchTime: 15時70分'],
  ['明日の午前15時', 'ask noSuchTime: 午前15時'],
  ['15時に相談したい', 'ask ambiguousDay: 15時'],
  ['15時以降なら空いています', '11-24.. 15:00-24:00'],
  ['明日、1時間ほどお願いします', '11-25'],
  ['明日は9時から会議があるので、午後にお願いできますか', '11-25 12:00-18:00'],
  ['明日の12時〜13時以外で', 'ask ambiguousTime: 12時〜13時'],
  ['来週でお願いします。午前は難しいです。', '11-30..12-06 12:00-24:00'],
  ['12/3は午前、12/4は午後なら空いています', 'ask ambiguousTime: 午前、12/4は午後'],
  ['12/3はだめですが12/4なら大丈夫です', '12-04'],
  ['来週の火曜は空いてますか？水曜でもいいです', '12-01..12-02'],
  ['ごご いちじ に あした おねがい', '11-25 13:00'],
  ['明日が難しければ明後日の午後でもかまいません', 'ask ambiguousTime: 午後'],
  // Dates of other things
  ['12/1に出した添削の件で、来週相談したい', '11-30..12-06'],
  ['4月1日施行の法律について明日聞きたい', '11-25'],
  ['先週の相談の続きを、木曜の10時にお願いできますか', '11-26 10:00'],
  ['昨日いただいた回答について、明日の午後にお話しできますか', '11-25 12:00-18:00'],
  ['12/10に監査があるので、来週中に相談したいです', '11-30..12-06'],
  ['来週、12/1に出した添削の件で相談したい', '11-30..12-06'],
  ['11/20の講義で分からなかった点があります。相談したいです。', 'none'],
  ['12/15締切の課題について相談したい', 'none'],
  ['本日はご相談したいことがありご連絡いたしました。来週のご都合はいかがでしょうか。', '11-30..12-06'],
  [
    'お世話になっております。総務の田中です。\n先日はありがとうございました。\n来週の水曜、１４時〜１５時でお打ち合わせをお願いできますでしょうか。',
    '12-02 14:00-15:00',
  ],
  ['明日の15時の予約を明後日の15時に変更したい', '11-26 15:00'],
  ['添削の提出が12/11なので、その前の週に相談したいです', 'ask ambiguousDay: その前の週'],
  ['明日、会議の件で相談したい', '11-25'],
  ['候補は以下です。\n・12/3（木）\n・12/7（月）', '12-03+12-07'],
  ['12/1と12/8の書類、12/15の監査', 'ask ambiguousDay: 12/1と12/8の書類、12/15'],
  ['予約を取りたいのですが', 'none'],
  ['一時的に権限を与えるときの注意点', 'none'],
  ['バックアップは24時間以内に取るべきですか', 'none'],
  ['ログは1年間保存していますが、十分でしょうか', 'none'],
  ['', 'none'],
]

const ENGLISH: typeof MEANINGS = [
  ['tomorrow', '11-25'],
  ['Can we talk the day after tomorrow?', '11-26'],
  ['next Tuesday afternoon', '12-01 12:00-18:00'],
  ['next Friday', 'ask ambiguousDay: next Friday'],
  ['this Friday at 10am', '11-27 10:00'],
  ['Thursday next week, in the morning', '12-03 0:00-12:00'],
  ['Dec 3 at 3pm', '12-03 15:00'],
  ['3 December', '12-03'],
  ['December 3rd, 2026, 15:30', '12-03 15:30'],
  ['Friday, Dec 3', 'ask ambiguousDay: Friday, Dec 3'],
  ['Thursday or Friday', '11-26..11-27'],
  ['this week', '11-24..11-29'],
  ['sometime next month', '12-01..12-31'],
  ['end of the month', '11-24..11-30'],
  ['tomorrow at 3', 'ask ambiguousTime: 3'],
  ['tomorrow from 2 to 4pm', '11-25 14:00-16:00'],
  ['tomorrow after 3 p.m.', '11-25 15:00-24:00'],
  ['by Friday please', '11-24..11-27'],
  ['in two weeks', '12-08'],
  ['as soon as possible', '11-24..'],
  ['every Monday', 'ask ambiguousDay: every Monday'],
  ['yesterday', 'ask past: yesterday'],
  ['Feb 30', 'ask noSuchDay: Feb 30'],
  ['I may march on', 'none'],
]

const YEAR_END: typeof MEANINGS = [
  ['1/5', '2027-01-05'],
  ['1月5日の午後2時', '2027-01-05 14:00'],
  ['5日に相談したい', '2027-01-05'],
  ['30日の午前', '12-30 0:00-12:00'],
  ['年末', '12-28'],
  ['年内にお願いします', '12-28..12-31'],
  ['年明けに', '2027-01-04..2027-01-15'],
  ['年明け以降でお願いします', '2027-01-04..'],
  ['今週の金曜', '2027-01-01'],
  ['来週', '2027-01-04..2027-01-10'],
  ['来週の火曜', '2027-01-05'],
  ['月末', '12-28..12-31'],
  ['月初', '2027-01-01..2027-01-07'],
  ['来月の中旬', '2027-01-11..2027-01-20'],
  ['1月の第2火曜', '2027-01-12'],
  ['来年', '2027-01-01..2027-12-31'],
  ['来年3/1', '2027-03-01'],
  ['12/28〜1/5', '12-28..2027-01-05'],
  ['12/3', 'ask past: 12/3'],
  ['11/3', 'ask past: 11/3'],
  ['2026/1/5', 'ask past: 2026/1/5'],
  ['7/15', 'ask past: 7/15'],
  ['2/29', 'ask noSuchDay: 2/29'],
  ['2028/2/29', '2028-02-29'],
  ['3日後', '12-31'],
  ['月曜', 'ask ambiguousDay: 月曜'],
]

describe('on Tuesday 24 November 2026 at half past nine', () => {
  test.each([...MEANINGS, ...ENGLISH])('%s → %s', (words, meaning) => {
    expect(told(readWhen(words, TODAY, NOW))).toBe(meaning)
  })
})

describe('on Monday 28 December 2026 at half past nine', () => {
  test.each(YEAR_END)('%s → %s', (words, meaning) => {
    expect(told(readWhen(words, '2026-12-28', NOW))).toBe(meaning)
  })
})

test('in January, a day late in December may be the one just gone', () => {
  expect(told(readWhen('12/28', '2027-01-10', NOW))).toBe('ask ambiguousDay: 12/28')
})

test('in the first days of a month, its beginning may be this one or the next', () => {
  expect(told(readWhen('月初', '2026-12-02', NOW))).toBe('ask ambiguousDay: 月初')
})

const anyToday = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days))
const anyTime = fc.integer({ min: 0, max: 24 * 60 - 1 })
const pieces = fc.constantFrom(
  ...[...MEANINGS, ...ENGLISH, ...YEAR_END].flatMap(
    ([words]) => words.match(/[\p{Script=Han}ぁ-ん]+|\d+|./gu) ?? [],
  ),
)
const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
  fc.constantFrom(...MEANINGS.map(([words]) => words)),
)

const plain = (when: When): When =>
  when.kind === 'ask' ? { ...when, words: when.words.normalize('NFKC') } : when
const wide = (words: string): string =>
  words.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　')

describe('whatever is written', () => {
  test('it is read, in order, and never as a time gone by', () => {
    fc.assert(
      fc.property(anyWords, anyToday, anyTime, (words, today, now) => {
        const when = readWhen(words, today, now)
        if (when.kind === 'ask') expect(words).toContain(when.words)
        if (when.kind !== 'when') return
        const { from, to, days = [from, to] } = when.days
        expect([today, ...days]).toEqual([today, ...days].sort())
        expect([days.at(0), days.at(-1)]).toEqual([from, to])
        const { time } = when
        if (time === undefined) return
        expect(time.from).toBeLessThan(time.to)
        expect(time.from).toBeGreaterThanOrEqual(to === today ? now : 0)
        expect(time.to).toBeLessThanOrEqual(24 * 60)
      }),
      { numRuns: 1000 },
    )
  })

  test('full-width is half-width', () => {
    fc.assert(
      fc.property(anyWords, anyToday, anyTime, (words, today, now) => {
        expect(plain(readWhen(wide(words), today, now))).toEqual(plain(readWhen(words, today, now)))
      }),
    )
  })

  test('a date is taken with its own weekday in brackets and asked with another', () => {
    const ways = fc.constantFrom('iso', 'slash', 'year')
    fc.assert(
      fc.property(
        anyToday,
        fc.integer({ min: 0, max: 180 }),
        fc.nat(6),
        ways,
        (today, ahead, weekday, way) => {
          const day = addDays(today, ahead)
          const [year, month, date] = day.split('-').map(Number)
          const named = { iso: day, slash: `${month}/${date}`, year: `${year}/${month}/${date}` }[way]
          const words = `${named}（${'日月火水木金土'[weekday]}）`
          const when = readWhen(`${words}でお願いします`, today, NOW)
          if (weekday !== weekdayOf(day))
            return void expect(when).toEqual({ kind: 'ask', why: 'ambiguousDay', words })
          expect(when).toEqual({ kind: 'when', days: { from: day, to: day } })
        },
      ),
    )
  })
})
