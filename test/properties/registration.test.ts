import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intentOf } from '#src/app/intent.ts'
import { registrationCodeIn } from '#src/features/membership/index.ts'
import type { Standing } from '#src/features/membership/linking.ts'
import { cleanName } from '#src/features/membership/person-name.ts'
import {
  type CodeInForce,
  type Crew,
  judgeRegistration,
  newContractCode,
  newStaffCode,
} from '#src/features/membership/registration.ts'

const direct = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const
const shared = { kind: 'shared', platform: 'web', workspace: 'minato', channel: 'general' } as const

const instant = fc.nat(1_000).map((at) => new Date(at))
const organisation = fc.constantFrom('minato', 'aoba', 'academy')
const anyCode: fc.Arbitrary<CodeInForce | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: 'contract' } as const),
  instant.map((issuedAt) => ({ kind: 'staff', issuedAt }) as const),
)
const anyone: fc.Arbitrary<Standing> = fc.oneof(
  fc.constant({ kind: 'nobody' } as const),
  fc.record({ kind: fc.constant('removed' as const), organisationId: organisation, at: instant }),
  fc.record({
    kind: fc.constant('member' as const),
    organisationId: organisation,
    memberId: fc.constantFrom('a', 'b'),
    role: fc.constantFrom('staff' as const, 'owner' as const, 'consultant' as const, 'admin' as const),
    identities: fc.integer({ min: 1, max: 3 }),
  }),
)
const anyCrew: fc.Arbitrary<Crew> = fc
  .record({ members: fc.nat(3), owners: fc.nat(3), hadOwner: fc.boolean() })
  .map(({ members, owners, hadOwner }) => ({
    members,
    owners: Math.min(owners, members),
    hadOwner: hadOwner || Math.min(owners, members) > 0,
  }))
const anyHost = fc.constantFrom(
  undefined,
  { id: 'minato', kind: 'customer' } as const,
  { id: 'aoba', kind: 'customer' } as const,
  { id: 'academy', kind: 'provider' } as const,
)

describe('what a code makes of its writer', () => {
  const runs = (check: (...given: [CodeInForce | undefined, Standing, Crew, Host]) => void) =>
    fc.assert(
      fc.property(anyCode, anyone, anyCrew, anyHost, (...given) => check(...given)),
      { numRuns: 2_000 },
    )
  type Host = Parameters<typeof judgeRegistration>[2]
  const judge = (code: CodeInForce | undefined, writer: Standing, crew: Crew, host: Host) =>
    judgeRegistration({ code, organisationId: 'minato', crew }, writer, host)

  test('is nothing without a code in force, for another organisation’s people, or in its workspace', () =>
    runs((code, writer, crew, host) => {
      const others = writer.kind !== 'nobody' && writer.organisationId !== 'minato'
      const elsewhere = host?.kind === 'customer' && host.id !== 'minato' && writer.kind !== 'member'
      if (!code || others || elsewhere) expect(judge(code, writer, crew, host)).toEqual({ kind: 'refuse' })
    }))

  test('is an owner only by a contract code, and never beside another', () =>
    runs((code, writer, crew, host) => {
      const verdict = judge(code, writer, crew, host)
      const owns = verdict.kind === 'promote' || (verdict.kind === 'register' && verdict.role === 'owner')
      if (owns) expect([code?.kind, crew.owners]).toEqual(['contract', 0])
      if (owns && crew.hadOwner) expect(crew.members).toBe(0)
    }))

  test('is nothing for one who was removed, but by a staff code that was issued since', () =>
    runs((code, writer, crew, host) => {
      if (writer.kind !== 'removed' || judge(code, writer, crew, host).kind !== 'register') return
      expect(code?.kind === 'staff' && code.issuedAt > writer.at).toBe(true)
    }))

  test('links a workspace that is nobody’s, and no other', () =>
    runs((code, writer, crew, host) => {
      const verdict = judge(code, writer, crew, host)
      if (verdict.kind === 'register') expect(verdict.linksWorkspace).toBe(host === undefined)
    }))
})

describe('codes', () => {
  test('are read whatever way they are typed, alone and in private only', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom('', ' ', '契約コード：', 'コードは', '登録コード: '),
        fc.constantFrom('', '\n', 'です。', '。'),
        (lower, before, after) => {
          for (const code of [newContractCode(), newStaffCode()]) {
            const typed = before + (lower ? code.toLowerCase() : code) + after
            expect(registrationCodeIn(typed)).toBe(code)
            expect(intentOf(typed, direct)).toEqual({ kind: 'register', code })
            expect(intentOf(typed, shared)).toEqual({ kind: 'ask' })
            expect(registrationCodeIn(`${typed} と書かれていますが、使えますか`)).toBeUndefined()
          }
        },
      ),
    )
  })
})

describe('words that ask for it', () => {
  test.each([
    ['メンバー管理', { kind: 'members' }],
    ['メンバーを追加したい', { kind: 'members' }],
    ['メンバー一覧を見せてください', { kind: 'members' }],
    ['管理者を引き継ぎたいです', { kind: 'members' }],
    ['members', { kind: 'members' }],
    ['お知らせをこのチャンネルに送る', { kind: 'setNoticeChannel' }],
    ['お知らせはこのチャンネルに送ってください。', { kind: 'setNoticeChannel' }],
    ['お知らせを止める', { kind: 'stopNotices' }],
    ['お知らせの配信を停止してください', { kind: 'stopNotices' }],
    ['このチャンネルをminatoにつなぐ', { kind: 'mapChannel', organisation: 'MINATO' }],
    ['このチャンネルを「MINATO-2」につないでください。', { kind: 'mapChannel', organisation: 'MINATO-2' }],
    ['メンバーが退職したらアカウントをどうすればよいですか', { kind: 'ask' }],
    ['管理者のパスワードを変更する頻度を教えてください', { kind: 'ask' }],
    ['お知らせが止まらないのですが', { kind: 'ask' }],
  ] as const)('%s', (text, intent) => expect(intentOf(text, direct)).toEqual(intent))
})

describe('a name that somebody gives', () => {
  test.each([
    [' 田中 様 ', '田中'],
    ['田中太郎さん', '田中太郎'],
    ['田\u202e中\n太郎', '田 中 太郎'],
    ['様', ''],
    ['\u0000', ''],
  ])('%j', (written, name) => expect(cleanName(written)).toBe(name))

  test('is one short line, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (written) => {
        const name = cleanName(written)
        expect([...name].length).toBeLessThanOrEqual(40)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
      { numRuns: 50 },
    )
  })
})
