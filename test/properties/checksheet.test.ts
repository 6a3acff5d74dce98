import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answers,
  blankAnswer,
  type Entry,
  type ItemAnswer,
  markOf,
} from '#src/features/checksheet/answer.ts'
import { carryOver } from '#src/features/checksheet/carry-over.ts'
import { mergeEntries } from '#src/features/checksheet/merge-entries.ts'
import { prioritiesOf } from '#src/features/checksheet/priorities.ts'
import { resultsOf } from '#src/features/checksheet/rating.ts'
import { firstItem, itemsOn, nextItem } from '#src/features/checksheet/walk.ts'
import { asks, checksheetWish, walkWord } from '#src/features/checksheet/wish.ts'
import type { Checksheet, Item } from '#src/ports/checksheets.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'

const sheets = [guideline, numeric]

const entryOf = (sheet: Checksheet, item: Item): fc.Arbitrary<Entry> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...sheet.levels.map(({ id }) => id)), {
        minLength: item.criteria.length,
        maxLength: item.criteria.length,
      }),
      fc.constantFrom('', '2025年から', '台帳に記録'),
    )
    .map(([levels, evidence]) => ({
      marks: Object.fromEntries(
        item.criteria.map(({ id }, at) => [id, { level: levels[at] ?? sheet.blank, reason: '' }]),
      ),
      evidence,
    }))

const answered = (itemId: string, entry: Entry): ItemAnswer => ({ ...blankAnswer(itemId), ...entry })

const answersOf = (sheet: Checksheet): fc.Arbitrary<Answers> =>
  fc.tuple(...sheet.items.map((item) => fc.option(entryOf(sheet, item), { nil: undefined }))).map(
    (entries) =>
      new Map(
        sheet.items.flatMap(({ id }, at) => {
          const entry = entries[at]
          return entry ? [[id, answered(id, entry)] as const] : []
        }),
      ),
  )

/** All criteria of these items at one level. */
const at = (level: string, ...numbers: readonly number[]): Answers =>
  new Map(
    guideline.items
      .filter(({ number }) => numbers.includes(number))
      .map((item) => [
        item.id,
        answered(item.id, {
          marks: Object.fromEntries(item.criteria.map(({ id }) => [id, { level, reason: '' }])),
          evidence: '',
        }),
      ]),
  )
const all = (...parts: readonly Answers[]): Answers => new Map(parts.flatMap((it) => [...it]))

