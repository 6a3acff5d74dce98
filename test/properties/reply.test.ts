import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSources } from '#src/features/escalation/answer/draft.ts'
import { labelsOf, wrongSources } from '#src/features/escalation/answer/sources.ts'
import { served } from '#test/support/database.ts'

const digits = fc.integer({ min: 1, max: 999 }).map((it) => String(it).padStart(3, '0'))
const id = fc.oneof(
  digits.map((it) => `FAQ-${it}`),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }))
    .map(([a, b]) => `EX-${a}-${b}#${b}`),
  fc.constantFrom('DOC-PLAN#4', 'PR-01#1', 'FIXED-WHO-ANSWERS', 'C-0042'),
)
/** As people type: small, wide, with whatever between. */
const typed = (it: string, way: number) =>
  [
    it,
    it.toLowerCase(),
    it.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ` ${it} `,
  ][way] ?? it

test('ids are read however they are typed, and nothing else is taken for one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(id, fc.nat({ max: 3 })), { selector: ([it]) => it, maxLength: 8 }),
      fc.constantFrom(' ', '、', ', ', '／', '・', '\n', '；'),
      fc.constantFrom('', '私物スマホ', 'Wi-Fi の設定'),
      (ids, between, words) => {
        const line = [...ids.map(([it, way]) => typed(it, way)), words].join(between)
        expect(readSources(line)).toEqual({ ids: ids.map(([it]) => it), words })
      },
    ),
  )
})

test('what is not known is named, with at most three that are near; what is not theirs to read is not shown', async () => {
  const { index } = (await served()).library
  const earlier = [{ number: 42 }]
  const citable = { index, earlier }
  expect(wrongSources('FAQ-041 C-0042', '', citable)).toBeUndefined()
  for (const line of ['C-0041', 'FAQ-999', 'EX-1-1', '私物のスマートフォン']) {
    const wrong = wrongSources(line, '私物のスマートフォンの業務利用', citable) ?? ''
    expect(wrong).toContain(line)
    expect(wrong.match(/[A-Z]+-[A-Z0-9-]+(?:#\d+)?（/g)).toHaveLength(3)
  }
  expect(
    wrongSources(Array.from({ length: 11 }, (_, at) => `FAQ-0${at + 10}`).join(' '), '', citable),
  ).toContain('10件')
  const sources = ['FAQ-041', 'PR-01#1', 'FAQ-999', 'C-0042']
  const asLearner = labelsOf(sources, index, { course: 'learning', locale: 'ja' })
  expect(asLearner).toMatchObject({ shown: ['FAQ-041', 'C-0042'], hidden: ['PR-01#1', 'FAQ-999'] })
  const asPractice = labelsOf(sources, index, { course: 'practice', locale: 'ja' })
  expect(asPractice.shown).toEqual(['FAQ-041', '対策講座 1 §1', 'C-0042'])
})
