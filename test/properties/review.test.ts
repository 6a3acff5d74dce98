import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answers,
  blankAnswer,
  type Entry,
  type ItemAnswer,
  markOf,
} from '#src/features/checksheet/answer.ts'
import { mergeEntries } from '#src/features/checksheet/merge-entries.ts'
import { wrongIn } from '#src/features/checksheet/review/draft-by-model.ts'
import {
  around,
  isApplied,
  isEmptyNote,
  itemNumbered,
  itemsShown,
  marksOf,
  type ReviewNote,
  repliesOf,
  shownItems,
  suggestedEntry,
  suggestible,
  tidyNote,
} from '#src/features/checksheet/review/review.ts'
import type { Checksheet, Item } from '#src/ports/checksheets.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'

const line = (criterion: number, was: string, level: string) => `${criterion}: ${was} > ${level}`

const entryOf = (sheet: Checksheet, item: Item): fc.Arbitrary<Entry> =>
  fc.record({
    marks: fc
      .tuple(...item.criteria.map(() => fc.constantFrom(...sheet.levels.map(({ id }) => id))))
      .map((levels) =>
        Object.fromEntries(
          item.criteria.map(({ id }, at) => [id, { level: levels[at] ?? sheet.blank, reason: '' }]),
        ),
      ),
    evidence: fc.constantFrom('', '2025年から'),
  })

/** Whatever a form could send, forged values included. */
const noteOf = (sheet: Checksheet, item: Item): fc.Arbitrary<ReviewNote> =>
  fc.record({
    itemId: fc.constant(item.id),
    comment: fc.constantFrom('', '  ', '承認日も記録してください。', 'あ'.repeat(3_000)),
    suggestion: fc.dictionary(
      fc.constantFrom(...item.criteria.map(({ id }) => id), 'FORGED'),
      fc.constantFrom(...sheet.levels.map(({ id }) => id), 'none.', 'forged'),
    ),
  })

const cases = fc
  .constantFrom(guideline, numeric)
  .chain((sheet) => fc.record({ sheet: fc.constant(sheet), item: fc.constantFrom(...sheet.items) }))
  .chain(({ sheet, item }) =>
    fc.record({
      ...{ sheet: fc.constant(sheet), item: fc.constant(item) },
      ...{ frozen: entryOf(sheet, item), present: entryOf(sheet, item), written: noteOf(sheet, item) },
    }),
  )

const answersWith = (item: Item, entry: Entry): Answers =>
  new Map<string, ItemAnswer>([[item.id, { ...blankAnswer(item.id), ...entry }]])

describe('what a consultant suggests', () => {
  test('is a level that needs no reason and differs from what was submitted', () => {
    fc.assert(
      fc.property(cases, ({ sheet, item, frozen, written }) => {
        const noted = tidyNote(sheet, item, frozen, written)
        expect(noted.comment.length).toBeLessThanOrEqual(1_500)
        for (const [criterion, level] of Object.entries(noted.suggestion)) {
          expect(item.criteria.map(({ id }) => id)).toContain(criterion)
          expect(suggestible(sheet).map(({ id }) => id)).toContain(level)
          expect(level).not.toBe(markOf(sheet, frozen, criterion).level)
        }
        expect(tidyNote(sheet, item, frozen, noted)).toEqual(noted)
      }),
    )
  })

  test('changes nothing else, and nobody’s later answer without their word', () => {
    fc.assert(
      fc.property(cases, ({ sheet, item, frozen, present, written }) => {
        const noted = tidyNote(sheet, item, frozen, written)
        const mine = suggestedEntry(frozen, noted)
        expect(isApplied(sheet, mine, noted)).toBe(true)
        const merged = mergeEntries(sheet, item, frozen, present, mine)
        if (merged.kind === 'conflict') {
          for (const id of merged.criteria) expect(noted.suggestion[id]).toBeDefined()
          expect(merged.evidence).toBe(false)
          return
        }
        expect(isApplied(sheet, merged.entry, noted)).toBe(true)
        expect(merged.entry.evidence).toBe(present.evidence)
        for (const { id } of item.criteria)
          if (noted.suggestion[id] === undefined)
            expect(markOf(sheet, merged.entry, id)).toEqual(markOf(sheet, present, id))
      }),
    )
  })

  test('stands in the reply column of its item, and nowhere else', () => {
    fc.assert(
      fc.property(cases, ({ sheet, item, frozen, written }) => {
        const noted = tidyNote(sheet, item, frozen, written)
        const notes = isEmptyNote(noted) ? new Map() : new Map([[item.id, noted]])
        const replies = repliesOf(sheet, answersWith(item, frozen), notes, line)
        expect([...replies.keys()]).toEqual([...notes.keys()])
        const reply = replies.get(item.id) ?? ''
        expect(reply.split('\n').filter((it) => it !== '')).toHaveLength(
          (noted.comment === '' ? 0 : 1) + Object.keys(noted.suggestion).length,
        )
      }),
    )
  })
})

