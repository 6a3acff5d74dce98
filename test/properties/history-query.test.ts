import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intentOf } from '#src/app/intent.ts'
import { dayOf, startOfDay } from '#src/chat/day.ts'
import { asksForHistory, historyQuery } from '#src/features/history/history-query.ts'

const ZONE = 'Asia/Tokyo'
/** A Tuesday. */
const NOW = new Date('2026-11-24T09:30:00+09:00')
const direct = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const

const DATE_PHRASES = [
  '今日',
  '本日',
  '昨日',
  '一昨日',
  'おととい',
  '今週',
  '先週',
  '先々週',
  '今月',
  '先月',
  '先々月',
  '今年',
  '本年',
  '昨年',
  '去年',
  '一昨年',
  '今年度',
  '昨年度',
  '最近',
  '3日前',
  '2週間前',
  '3か月前',
  '10月',
  '十月',
  '十二月',
  '11/3',
  '10月3日',
  '2025年',
  '2025年3月',
  '2025年3月1日',
  '去年の10月',
  '2025/3/1',
]
const anyNow = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
const anyZone = fc.constantFrom(
  'Asia/Tokyo',
  'UTC',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
)

describe('when a consultation was', () => {
  test.each([
    ['今日の相談', '2026-11-24', '2026-11-24'],
    ['昨日の相談', '2026-11-23', '2026-11-23'],
    ['今週の相談', '2026-11-23', '2026-11-29'],
    ['先週の相談', '2026-11-16', '2026-11-22'],
    ['先月の相談', '2026-10-01', '2026-10-31'],
    ['先々月の相談', '2026-09-01', '2026-09-30'],
    ['10月の相談', '2026-10-01', '2026-10-31'],
    ['１０月の相談', '2026-10-01', '2026-10-31'],
    ['十月の相談', '2026-10-01', '2026-10-31'],
    ['11月の相談', '2026-11-01', '2026-11-30'],
    ['12月の相談', '2025-12-01', '2025-12-31'],
    ['今年の相談', '2026-01-01', '2026-12-31'],
    ['今年度の相談', '2026-04-01', '2027-03-31'],
    ['去年の10月の相談', '2025-10-01', '2025-10-31'],
    ['2025年3月の相談', '2025-03-01', '2025-03-31'],
    ['2025/3/1の相談', '2025-03-01', '2025-03-01'],
    ['10月3日の相談', '2026-10-03', '2026-10-03'],
    ['12月1日の相談', '2025-12-01', '2025-12-01'],
    ['2月29日の相談', '2024-02-29', '2024-02-29'],
    ['3日前の相談', '2026-11-21', '2026-11-21'],
    ['二か月前の相談', '2026-09-01', '2026-09-30'],
    ['最近の相談', '2026-10-26', '2026-11-24'],
  ])('%s', (text, from, to) => {
    expect(historyQuery(text, NOW, ZONE)).toEqual({ from, to, words: '' })
    expect(asksForHistory(text)).toBe(true)
  })

  test.each([
    ['先月の多要素認証の相談', '多要素認証'],
    ['多要素認証の相談履歴', '多要素認証'],
    ['過去の多要素認証の質問の一覧を見たいです', '多要素認証'],
    ['今週のMFAについての相談を見せてください', 'mfa'],
    ['私物スマホの業務利用の相談履歴', '私物スマホの業務利用'],
    ['相談履歴 バックアップ', 'バックアップ'],
    ['相談履歴', ''],
    ['過去の相談', ''],
    ['これまでのご相談', ''],
    ['問い合わせ履歴', ''],
    ['past questions', ''],
  ])('「%s」 looks for 「%s」', (text, words) => {
    expect(historyQuery(text, NOW, ZONE).words).toBe(words)
    expect(intentOf(text, direct)).toEqual({ kind: 'history' })
  })

  test('the morning in Tokyo is the evening before in New York', () => {
    expect(historyQuery('今日の相談', NOW, 'America/New_York').from).toBe('2026-11-23')
  })

  test('any phrase gives days in their order, begun by today, whatever stands beside it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DATE_PHRASES),
        fc.constantFrom('', '多要素認証の', 'バックアップの'),
        anyNow,
        anyZone,
        (date, topic, now, zone) => {
          const text = `${date}の${topic}相談`
          const { from, to, words } = historyQuery(text, now, zone)
          if (from === undefined || to === undefined) return void expect(`${text}`).toMatch(/月/)
          expect(from <= to).toBe(true)
          expect(from).toMatch(/^\d{4}-\d\d-\d\d$/)
          if (!/^20\d\d/.test(date)) expect(from <= dayOf(now, zone)).toBe(true)
          expect(words).toBe(topic.replace(/の$/, ''))
          expect(asksForHistory(text)).toBe(true)
        },
      ),
    )
  })

  test('no text is too strange to be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), anyNow, (text, now) => {
        const { from, to } = historyQuery(text, now, ZONE)
        expect((from ?? '') <= (to ?? '')).toBe(true)
        asksForHistory(text)
      }),
    )
  })

  test('a day begins at the instant before which it was the day before', () => {
    fc.assert(
      fc.property(anyNow, anyZone, (now, zone) => {
        const day = dayOf(now, zone)
        const start = startOfDay(day, zone)
        expect(dayOf(start, zone)).toBe(day)
        expect(dayOf(new Date(start.getTime() - 1), zone) < day).toBe(true)
      }),
    )
  })
})

