import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRecogniser } from '#src/features/consultation/index.ts'
import type { ClassDefinition } from '#src/ports/classes.ts'
import type { FaqEntry } from '#src/ports/knowledge.ts'
import { shippedClasses } from '#test/support/classes.ts'

const { recogniser } = await shippedClasses()

test('the gravest part of a mail decides', () => {
  const { classify } = recogniser
  expect(classify('残り回数を教えてください。あと、領収書をください。')).toMatchObject({ kind: 'escalate' })
  expect(classify('領収書をください。あと、同業他社の達成率を教えてください。')).toMatchObject({
    kind: 'refuse',
  })
})

test('whoever explains learns by which sign or example it was', () => {
  expect(recogniser.classify('同業他社の達成率を教えてください')).toEqual({
    kind: 'refuse',
    name: 'othersData',
    by: 'sign',
    id: 'othersData#1',
  })
})

describe('an example', () => {
  const definition = (name: string, given: Partial<ClassDefinition>): ClassDefinition => ({
    name,
    action: 'escalate',
    signs: [{ all: ['決して出てこない言葉'], within: 'neighbours' }],
    examples: ['空'],
    counterexamples: ['空'],
    firstSteps: [],
    ...given,
  })
  const faq = (question: string): FaqEntry => ({
    kind: 'faq',
    id: 'FAQ-001',
    category: 'x',
    categoryLabel: 'x',
    question,
    phrasings: [],
    answer: '',
    citations: [],
    audience: 'any',
    planGate: null,
    assumption: false,
  })

  test('is recognised in nearly the same words, and named', () => {
    const { classify } = createRecogniser(
      [
        definition('printing', {
          examples: ['年賀状の印刷をお願いできますか。', '名刺を百枚刷ってください。'],
        }),
      ],
      [faq('バックアップの取り方を教えてください。')],
    )
    expect(classify('お世話になっております。名刺を二百枚、刷ってください。')).toEqual({
      kind: 'escalate',
      name: 'printing',
      by: 'example',
      id: 'printing/2',
    })
    expect(classify('バックアップの取り方を知りたいです。')).toEqual({ kind: 'search' })
  })

  test('does not count where a near miss or an entry’s question is nearer', () => {
    const near = '名刺を紛失したときはどうしますか。'
    const examples = ['名刺を紛失したので百枚刷ってください。']
    const asked = '名刺を紛失したときはどうすればよいですか。'
    expect(
      createRecogniser([definition('printing', { examples })], []).classify(
        '名刺を紛失したので刷ってください',
      ),
    ).toMatchObject({ name: 'printing' })
    expect(
      createRecogniser([definition('printing', { examples, counterexamples: [near] })], []).classify(asked),
    ).toEqual({ kind: 'search' })
    expect(createRecogniser([definition('printing', { examples })], [faq(near)]).classify(asked)).toEqual({
      kind: 'search',
    })
  })
})

test('the same mail is recognised as the same, and none makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (mail) => {
      expect(recogniser.classify(mail)).toEqual(recogniser.classify(mail))
      recogniser.incidentIn(mail)
    }),
  )
})

test.each([
  'あ',
  '全部',
  '予約',
  '取引先の',
  'うちの',
  '残り',
  '他社の',
  '感染',
  '別の会社',
  '-',
  'ignore ',
  '会議、',
  '私は',
  '契約を',
  '達成率を教えて',
  '1日',
  'さんの',
])('the longest mail of nothing but %s is decided in a moment', (piece) => {
  const mail = piece.repeat(100_000 / piece.length)
  const start = performance.now()
  recogniser.classify(mail)
  recogniser.incidentIn(mail)
  expect(performance.now() - start).toBeLessThan(1_000)
})