test('whoever goes through the items comes to each that is shown once, and back', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(...shownItems), ({ sheet, item, frozen, written }, shown) => {
      const notes = new Map([[item.id, written]])
      const items = itemsShown(sheet, answersWith(item, frozen), notes, shown)
      const [first] = items
      const walked: Item[] = []
      for (let at: Item | undefined = first; at; at = around(items, at).after) walked.push(at)
      expect(walked).toEqual(items)
      const last = items.at(-1)
      const back: Item[] = []
      for (let at: Item | undefined = last; at; at = around(items, at).before) back.unshift(at)
      expect(back).toEqual(items)
      if (shown === 'noted') expect(items.map(({ id }) => id)).toEqual([item.id])
    }),
  )
})

test('an item is marked for what was said of it, and for what it says now and said before', () => {
  fc.assert(
    fc.property(cases, fc.boolean(), ({ sheet, item, frozen, present, written }, hadBefore) => {
      const answered = (entry: Entry): Answers => new Map([[item.id, { ...blankAnswer(item.id), ...entry }]])
      const same = marksOf(sheet, item, {
        ...{ copy: answered(frozen), notes: new Map(), questions: [], present: answered(frozen) },
        before: hadBefore ? answered(frozen) : undefined,
      })
      expect(same).toEqual([])
      const marks = marksOf(sheet, item, {
        ...{ copy: answered(frozen), notes: new Map([[item.id, written]]), present: answered(present) },
        ...{ questions: [{ itemId: item.id }], before: hadBefore ? answered(present) : undefined },
      })
      const isAnother =
        frozen.evidence !== present.evidence ||
        item.criteria.some(({ id }) => markOf(sheet, frozen, id).level !== markOf(sheet, present, id).level)
      expect(marks).toEqual([
        ...['noted', 'asked'],
        ...(isAnother && hadBefore ? ['sinceReview'] : []),
        ...(isAnother ? ['sinceSubmission'] : []),
      ])
    }),
  )
})

test('an item is found by its number, however that is written', () => {
  for (const item of guideline.items)
    for (const words of [`${item.number}`, `No.${item.number}`, `項目${item.number}番`])
      expect(itemNumbered(guideline, words)).toBe(item)
  for (const words of ['', '0', '999', '番号']) expect(itemNumbered(guideline, words)).toBeUndefined()
})

describe('what a model drafts', () => {
  const criteria = [
    { id: 'CS-001-a', text: '承認日が記録されている' },
    { id: 'CS-001-b', text: '3点に触れている' },
  ]
  const given = '基準1 承認日が記録されている\n2025年4月に、EDRを導入した。ver2.1'
  const wrong = (text: string, ...of: readonly string[]) =>
    wrongIn([{ text, criteria: [...of] }], { criteria }, given).length > 0

  test('holds where every figure, term and criterion is given', () => {
    expect(wrong('基準１は、2025年4月の承認日が読み取れます。', 'CS-001-a')).toBe(false)
    expect(wrong('edrのver2.1を記録されています。', 'CS-001-a', 'CS-001-b')).toBe(false)
  })

  test.each([
    ['a figure of its own', '毎月10日に確認してください。', ['CS-001-a']],
    ['a product of its own', 'Defenderをご利用ください。', ['CS-001-a']],
    ['a link', '2025 https://example.com', ['CS-001-a']],
    ['a criterion of another item', 'よくできています。', ['CS-002-a']],
    ['no criterion', 'よくできています。', []],
    ['no words', ' ', ['CS-001-a']],
    ['a sign that nobody sees', 'よくで\u200bきています。', ['CS-001-a']],
  ])('does not hold with %s', (_what, text, of) => {
    expect(wrong(text, ...of)).toBe(true)
  })

  test('is something', () => {
    expect(wrongIn([], { criteria }, given)).toHaveLength(1)
  })
})
