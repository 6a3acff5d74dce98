import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CannotOpen, createSealer } from '#src/services/secrets/sealer.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 200 })
const secret = fc.string({ minLength: 32, maxLength: 64 })
const OLD = 'the-secret-of-last-year-0123456789'
const NEW = 'the-secret-of-this-year-0123456789'

describe('what is sealed', () => {
  test('opens to the same words, and never looks the same twice', () => {
    fc.assert(
      fc.property(words, secret, words, (token, current, place) => {
        const sealer = createSealer({ current }, 'test')
        const sealed = sealer.seal(token, place)
        expect(sealer.open(sealed, place)).toBe(token.toWellFormed())
        expect(sealer.seal(token, place)).not.toBe(sealed)
        expect(sealer.isCurrent(sealed)).toBe(true)
      }),
    )
  })

  test('does not open when a character of it was changed, left out or added', () => {
    const sealer = createSealer({ current: NEW }, 'test')
    fc.assert(
      fc.property(words, fc.nat(), fc.string({ maxLength: 1 }), (token, at, other) => {
        const sealed = sealer.seal(token, 'row')
        const place = at % sealed.length
        const changed = sealed.slice(0, place) + other + sealed.slice(place + 1)
        fc.pre(changed !== sealed)
        expect(() => sealer.open(changed, 'row')).toThrow(CannotOpen)
      }),
    )
  })

  test('opens at its own place only, for its own purpose, and with its own secret', () => {
    fc.assert(
      fc.property(words, words, words, secret, (token, here, there, other) => {
        fc.pre(here !== there && other !== NEW)
        const sealed = createSealer({ current: NEW }, 'test').seal(token, here)
        expect(() => createSealer({ current: NEW }, 'test').open(sealed, there)).toThrow(CannotOpen)
        expect(() => createSealer({ current: NEW }, 'another').open(sealed, here)).toThrow(CannotOpen)
        expect(() => createSealer({ current: other }, 'test').open(sealed, here)).toThrow(CannotOpen)
      }),
    )
  })

  test('before the secret was changed opens with the previous one, and is to be sealed anew', () => {
    const sealed = createSealer({ current: OLD }, 'test').seal('xoxb-1', 'row')
    const sealer = createSealer({ current: NEW, previous: OLD }, 'test')
    expect(sealer.open(sealed, 'row')).toBe('xoxb-1')
    expect(sealer.isCurrent(sealed)).toBe(false)
    const anew = sealer.seal(sealer.open(sealed, 'row'), 'row')
    expect(createSealer({ current: NEW }, 'test').open(anew, 'row')).toBe('xoxb-1')
  })

  test('says nothing of what is in it', () => {
    expect(createSealer({ current: NEW }, 'test').seal('xoxb-1-secret', 'row')).not.toContain('xoxb')
  })
})