/** As members write them: none of them may be taken for a command. */
const REAL_MAILS = [
  '先月の相談で教えていただいた多要素認証の件ですが、どうすればよいですか。',
  '先月の相談で教えていただいた多要素認証の件ですが、管理者だけでよいのでしょうか',
  '先月の相談の続きです。バックアップはクラウドだけで足りますか。',
  '以前の相談では、私物端末は許可制でよいとのことでした。書面は要りますか。',
  '前回の質問の件、ありがとうございました。追加で教えてください。',
  '相談履歴はいつまで残りますか。',
  '相談履歴は社内の誰が見られますか',
  '相談履歴を削除したいのですが、どうすればよいですか。',
  '過去の相談内容を監査の証跡として使えますか',
  '来週の相談の時間を変更したい',
  '明日の相談はオンラインですか',
  '今月の相談回数はあと何回ですか',
  '今月の相談はあと何回できますか',
  '相談したいことがあります',
  '相談があります。',
  'パスワードの変更履歴は残すべきですか。',
  'アクセス履歴の保存期間は1年でよいですか。',
  '教育の実施履歴の一覧はどのような様式がよいですか',
  '質問です。チェックシートのNo.5について教えてください。',
  '10月の相談会には参加できますか',
  '10月に入社した社員の教育の質問です。',
  '昨日の質問、解決しました。ありがとうございます。',
  '昨日、社員がパソコンを紛失しました。どうすればよいですか。',
  '今週中に多要素認証を導入します。相談させてください',
  '外部業者への相談の記録は必要ですか',
  '社員からの相談の記録',
  '取引先からの質問の一覧表を作りたい',
  '先月社員が退職した件の相談',
  'ホームページの改ざん対策は何をすればよいですか。',
  'ホームの無線LANで業務をしてよいですか',
  '在宅（ホームオフィス）での作業について教えてください。',
  'home worker のPC管理はどうすればよいですか',
  '申請の取り下げ方法を教えてください。',
  '申請を取り下げたい',
  '申込みを取り下げたいのですが可能ですか',
  '取り下げた場合、回数は戻りますか。',
  '相談を取り下げたら、相談回数は戻りますか',
  'アクセス権の申請が取り下げられた場合の記録は必要ですか。',
  'お世話になっております。総務の田中です。\n先月の多要素認証の相談',
  'How long do you keep past questions?',
  'My past questions were not answered.',
  'グループウェアとの連携は安全ですか。',
  'SaaS連携のリスクを教えてください',
  '連携解除の手順書は必要ですか',
  '他社との連携について',
  '別のアプリとつなぐ場合の注意点は何ですか。',
]

describe('a real question stays one', () => {
  test.each(REAL_MAILS)('%s', (mail) => {
    expect(intentOf(mail, direct)).toEqual({ kind: 'ask' })
    expect(intentOf(`お世話になっております。\n${mail}`, direct)).toEqual({ kind: 'ask' })
  })

  test('whatever is asked about past consultations', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DATE_PHRASES, '過去', '以前', '前回'),
        fc.constantFrom('', '多要素認証の', 'バックアップの'),
        fc.constantFrom(
          'で教えていただいた件ですが、どうすればよいですか',
          'の件で、追加の質問があります',
          'では許可制でよいとのことでしたが、書面は要りますか',
          'はどうなりましたか',
          'の回数は何回ですか',
          'を取り消したいのですが、どうすればよいですか',
          'について教えてください',
          'の続きをお願いします',
          'ですが、まだ回答がありません',
          'に関する資料はありますか？',
        ),
        (date, topic, rest) => {
          expect(intentOf(`${date}の${topic}相談${rest}`, direct).kind).toBe('ask')
        },
      ),
    )
  })
})

describe('taking back', () => {
  test.each([
    '取り下げ',
    '取り下げます',
    '取下げます。',
    '取り下げたい',
    '相談を取り下げたい',
    'この相談を取り下げます',
    '先ほどの質問を取り下げてください。',
    '質問の取り下げをお願いします',
    'withdraw',
    'Withdraw my question',
  ])('%s', (text) => {
    expect(intentOf(text, direct)).toEqual({ kind: 'takeBack' })
  })
})
