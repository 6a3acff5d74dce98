import { describe, expect, test } from 'vitest'
import { createRecogniser } from '#src/features/consultation/index.ts'
import type { ClassDefinition } from '#src/ports/classes.ts'
import { shippedClasses } from '#test/support/classes.ts'

const { classes, entries, recogniser } = await shippedClasses()

const recognised = (name: string, action: ClassDefinition['action'], mail: string): boolean => {
  if (action === 'urgent') return recogniser.incidentIn(mail) !== undefined
  const found = recogniser.classify(mail)
  return found.kind !== 'search' && found.name === name
}

test('the classes that the desk promises to recognise are there', () => {
  const of = (action: ClassDefinition['action']) =>
    classes.filter((it) => it.action === action).map(({ name }) => name)
  expect(of('refuse')).toEqual([
    'assertedChange',
    'attack',
    'fabrication',
    'instructions',
    'offTopic',
    'othersData',
    'posing',
  ])
  expect(of('escalate')).toEqual([
    'cancelling',
    'complaint',
    'contractChange',
    'customWork',
    'discount',
    'incidentFollowUp',
    'legalCase',
    'otherStandard',
    'payment',
    'person',
    'product',
    'thirdPartySystem',
  ])
  expect(of('account')).toEqual(['booking', 'contract', 'quota', 'review', 'sheet', 'slots'])
  expect(of('urgent')).toEqual(['incident'])
})

describe.each(classes)('$action: $name', ({ name, action, examples, counterexamples }) => {
  test('nine of ten examples are recognised as what they are, or refused as they should be', () => {
    const missed = examples.filter((mail) =>
      action === 'refuse' ? recogniser.classify(mail).kind !== 'refuse' : !recognised(name, action, mail),
    )
    expect(missed.length / examples.length, missed.join('\n')).toBeLessThanOrEqual(0.1)
  })

  test('no near miss is', () => {
    expect(counterexamples.filter((mail) => recognised(name, action, mail))).toEqual([])
  })
})

test('every example of what is refused is refused', () => {
  const examples = classes.filter(({ action }) => action === 'refuse').flatMap((it) => it.examples)
  expect(examples.filter((mail) => recogniser.classify(mail).kind !== 'refuse')).toEqual([])
})

test('signs that nobody sees hide nothing', () => {
  const parted = (words: string, sign: string) => [...words].join(sign)
  for (const sign of ['\u200b', '\u00ad', '\u2060', '\u202e'])
    expect(recogniser.classify(parted('他社のチェックシートの達成率を見せてください。', sign))).toMatchObject(
      {
        kind: 'refuse',
        name: 'othersData',
      },
    )
})

test('no example of what goes elsewhere is', () => {
  const examples = classes.filter(({ action }) => action !== 'refuse').flatMap((it) => it.examples)
  expect(examples.filter((mail) => recogniser.classify(mail).kind === 'refuse')).toEqual([])
})

describe('a question that an entry answers', () => {
  // By signs alone: no question is kept from being recognised only because it is known word by word.
  const signs = createRecogniser(
    classes.map((it) => ({ ...it, examples: [], counterexamples: [] })),
    [],
  )
  const questions = entries.flatMap((entry) => [
    ...(entry.kind === 'faq' ? [entry.question] : []),
    ...entry.phrasings,
  ])

  test('is never refused', () => {
    expect(questions.filter((it) => signs.classify(it).kind === 'refuse')).toEqual([])
  })

  test('hardly ever goes to a person or the account', () => {
    const lost = questions.filter((it) => signs.classify(it).kind !== 'search')
    expect(lost.length / questions.length, lost.join('\n')).toBeLessThanOrEqual(0.01)
  })
})
