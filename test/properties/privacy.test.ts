import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createOpenMask } from '#src/services/privacy/open-mask.ts'

const openMask = await createOpenMask()

/** Pieces of a mail in any order, and whatever else there is. */
const mail = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '総務部の田中です。',
          '株式会社みなと製作所',
          '03-1234-5678',
          '［人名1］',
          '[組織１]',
          '［原文2］',
          '［',
          '］',
          '様',
          'の',
          '\n',
        ],
        ...[
          '東京都港区芝浦3-14-8',
          '佐藤 健',
          '鈴木さんと',
          'a@example.jp',
          '［人名1',
          '1］',
          '人名',
          '\ud83d',
          '\u0000',
          '㈱',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
const signs = [...'甲乙丙丁戊己庚辛壬癸あいうえおアイウエオABCDE']
const name = fc.array(fc.constantFrom(...signs), { minLength: 2, maxLength: 5 }).map((it) => it.join(''))

describe('what a model reads of a mail', () => {
  test('becomes the mail again, sign by sign', () => {
    fc.assert(
      fc.property(
        fc.array(mail, { minLength: 1, maxLength: 3 }),
        fc.array(name, { maxLength: 3 }),
        (texts, known) => {
          const mask = openMask(known)
          const masked = texts.map(mask.mask)
          expect(masked.map(mask.restore)).toEqual(texts)
        },
      ),
    )
  })

  test('holds no name that is known', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), mail, mail, (known, before, after) => {
        const masked = openMask(known).mask(known.reduce((text, it) => `${text}${it}、`, before) + after)
        for (const it of known) expect(masked).not.toContain(it)
      }),
    )
  })

  test('stays as it is when it is masked again', () => {
    fc.assert(
      fc.property(mail, (text) => {
        const mask = openMask([])
        const masked = mask.mask(text)
        expect(mask.mask(masked)).toBe(masked)
      }),
    )
  })
})

test('the same name has one placeholder in all texts of a mail', () => {
  const mask = openMask(['田中', '株式会社みなと製作所'])
  expect(mask.mask('みなと製作所の田中です。')).toBe('［組織1］の［人名1］です。')
  expect(mask.mask('鈴木さんから田中に電話がありました。')).toBe(
    '［人名2］さんから［人名1］に電話がありました。',
  )
})

test('a placeholder is understood in whatever width a model writes it', () => {
  const mask = openMask([])
  expect(mask.mask('鈴木さんへ')).toBe('［人名1］さんへ')
  expect(mask.restore('[人名1]様、［人名１］様、[人名 1]様、［人名2］様')).toBe(
    '鈴木様、鈴木様、鈴木様、［人名2］様',
  )
})

test('what a member wrote like a placeholder is still theirs', () => {
  const mask = openMask([])
  const masked = mask.mask('［人名1］とは何ですか。鈴木さんに聞かれました。')
  expect(masked).toBe('［原文1］とは何ですか。［人名1］さんに聞かれました。')
  expect(mask.restore(masked)).toBe('［人名1］とは何ですか。鈴木さんに聞かれました。')
})

test('a name of one sign is masked where it is a word, not where it is part of one', () => {
  expect(openMask(['森']).mask('森林組合の森が原則を決めました。')).toContain('が原則を決めました。')
})

test.each([
  '達成率が85.7%のときの判定は何ですか。',
  'チェックシートのNo.5とFAQ-041について教えてください。',
  '料金は月額29,800円ですか。2026年11月24日までに払います。',
  'IPAのガイドラインと経済産業省の制度の関係を教えてください。',
])('「%s」 is read as it is', (text) => {
  expect(openMask([]).mask(text)).toBe(text)
})
