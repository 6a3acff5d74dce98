import { expect, test } from 'vitest'
import { heldOut, shippedClasses } from '#test/support/classes.ts'

const { classes, recogniser } = await shippedClasses()
const actionOf = new Map(classes.map(({ name, action }) => [name, action]))

const mails = (await heldOut()).map((it) => ({ ...it, action: actionOf.get(it.class) }))

const isOf = (name: string, mail: string): boolean => {
  if (actionOf.get(name) === 'urgent') return recogniser.incidentIn(mail) !== undefined
  const found = recogniser.classify(mail)
  return found.kind !== 'search' && found.name === name
}

test('no held-out mail helps to recognise', () => {
  const known = new Set(classes.flatMap(({ examples, counterexamples }) => [...examples, ...counterexamples]))
  expect(mails.flatMap(({ examples }) => examples).filter((it) => known.has(it))).toEqual([])
})

test('near misses that nobody foresaw are not taken for the class', () => {
  const all = mails.flatMap(({ class: name, counterexamples }) =>
    counterexamples.map((mail) => ({ name, mail })),
  )
  const wrong = all.filter(({ name, mail }) => isOf(name, mail))
  expect(
    wrong.length / all.length,
    wrong.map(({ name, mail }) => `${name}: ${mail}`).join('\n'),
  ).toBeLessThanOrEqual(0.03)
})
