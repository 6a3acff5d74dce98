import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intentOf } from '#src/app/intent.ts'
import { invitationCodeIn, linkCodeIn } from '#src/features/membership/index.ts'
import { newInvitationCode } from '#src/features/membership/invitation.ts'
import {
  judgeLink,
  mayIssue,
  mayTry,
  newLinkCode,
  oneMoreWrong,
  type WrongCodes,
} from '#src/features/membership/linking.ts'

const direct = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const
const shared = { kind: 'shared', platform: 'web', workspace: 'minato', channel: 'general' } as const
const owner = { organisationId: 'minato', memberId: 'tanaka', role: 'owner' } as const
const colleague = {
  kind: 'member',
  organisationId: 'minato',
  memberId: 'suzuki',
  role: 'owner',
  identities: 1,
} as const
const [minato, aoba, academy] = [
  { id: 'minato', kind: 'customer' },
  { id: 'aoba', kind: 'customer' },
  { id: 'academy', kind: 'provider' },
] as const
const NOW = new Date('2026-11-24T09:30:00+09:00')

describe('who may be taken for one person', () => {
  test.each([
    ['nobody, in a workspace of nobody', { kind: 'nobody' }, undefined, 'add'],
    ['nobody, in a workspace of the organisation', { kind: 'nobody' }, minato, 'add'],
    ['nobody, a guest in the provider’s workspace', { kind: 'nobody' }, academy, 'add'],
    ['nobody, in a workspace of another', { kind: 'nobody' }, aoba, 'refuse'],
    [
      'one whom an operator has removed',
      { kind: 'removed', organisationId: 'minato', at: NOW },
      undefined,
      'refuse',
    ],
    ['the member themselves', { ...colleague, memberId: 'tanaka', identities: 3 }, minato, 'same'],
    ['a colleague with this registration only', colleague, minato, 'merge'],
    ['a colleague in a guest’s workspace', colleague, aoba, 'merge'],
    ['a colleague in another role', { ...colleague, role: 'staff' }, minato, 'notMergeable'],
    ['a colleague who is known elsewhere too', { ...colleague, identities: 2 }, minato, 'notMergeable'],
    ['a member of another organisation', { ...colleague, organisationId: 'aoba' }, minato, 'refuse'],
    ['the same id elsewhere', { ...colleague, organisationId: 'aoba', memberId: 'tanaka' }, aoba, 'refuse'],
  ] as const)('%s', (_who, writer, host, verdict) => {
    expect(judgeLink(owner, writer, host)).toBe(verdict)
  })
})

describe('codes', () => {
  test('of both kinds are told apart, whatever way they are typed', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.nat(3), (lower, wide, spaces) => {
        const typed = (code: string) => {
          const cased = lower ? code.toLowerCase() : code
          const written = wide
            ? cased.replace(/[!-~]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))
            : cased
          return ' '.repeat(spaces) + written
        }
        const [link, invitation] = [newLinkCode(), newInvitationCode()]
        expect(linkCodeIn(typed(link))).toBe(link)
        expect(invitationCodeIn(typed(link))).toBeUndefined()
        expect(linkCodeIn(typed(invitation))).toBeUndefined()
        expect(invitationCodeIn(typed(invitation))).toBe(invitation)
        expect(intentOf(typed(link), direct)).toEqual({ kind: 'joinByCode', code: link })
        expect(intentOf(typed(link), shared)).toEqual({ kind: 'ask' })
      }),
    )
  })

  test('five an hour, and no more', () => {
    expect([0, 4, 5, 9].map(mayIssue)).toEqual([true, true, false, false])
  })

  test('within any hour a sender’s wrong codes are looked at ten times, however they are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30 * 60_000), { maxLength: 60 }), (pauses) => {
        let at = NOW.getTime()
        let wrong: WrongCodes | undefined
        const looked: number[] = []
        for (const pause of pauses) {
          at += pause
          const now = new Date(at)
          if (mayTry(wrong, now)) looked.push(at)
          wrong = oneMoreWrong(wrong, now)
        }
        const begun = new Set(looked)
        for (const from of begun) {
          const inHour = looked.filter((it) => it >= from && it < from + 3_600_000).length
          // Two windows may meet within one hour.
          expect(inHour).toBeLessThanOrEqual(20)
        }
        if (wrong && wrong.count >= 10) expect(mayTry(wrong, new Date(at))).toBe(false)
      }),
    )
  })
})

describe('words that ask for it', () => {
  test.each([
    '連携',
    '連携したい',
    '連携コード',
    '別のアプリとつなぐ',
    'ほかのアプリとつなぎたい',
    'アカウント連携',
    'link account',
  ])('%s', (text) => {
    expect(intentOf(text, direct)).toEqual({ kind: 'link' })
    expect(intentOf(text, shared)).toEqual({ kind: 'ask' })
  })
  test.each(['連携解除', '連携を解除したい', 'unlink'])('%s', (text) => {
    expect(intentOf(text, direct)).toEqual({ kind: 'unlink' })
    expect(intentOf(text, shared)).toEqual({ kind: 'ask' })
  })
})
