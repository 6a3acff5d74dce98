import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSignedLinks } from '#src/services/links/signed-links.ts'

const HOUR = 3_600_000
const FIRST = { current: 'a secret of at least thirty-two characters' }
const BASE = 'https://desk.example.com/sub'

function at(now: { time: number }, secrets: Parameters<typeof createSignedLinks>[0] = FIRST) {
  return createSignedLinks(
    secrets,
    () => BASE,
    () => new Date(now.time),
  )
}
const tokenIn = (link: string): string => link.split('/').at(-1) ?? ''
const anyFile = fc.record({ organisationId: fc.uuid(), id: fc.uuid() })
const anyUpload = fc.oneof(
  fc.record({ organisationId: fc.uuid(), memberId: fc.uuid(), consultationId: fc.uuid() }),
  fc.record({
    ...{ organisationId: fc.uuid(), memberId: fc.uuid() },
    draftOf: fc.integer({ min: 1, max: 2_147_483_647 }),
  }),
)

test('an address names its file, for 72 hours and not a moment longer', () => {
  fc.assert(
    fc.property(anyFile, fc.integer({ min: 0, max: 72 * HOUR - 1 }), (file, later) => {
      const now = { time: Date.UTC(2026, 10, 24) }
      const links = at(now)
      const link = links.toFile(file)
      expect(link).toMatch(/^https:\/\/desk\.example\.com\/sub\/files\/[\w-]+$/)
      now.time += later
      expect(links.fileOf(tokenIn(link))).toEqual(file)
      now.time += 72 * HOUR - later
      expect(links.fileOf(tokenIn(link))).toBeUndefined()
    }),
  )
})

test('an upload page is one member’s and one consultation’s or draft’s, for 24 hours', () => {
  fc.assert(
    fc.property(anyUpload, (to) => {
      const now = { time: Date.UTC(2026, 10, 24) }
      const links = at(now)
      const token = tokenIn(links.toUpload(to))
      now.time += 24 * HOUR - 1
      expect(links.uploadOf(token)).toEqual(to)
      now.time += 1
      expect(links.uploadOf(token)).toBeUndefined()
    }),
  )
})

test('whatever is changed in a token, it opens nothing', () => {
  const links = at({ time: Date.UTC(2026, 10, 24) })
  fc.assert(
    fc.property(
      anyFile,
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }),
      (file, place, other) => {
        const token = tokenIn(links.toFile(file))
        const where = place % (token.length + 1)
        for (const changed of [
          token.slice(0, where) + other + token.slice(where + 1),
          token.slice(0, where) + other + token.slice(where),
          token.slice(0, where) + token.slice(where + 1),
        ])
          if (changed !== token) expect(links.fileOf(changed)).toBeUndefined()
      },
    ),
  )
})

test('no bit of a token can be turned, not even one that no byte is made of', () => {
  const links = at({ time: Date.UTC(2026, 10, 24) })
  const token = tokenIn(links.toFile({ organisationId: randomUUID(), id: randomUUID() }))
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_='
  for (let place = 0; place < token.length; place += 1)
    for (const sign of signs)
      if (sign !== token[place])
        expect(links.fileOf(token.slice(0, place) + sign + token.slice(place + 1))).toBeUndefined()
})

test('a token of one kind, or of another secret, opens nothing of the other', () => {
  const now = { time: Date.UTC(2026, 10, 24) }
  const links = at(now)
  const file = { organisationId: randomUUID(), id: randomUUID() }
  const upload = { ...file, memberId: randomUUID(), consultationId: randomUUID() }
  expect(links.uploadOf(tokenIn(links.toFile(file)))).toBeUndefined()
  expect(links.fileOf(tokenIn(links.toUpload(upload)))).toBeUndefined()
  expect(
    at(now, { current: 'another secret of thirty-two characters' }).fileOf(tokenIn(links.toFile(file))),
  ).toBe(undefined)
})

test('after the secret was changed, what was signed before is still good while the old one is known', () => {
  fc.assert(
    fc.property(anyFile, fc.string({ minLength: 32 }), fc.string({ minLength: 32 }), (file, old, current) => {
      fc.pre(old !== current)
      const now = { time: Date.UTC(2026, 10, 24) }
      const before = tokenIn(at(now, { current: old }).toFile(file))
      expect(at(now, { current, previous: old }).fileOf(before)).toEqual(file)
      expect(at(now, { current }).fileOf(before)).toBeUndefined()
      // What is signed now is signed with the new one alone.
      const after = tokenIn(at(now, { current, previous: old }).toFile(file))
      expect(at(now, { current: old }).fileOf(after)).toBeUndefined()
    }),
  )
})
