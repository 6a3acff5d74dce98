import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventClaim } from '#src/chat/context.ts'
import { type ConversationRef, conversationKey, type InboundEvent, type MemberRef } from '#src/chat/event.ts'
import { hashOfCode } from '#src/features/membership/code.ts'
import {
  AdminRefusal,
  admitFromChannel,
  channelsOf,
  contractCodesOf,
  createAdministration,
  depart,
  issueContractCode,
  mapChannel,
  register,
  revokeContractCodes,
  unmapChannel,
} from '#src/features/membership/index.ts'
import { newStaffCode } from '#src/features/membership/registration.ts'
import { createDirectory } from '#src/services/database/membership-store.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { createRegistrationCodes } from '#src/services/database/registration-store.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createInbox } from '#src/services/inbox/inbox.ts'
import { acquireLease } from '#src/services/inbox/lease.ts'

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

  const directOf = (from: MemberRef): ConversationRef => ({ kind: 'direct', ...from })
  const eventOf = (from: MemberRef) =>
    ({ v: 1, id: randomUUID(), from, conversation: directOf(from) }) as const
  const directTo = async (from: MemberRef) => directOf(from)
  const departing = () => ({
    ...{ unitOfWork: unitOfWork(), directory: createDirectory(database.sql), directTo },
    consultantsChannel: async () =>
      ({ kind: 'shared', platform: 'slack', workspace: 'T0DESK', channel: 'C0DESK' }) as const,
  })

  /** The right to decide about this event. */
  async function claimOf(event: InboundEvent): Promise<EventClaim> {
    const key = conversationKey(event.conversation)
    await createInbox(database.sql, () => undefined).store(event)
    const lease = await acquireLease(database.sql, key)
    if (!lease) throw new Error('no lease')
    return { eventId: event.id, conversationKey: key, leaseToken: lease.token }
  }

  async function redeems(from: MemberRef, code: string): Promise<() => Promise<void>> {
    const claim = await claimOf({ ...eventOf(from), type: 'opened' })
    const registrations = createRegistrationCodes(database.sql)
    const attempt = { code, name: '田中', from, conversation: directOf(from), claim, now: NOW, providerId }
    return () =>
      register({ unitOfWork: unitOfWork(), registrations, directTo }, attempt, async () => undefined)
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

  describe('several at once', () => {
    test('who redeem an organisation’s codes are all registered, one of them as the owner', async () => {
      const { id, code } = await organisation()
      const codes = [
        await issueContractCode(unitOfWork(), asked(code)),
        await issueContractCode(unitOfWork(), asked(code)),
      ]
      const workspace = `T${randomUUID()}`
      const attempts = []
      for (let i = 0; i < 8; i += 1)
        attempts.push(await redeems({ ...someone(workspace), user: `U${i}` }, codes[i % 2]?.code ?? ''))
      await Promise.all(attempts.map((it) => it()))
      const roles = (await database.prisma.member.findMany({ where: { organisationId: id } })).map(
        (it) => it.role,
      )
      expect(roles.sort()).toEqual([...Array.from({ length: 7 }, () => 'staff'), 'owner'].sort())
      const uses = await contractCodesOf(unitOfWork(), asked(code))
      expect(uses.map((it) => it.uses)).toEqual([4, 4])
      expect(await database.prisma.workspace.findMany({ where: { workspace } })).toMatchObject([
        { organisationId: id },
      ])
    })

    test('who write one staff code: one of them is let in', async () => {
      const { id } = await organisation()
      const code = newStaffCode()
      await unitOfWork().decide({ kind: 'organisation', organisationId: id }, ({ staffCodes }) =>
        staffCodes.issue(id, {
          ...{ codeHash: hashOfCode(code), issuedBy: 'owner', createdAt: NOW },
          expiresAt: new Date(NOW.getTime() + DAY_MS),
        }),
      )
      const attempts = []
      for (let i = 0; i < 6; i += 1) attempts.push(await redeems(someone(), code))
      await Promise.all(attempts.map((it) => it()))
      expect(await database.prisma.member.findMany({ where: { organisationId: id } })).toMatchObject([
        { role: 'staff' },
      ])
    })

    test('who were the two last owners and leave: the consultants are told once', async () => {
      const { id, code } = await organisation()
      const owners = [someone(), someone()]
      for (const it of owners) await administration().addMember(it, 'owner', '田中', code)
      await administration().linkWorkspace('slack', 'T0DESK', 'ACADEMY')
      const departures = []
      for (const from of owners) {
        const event = { ...eventOf(from), type: 'left' } as const
        const claim = await claimOf(event)
        departures.push(() => depart(departing(), { event, claim, now: NOW, providerId }))
      }
      await Promise.all(departures.map((it) => it()))
      expect(await database.prisma.member.count({ where: { organisationId: id, removedAt: null } })).toBe(0)
      expect(await database.prisma.memberIdentity.count({ where: { organisationId: id } })).toBe(0)
      const told = await database.prisma.outboundMessage.count({
        where: { conversationKey: 'slack/T0DESK/C0DESK' },
      })
      expect(told).toBe(1)
    })

    test('whose first message in a shared channel arrives twice are one member', async () => {
      const { id, code } = await organisation()
      const workspace = `T${randomUUID()}`
      await administration().linkWorkspace('slack', workspace, 'ACADEMY')
      const channel = { platform: 'slack', workspace, channel: 'C1' } as const
      await mapChannel(unitOfWork(), { ...asked(code), channel })
      const from = someone(workspace)
      const directory = createDirectory(database.sql)
      expect(await directory.whois(from)).toEqual({ kind: 'unknownUser' })
      expect(await directory.whois(from, { kind: 'shared', ...channel })).toEqual({
        ...{ kind: 'inMappedChannel', organisationId: id },
      })
      const admit = () => admitFromChannel(unitOfWork(), { from, channel, providerId }, async () => undefined)
      await Promise.all([admit(), admit(), admit()])
      expect(await database.prisma.member.count({ where: { organisationId: id } })).toBe(1)
      expect(await directory.whois(from, { kind: 'shared', ...channel })).toMatchObject({ kind: 'member' })
      await administration().removeMember(from, NOW)
      await admit()
      expect(await directory.whois(from, { kind: 'shared', ...channel })).toEqual({ kind: 'unknownUser' })
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
      const nothing = { noticeChannels: [], declinedNotices: [], tags: [], quietHours: undefined }
      expect(await read()).toEqual({ ...nothing, remindsInChannel: false })
      const channel = { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' } as const
      await inOrganisation(({ settings }) => settings.setRemindsInChannel(id, true))
      const now = new Date('2026-11-24T01:00:00Z')
      const other = { ...channel, channel: 'C2' }
      for (const it of [channel, other, channel])
        await inOrganisation(({ settings }) => settings.addNoticeChannel(id, it, now))
      expect(await read()).toEqual({ ...nothing, noticeChannels: [channel, other], remindsInChannel: true })
      const remove = (it?: typeof channel) =>
        inOrganisation(({ settings }) => settings.removeNoticeChannel(id, it))
      expect(await remove(channel)).toEqual([channel])
      expect(await remove(channel)).toEqual([])
      expect(await remove()).toEqual([other])
      expect(await read()).toEqual({ ...nothing, remindsInChannel: true })
      await inOrganisation(({ settings }) => settings.setDeclinedNotices(id, ['law', 'threat']))
      await inOrganisation(({ settings }) => settings.setQuietHours(id, '18:00-09:00'))
      expect(await read()).toMatchObject({ declinedNotices: ['law', 'threat'], quietHours: '18:00-09:00' })
      await inOrganisation(({ settings }) => settings.setDeclinedNotices(id, []))
      await inOrganisation(({ settings }) => settings.setQuietHours(id, undefined))
      expect(await read()).toEqual({ ...nothing, remindsInChannel: true })
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
      await attempt(({ channels }) => channels.isMapped(theirs.id, { ...someone(), place: 'C1' }))
      await attempt(({ contractCodes }) => contractCodes.use(theirs.id, 'x', NOW))
      await attempt(({ staffCodes }) => staffCodes.inForceSince(theirs.id, 'x', NOW))
      await attempt(({ staffCodes }) => staffCodes.withdraw(theirs.id, 'x', NOW))
      await attempt(({ membership }) => membership.crew(theirs.id))
      await attempt(({ membership }) => membership.lock(theirs.id))
      await attempt(({ membership }) => membership.rename(theirs.id, randomUUID(), '田中'))
      await attempt(({ settings }) => settings.of(theirs.id))
      await attempt(({ settings }) => settings.setRemindsInChannel(theirs.id, true))
      await attempt(({ membership }) => membership.members(theirs.id))
      await attempt(({ membership }) => membership.organisation(theirs.id))
    })
  })
}
