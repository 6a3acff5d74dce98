import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberRef } from '#src/chat/event.ts'
import {
  AdminRefusal,
  channelsOf,
  contractCodesOf,
  createAdministration,
  issueContractCode,
  mapChannel,
  revokeContractCodes,
  unmapChannel,
} from '#src/features/membership/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const DAY_MS = 86_400_000

/** What the database promises about how people of an organisation come and go; run on each kind. */
export function onboardingContract(open: () => Promise<Database>): void {
  let database: Database
  let providerId: string
  beforeAll(async () => {
    database = await open()
    providerId = (await ensureProvider(database)).id
  })
  afterAll(() => database.close())

  const unitOfWork = () => createUnitOfWork(database, storesOf, () => undefined)
  const administration = () => createAdministration(unitOfWork(), providerId, 'test')
  const asked = (organisation: string) => ({ organisation, actor: 'test', now: NOW, providerId })
  const someone = (workspace = `T${randomUUID()}`): MemberRef => ({
    platform: 'slack',
    workspace,
    user: 'U1',
  })
  const auditOf = async (organisationId: string) =>
    (await database.prisma.auditEntry.findMany({ where: { organisationId }, orderBy: { at: 'asc' } })).map(
      ({ what, details }) => ({ what, details }),
    )

  async function organisation(): Promise<{ readonly id: string; readonly code: string }> {
    const code = randomUUID().slice(0, 8).toUpperCase()
    await administration().createOrganisation(code, 'X')
    const { id } = await database.prisma.organisation.findUniqueOrThrow({ where: { code } })
    return { id, code }
  }

  describe('contract codes', () => {
    test('are kept by their hash and ending alone, and listed newest first', async () => {
      const { id, code } = await organisation()
      const first = await issueContractCode(unitOfWork(), asked(code))
      const second = await issueContractCode(unitOfWork(), {
        ...asked(code),
        now: new Date(NOW.getTime() + 1),
        validDays: 1,
      })
      expect(first.code).toMatch(/^GA(-[A-Z2-9]{4}){3}$/)
      expect(first.expiresAt).toEqual(new Date(NOW.getTime() + 60 * DAY_MS))
      const [newest, oldest] = await contractCodesOf(unitOfWork(), asked(code))
      expect(oldest).toEqual({
        ...{ ending: first.code.slice(-4), issuedBy: 'test', createdAt: NOW, expiresAt: first.expiresAt },
        ...{ revokedAt: undefined, uses: 0 },
      })
      expect(newest?.ending).toBe(second.code.slice(-4))
      const kept = JSON.stringify([await database.prisma.contractCode.findMany(), await auditOf(id)])
      expect(kept).not.toContain(first.code)
    })

    test('are revoked one by one, by ending, or all of an organisation, and no other’s', async () => {
      const { id, code } = await organisation()
      const other = await organisation()
      await issueContractCode(unitOfWork(), asked(other.code))
      const codes = []
      for (let i = 0; i < 3; i += 1) codes.push(await issueContractCode(unitOfWork(), asked(code)))
      const [ending = '', ...rest] = codes.map((it) => it.code.slice(-4))
      const revoke = (one?: string) =>
        revokeContractCodes(unitOfWork(), { ...asked(code), ...(one ? { ending: one } : {}) })
      expect(await revoke(ending.toLowerCase())).toEqual([ending])
      await expect(revoke(ending)).rejects.toThrow(AdminRefusal)
      expect([...(await revoke())].sort()).toEqual([...rest].sort())
      expect(await revoke()).toEqual([])
      const revoked = await contractCodesOf(unitOfWork(), asked(code))
      expect(revoked.every((it) => it.revokedAt !== undefined)).toBe(true)
      expect((await contractCodesOf(unitOfWork(), asked(other.code)))[0]?.revokedAt).toBeUndefined()
      expect((await auditOf(id)).filter((it) => it.what === 'contractCode.revoke')).toHaveLength(3)
    })

    test('are not issued for nobody, for the provider, or for ever', async () => {
      const { code } = await organisation()
      await expect(issueContractCode(unitOfWork(), asked('NOBODY'))).rejects.toThrow(AdminRefusal)
      await expect(issueContractCode(unitOfWork(), asked('ACADEMY'))).rejects.toThrow(AdminRefusal)
      for (const validDays of [0, 1.5, 366])
        expect(() => issueContractCode(unitOfWork(), { ...asked(code), validDays })).toThrow(AdminRefusal)
    })
  })

  describe('channels that are shared with a customer', () => {
    test('are of the provider’s own workspace, and of one customer each', async () => {
      const [one, other] = [await organisation(), await organisation()]
      const workspace = `T${randomUUID()}`
      const channel = { platform: 'slack', workspace, channel: 'C1' } as const
      await expect(mapChannel(unitOfWork(), { ...asked(one.code), channel })).rejects.toThrow(AdminRefusal)
      await administration().linkWorkspace('slack', workspace, 'ACADEMY')
      await mapChannel(unitOfWork(), { ...asked(one.code), channel })
      const mapping = await mapChannel(unitOfWork(), { ...asked(other.code), channel })
      expect(mapping).toMatchObject({ organisation: { id: other.id }, before: { id: one.id } })
      expect(await channelsOf(unitOfWork(), asked(one.code))).toEqual([])
      const mapped = { ...channel, mappedBy: 'test', mappedAt: NOW }
      expect(await channelsOf(unitOfWork(), asked(other.code))).toEqual([mapped])
      await expect(unmapChannel(unitOfWork(), { ...asked(one.code), channel })).rejects.toThrow(AdminRefusal)
      await unmapChannel(unitOfWork(), { ...asked(other.code), channel })
      expect(await channelsOf(unitOfWork(), asked(other.code))).toEqual([])
      expect((await auditOf(other.id)).slice(-2)).toMatchObject([
        { what: 'channel.map', details: { before: one.code, after: other.code } },
        { what: 'channel.unmap', details: { before: other.code, after: null } },
      ])
    })
  })

  describe('an organisation’s own', () => {
    test('settings are what was chosen, one by one', async () => {
      const { id } = await organisation()
      const inOrganisation = <T>(work: (stores: ReturnType<typeof storesOf>) => Promise<T>) =>
        unitOfWork().decide({ kind: 'organisation', organisationId: id }, work)
      const read = () => inOrganisation(({ settings }) => settings.of(id))
      expect(await read()).toEqual({ noticeChannel: undefined, remindsInChannel: false })
      const channel = { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' } as const
      await inOrganisation(({ settings }) => settings.setRemindsInChannel(id, true))
      await inOrganisation(({ settings }) => settings.setNoticeChannel(id, channel))
      expect(await read()).toEqual({ noticeChannel: channel, remindsInChannel: true })
      await inOrganisation(({ settings }) => settings.setNoticeChannel(id, undefined))
      expect(await read()).toEqual({ noticeChannel: undefined, remindsInChannel: true })
    })

    test('owners are told with who they are on each platform', async () => {
      const { id, code } = await organisation()
      const [owner, staff] = [someone(), someone()]
      await administration().addMember(staff, 'staff', '鈴木', code)
      await administration().addMember(owner, 'owner', '田中', code)
      await unitOfWork().decide(
        { kind: 'organisation', organisationId: id },
        async ({ membership, links }) => {
          const [tanaka] = await membership.owners(id)
          expect(tanaka).toMatchObject({ name: '田中', role: 'owner', identities: [owner] })
          const there = { platform: 'teams', workspace: randomUUID(), user: 'u' } as const
          await links.addIdentity(id, tanaka?.id ?? '', there)
          expect((await membership.owners(id))[0]?.identities).toEqual(expect.arrayContaining([owner, there]))
          expect((await membership.members(id)).map((it) => it.name)).toEqual(['田中', '鈴木'])
        },
      )
      await administration().removeMember(owner, NOW)
      await unitOfWork().decide({ kind: 'organisation', organisationId: id }, async ({ membership }) => {
        expect(await membership.owners(id)).toEqual([])
      })
    })

    test('nothing of another organisation can be named', async () => {
      const [ours, theirs] = [await organisation(), await organisation()]
      const attempt = (work: Parameters<ReturnType<typeof unitOfWork>['decide']>[1]) =>
        expect(unitOfWork().decide({ kind: 'organisation', organisationId: ours.id }, work)).rejects.toThrow(
          OutsideScope,
        )
      await attempt(({ contractCodes }) => contractCodes.of(theirs.id))
      await attempt(({ contractCodes }) => contractCodes.revoke(theirs.id, undefined, NOW))
      await attempt(({ channels }) => channels.of(theirs.id))
      await attempt(({ settings }) => settings.of(theirs.id))
      await attempt(({ settings }) => settings.setRemindsInChannel(theirs.id, true))
      await attempt(({ membership }) => membership.members(theirs.id))
      await attempt(({ membership }) => membership.organisation(theirs.id))
    })
  })
}
