import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentIn, type Problem, problemsOf } from '#src/features/curation/candidate.ts'
import { differencesOf } from '#src/features/curation/contradiction.ts'
import { generalDraft } from '#src/features/curation/draft-with-model.ts'
import { generalise, isGeneral, namesIn } from '#src/features/curation/generalise.ts'
import { curationWish } from '#src/features/curation/look-up.ts'
import { EMPTY_INDEX } from '#test/support/knowledge.ts'

const FAMILY = ['佐藤', '長谷川', '林', 'ヨハンソン', '千葉', 'Tanaka', '五十嵐']
const GIVEN = ['健', '美咲', '太郎', 'エリ', 'Ken']
const COMPANIES = ['みなと製作所', '青葉物流', 'ABCテクノ', '東山', 'さくら化学']
const anyPerson = fc
  .tuple(fc.constantFrom(...FAMILY), fc.constantFrom(...GIVEN), fc.constantFrom(' ', '　', ''))
  .map((it) => `${it[0]}${it[2]}${it[1]}`)
const anyCompany = fc
  .tuple(fc.constantFrom('株式会社', '有限会社', ''), fc.constantFrom(...COMPANIES), fc.boolean())
  .map(([form, name, isFirst]) => (isFirst ? `${form}${name}` : `${name}${form}`))
const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${count - 1}}$`))
const byte = fc.integer({ min: 1, max: 254 })
/** What identifies, as people write it. */
const anyMark = fc.oneof(
  fc.emailAddress({ size: 'small' }).filter((it) => /^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+$/.test(it)),
  fc.tuple(digits(4), digits(4)).map(([a, b]) => `03-${a}-${b}`),
  fc.tuple(digits(4), digits(4)).map(([a, b]) => `090${a}${b}`),
  fc.tuple(byte, byte, byte, byte).map((it) => it.join('.')),
  fc.integer({ min: 1_000, max: 9_999_999 }).map((it) => `${it.toLocaleString('en')}円`),
  fc.integer({ min: 1, max: 999 }).map((it) => `${it}万円`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `2026年${m}月${d}日`),
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}月${d}日`),
  digits(8).map((it) => `SN-${it}`),
  digits(4).map((it) => `K${it}-A7${it}`),
  digits(9),
)
const full = (text: string): string =>
  text.replace(/[0-9A-Za-z]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))
const anyFiller = fc.constantFrom(
  ...[
    'の',
    '様から',
    'について、',
    'です。',
    '\n',
    'は年1回、',
    'へ（',
    '）',
    '「',
    '」を12文字以上で',
    'FAQ-041 と EX-1-1#4 ',
  ],
)

const NO_MATERIALS = { items: [], materials: [], courses: '' }