describe('rates', () => {
  // Category 2 is No.4 to No.7, category 1 No.1 to No.3.
  test.each([
    ['nothing is answered', at('blank'), 2, { met: 0, excluded: 0, rate: 0, symbol: '×' }],
    ['three of four', at('done', 4, 5, 6), 2, { met: 3, excluded: 0, rate: 75, symbol: '△' }],
    [
      'three of four, one excluded',
      all(at('done', 4, 5, 6), at('na', 7)),
      2,
      { met: 3, excluded: 1, rate: 100, symbol: '◎' },
    ],
    [
      'one is not known',
      all(at('done', 4, 5, 6), at('unknown', 7)),
      2,
      { met: 3, excluded: 0, rate: 75, symbol: '△' },
    ],
    [
      'one is under way',
      all(at('done', 4, 5, 6), at('in_progress', 7)),
      2,
      { met: 3, excluded: 0, rate: 75, symbol: '△' },
    ],
    ['two of three: rounded up', at('done', 1, 2), 1, { met: 2, excluded: 0, rate: 67, symbol: '△' }],
    ['one of three: rounded down', at('done', 1), 1, { met: 1, excluded: 0, rate: 33, symbol: '×' }],
    [
      'all are excluded: no rate, which is no 0 %',
      at('na', 1, 2, 3),
      1,
      { met: 0, excluded: 3, rate: undefined, symbol: undefined },
    ],
    ['half', at('done', 4, 5), 2, { met: 2, excluded: 0, rate: 50, symbol: '△' }],
  ])('%s', (_, answers, category, expected) => {
    const found = resultsOf(guideline, answers).categories.find(({ number }) => number === category)
    expect(found).toMatchObject(expected)
  })

  test('an item with one criterion excluded is met by the others', () => {
    const item = guideline.items[0]
    if (!item) throw new Error('no item')
    const [one, other] = item.criteria
    const marks = {
      [one?.id ?? '']: { level: 'na', reason: '対象がない' },
      [other?.id ?? '']: { level: 'done', reason: '' },
    }
    const { standings } = resultsOf(
      guideline,
      new Map([[item.id, answered(item.id, { marks, evidence: '' })]]),
    )
    expect(standings.get(item.id)).toBe('met')
  })

  test.each(sheets.map((it) => [it.title, it] as const))(
    'follow the rules for whatever is answered: %s',
    (_, sheet) => {
      fc.assert(
        fc.property(answersOf(sheet), (answers) => {
          const results = resultsOf(sheet, answers)
          const countsOf = (item: Item) =>
            item.criteria.map(({ id }) => {
              const { level } = markOf(sheet, answers.get(item.id) ?? blankAnswer(item.id), id)
              return sheet.levels.find((it) => it.id === level)?.counts
            })
          for (const part of [results.total, ...results.categories, ...results.stages, ...results.lectures]) {
            expect(part.met + part.excluded).toBeLessThanOrEqual(part.items)
            expect(part.rate === undefined).toBe(part.items === part.excluded)
          }
          for (const parts of [results.categories, results.stages, results.lectures]) {
            expect(parts.reduce((sum, it) => sum + it.items, 0)).toBe(sheet.items.length)
            expect(parts.reduce((sum, it) => sum + it.met, 0)).toBe(results.total.met)
          }
          for (const item of sheet.items) {
            const counts = countsOf(item)
            const counting = counts.filter((it) => it !== 'excluded')
            const expected = counting.length === 0 ? 'excluded' : counting.includes('unmet') ? 'unmet' : 'met'
            expect(results.standings.get(item.id)).toBe(expected)
          }
          const unmet = [...results.standings.values()].filter((it) => it === 'unmet').length
          expect(prioritiesOf(sheet, results)).toHaveLength(unmet)
        }),
        { numRuns: 100 },
      )
    },
  )

  test('what is taken up first: by stage, then what brings most, then what takes least', () => {
    const order = prioritiesOf(guideline, resultsOf(guideline, new Map()))
    expect(
      order.slice(0, 3).every(({ stage, effect, effort }) => stage === '1st' && effect === 3 && effort === 1),
    ).toBe(true)
    expect(order.findIndex(({ stage }) => stage === '2nd')).toBe(37)
  })
})

describe('two entries of one item', () => {
  test('lose nothing: what only one changed is kept, what both changed differently is asked', () => {
    for (const sheet of sheets)
      fc.assert(
        fc.property(
          fc
            .constantFrom(...sheet.items)
            .chain((item) =>
              fc.tuple(fc.constant(item), entryOf(sheet, item), entryOf(sheet, item), entryOf(sheet, item)),
            ),
          ([item, base, theirs, mine]) => {
            const level = (entry: Entry, id: string) => markOf(sheet, entry, id).level
            const clash = item.criteria
              .map(({ id }) => id)
              .filter(
                (id) =>
                  level(theirs, id) !== level(mine, id) &&
                  level(base, id) !== level(mine, id) &&
                  level(base, id) !== level(theirs, id),
              )
            const words =
              theirs.evidence !== mine.evidence &&
              base.evidence !== mine.evidence &&
              base.evidence !== theirs.evidence
            const merged = mergeEntries(sheet, item, base, theirs, mine)
            if (clash.length > 0 || words) {
              expect(merged).toEqual({ kind: 'conflict', criteria: clash, evidence: words })
              return
            }
            if (merged.kind === 'conflict') throw new Error('there was none')
            for (const { id } of item.criteria) {
              const changed = level(mine, id) === level(base, id) ? theirs : mine
              expect(level(merged.entry, id)).toBe(level(changed, id))
            }
          },
        ),
        { numRuns: 200 },
      )
  })
})

