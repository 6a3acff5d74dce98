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
import {
  around,
  isApplied,
  isEmptyNote,
  itemsShown,
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