describe('what is published', () => {
  const anyWords = (pieces: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(pieces, anyFiller), { minLength: 1, maxLength: 8 }).map((it) => it.flat().join(''))

  test('holds no registered name of two signs or more, however it is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyPerson, anyCompany), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('question', 'answer'),
        fc.infiniteStream(fc.tuple(fc.nat(3), fc.constantFrom('whole', 'bare', 'part', 'full'), anyFiller)),
        (names, side, stream) => {
          const text = [...stream.take(8)]
            .map(([at, how, filler]) => `${spelt(names[at % names.length] ?? '', how)}${filler}`)
            .join('')
          const general = generalise(text, side, { names })
          expect(namesIn(names)(general)).toEqual([])
          for (const name of names) {
            expect(general).not.toContain(name)
            const [family = ''] = name.split(/[\s　]/)
            if (family.length > 1) expect(general).not.toContain(family)
          }
        },
      ),
    )
  })

  test('holds no address, number, amount or date that identifies, and keeps what is general', () => {
    fc.assert(
      fc.property(
        fc.array(anyMark, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.infiniteStream(anyFiller),
        (marks, isFull, fillers) => {
          const written = marks.map((it) => (isFull ? full(it) : it))
          const text = written.map((it) => `${it}${fillers.next().value}`).join('')
          const general = generalise(text, 'answer', { names: [] })
          for (const mark of [...marks, ...written]) expect(general).not.toContain(mark)
          expect(isGeneral(general, [])).toBe(true)
          expect(generalise(general, 'answer', { names: [] })).toBe(general)
        },
      ),
    )
    const kept =
      '年1回、12文字以上（FAQ-041、EX-1-1#4、REG-05）。ISO27001とCVE-2024-12345、TLS1.2は3世代を30日以内に。'
    expect(generalise(kept, 'answer', { names: ['田中'] })).toBe(kept)
  })

  test('a model’s draft that still says whose it was is made general, or is not used', () => {
    fc.assert(
      fc.property(anyPerson, anyWords(anyMark), (name, words) => {
        const draft = generalDraft(
          { question: `${name}は${words}`, answer: `${words}${name}`, phrasings: [name, words] },
          { names: [name] },
        )
        for (const text of draft ? [draft.question, draft.answer, ...draft.phrasings] : [])
          expect(isGeneral(text, [name])).toBe(true)
      }),
    )
  })

  test('is not proposed as long as it names the customer, has no source, or is asked for in too few ways', () => {
    const content = contentIn({
      question: '田中様の場合はどうですか。',
      answer: '回答です。',
      phrasings: '・一つ目\n一つ目\n\n- 二つ目',
      citations: 'ex-1-1#4、 DOC-SHEET#2',
      category: 'cat01',
    })
    expect(content.phrasings).toEqual(['一つ目', '二つ目'])
    expect(content.citations).toEqual(['EX-1-1#4', 'DOC-SHEET#2'])
    const kinds = (problems: readonly Problem[]) => problems.map(({ field, kind }) => `${field} ${kind}`)
    expect(
      kinds(problemsOf(content, EMPTY_INDEX, { namesIn: namesIn(['田中']), materials: NO_MATERIALS })),
    ).toEqual([...['citations unknownSource', 'phrasings tooFew', 'question named']])
  })
})

const spelt = (name: string, how: 'whole' | 'bare' | 'part' | 'full'): string => {
  switch (how) {
    case 'whole':
      return name
    case 'bare':
      return name.replace(/株式会社|有限会社/g, '').replace(/[\s　]/g, '')
    case 'part':
      return name.split(/[\s　]/)[0] ?? ''
    case 'full':
      return full(name)
  }
}

describe('two answers', () => {
  test.each([
    ['記録は3年間保存してください。', '記録は5年間保存してください。', 1],
    ['退職者のアカウントは当日中の停止が必要です。', '退職者のアカウントの停止は必要ありません。', 1],
    ['私物端末の利用は認められません。', '私物端末の利用は構いません。', 1],
    ['記録は3年間保存してください。', '記録は3年間保存してください。', 0],
    ['記録は3年間保存してください。', 'パスワードは5年ごとに見直してください。', 0],
  ])('%s / %s', (here, there, differing) => {
    expect(differencesOf(here, there)).toHaveLength(differing)
  })
})

test.each([
  ['FAQ検索 退職者のアカウント', { kind: 'find', words: '退職者のアカウント' }],
  ['FAQ検索　退職者', { kind: 'find', words: '退職者' }],
  ['FAQを探す', { kind: 'find', words: '' }],
  ['バックアップのFAQを探す', { kind: 'find', words: 'バックアップ' }],
  ['ＦＡＱ－０４１', { kind: 'entry', entry: 'FAQ-041' }],
  ['faq-c0001', { kind: 'entry', entry: 'FAQ-C0001' }],
  ['FAQ-041はどういう意味ですか', undefined],
  ['FAQはどこで見られますか', undefined],
])('%s', (words, wish) => {
  expect(curationWish(words)).toEqual(wish)
})