describe('another version', () => {
  test('takes over what it asks in the same words, and says where to look again', () => {
    const [first, second, third, ...rest] = guideline.items
    if (!first || !second || !third) throw new Error('too few items')
    const [kept, reworded] = first.criteria
    const to: Checksheet = {
      ...guideline,
      version: '2.0',
      items: [
        {
          ...first,
          criteria: [
            { id: kept?.id ?? '', text: kept?.text ?? '' },
            { id: reworded?.id ?? '', text: '別の文' },
          ],
        },
        second,
        ...rest,
      ],
    }
    const answers = at('done', 1, 2, 3)
    const carried = carryOver(guideline, to, answers)
    expect(carried.map(({ itemId, needsLook }) => [itemId, needsLook])).toEqual([
      [first.id, true],
      [second.id, false],
    ])
    expect(Object.keys(carried[0]?.marks ?? {})).toEqual([kept?.id])
  })

  test('the same version changes nothing', () => {
    fc.assert(
      fc.property(answersOf(numeric), (answers) => {
        for (const it of carryOver(numeric, numeric, answers)) {
          expect(it.needsLook).toBe(false)
          expect(it.marks).toEqual(answers.get(it.itemId)?.marks)
        }
      }),
    )
  })
})

describe('a walk', () => {
  const none: Answers = new Map()
  test.each(['all', 'open', 'c2', 's1st'])('on the route %s meets each of its items once', (route) => {
    const met: number[] = []
    for (
      let item = firstItem(guideline, route, none, []);
      item;
      item = nextItem(guideline, route, { after: item.number, answers: none, mine: [] })
    )
      met.push(item.number)
    expect(met).toEqual(itemsOn(guideline, route, []).map(({ number }) => number))
  })

  test('over what is open passes by what is done, and ends where nothing is left', () => {
    const answers = at('done', 1, 2, 4)
    expect(firstItem(guideline, 'open', answers, [])?.number).toBe(3)
    expect(nextItem(guideline, 'open', { after: 3, answers, mine: [] })?.number).toBe(5)
    const whole = at('done', ...guideline.items.map(({ number }) => number))
    expect(firstItem(guideline, 'open', whole, [])).toBeUndefined()
    expect(nextItem(guideline, 'one', { after: 3, answers, mine: [] })).toBeUndefined()
    expect(itemsOn(guideline, 'mine', [3]).map(({ number }) => number)).toEqual([8, 9, 10])
  })
})

describe('words about the sheet', () => {
  test.each([
    ['チェックシート', { kind: 'show' }],
    ['チェックシートを始めたい', { kind: 'show' }],
    ['自己診断を始めてください', { kind: 'show' }],
    ['続きから', { kind: 'resume' }],
    ['チェックシートの続き', { kind: 'resume' }],
    ['未入力の項目だけ', { kind: 'open' }],
    ['結果を見せて', { kind: 'results' }],
    ['チェックシートの達成率', { kind: 'results' }],
    ['No.28', { kind: 'item', number: 28 }],
    ['Ｎｏ．２８を開いて', { kind: 'item', number: 28 }],
    ['項目5', { kind: 'item', number: 5 }],
    ['カテゴリ3だけ', { kind: 'category', number: 3 }],
    ['ステージ2を始める', { kind: 'stage', at: 2 }],
    ['1stだけ', { kind: 'stage', at: 1 }],
  ])('%s', (words, wish) => {
    expect(checksheetWish(words)).toEqual(wish)
  })

  test.each([
    'チェックシートの添削は何回まで使えますか',
    'No.28は共有IDが残っていても達成になりますか',
    '結果的に、規程を作る必要があるのでしょうか',
    '項目の達成とは何ですか',
    'チェックシートをなくしました',
  ])('a question is left to be answered: %s', (words) => {
    expect(checksheetWish(words)).toBeUndefined()
  })

  test.each([
    ['次へ', 'next'],
    ['前に戻る', 'back'],
    ['あとで', 'skip'],
    ['今日はここまで', 'stop'],
    ['次の監査までに直します', undefined],
  ])('within a walk: %s', (words, word) => {
    expect(walkWord(words)).toBe(word)
  })

  test.each([
    ['これはクラウドも対象？', true],
    ['退職者のIDも含みますか', true],
    ['どの程度やればよいか教えてください', true],
    ['全PCに入れてます。スキャンは週1です', false],
    ['規程はありますが、周知はまだです。', false],
  ])('whether it asks: %s', (words, expected) => {
    expect(asks(words)).toBe(expected)
  })
})
