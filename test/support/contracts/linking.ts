import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventClaim, Role } from '#src/chat/context.ts'
import { type ConversationRef, conversationKey, type MemberRef } from '#src/chat/event.ts'
import { hashOfCode } from '#src/features/membership/code.ts'
import { linkByCode, unlink } from '#src/features/membership/index.ts'
import { newLinkCode } from '#src/features/membership/linking.ts'
import { createLinkCodes, MOVED_BY_MERGE } from '#src/services/database/link-store.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { createPastConsultations } from '#src/services/database/past-consultations.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { createInbox } from '#src/services/inbox/inbox.ts'
import { acquireLease } from '#src/services/inbox/lease.ts'
import { noContract } from '#test/support/products.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
/** Columns that name a member and stay with the emptied one, or, as a consultant’s hours, go by themselves. */
const STAYING = ['link_code', 'availability', 'availability_exception', 'calendar_link']

/** What the database promises about members who are one person; run on each kind. */
export function linkingContract(open: () => Promise<Database>): void {
  let database: Database
  let providerId: string
  beforeAll(async () => {
    database = await open()
    providerId = (await ensureProvider(database)).id
  })
  afterAll(() => database.close())

  const unitOfWork = () => createUnitOfWork(database, storesOf, () => undefined)
  const directOf = (from: MemberRef): ConversationRef => ({ kind: 'direct', ...from })
  const someone = (): MemberRef => ({ platform: 'slack', workspace: `T${randomUUID()}`, user: 'U1' })

  async function organisation(): Promise<string> {
    const id = randomUUID()
    await database.prisma.organisation.create({
      data: { id, code: id.slice(0, 8).toUpperCase(), name: 'X', kind: 'customer' },
    })
    return id
  }
  async function member(organisationId: string, from: MemberRef, role: Role = 'staff'): Promise<string> {
    const { id } = await database.prisma.member.create({
      data: { id: randomUUID(), organisationId, name: '田中', role },
    })
    await database.prisma.memberIdentity.create({ data: { ...from, organisationId, memberId: id } })
    return id
  }
  async function codeOf(organisationId: string, memberId: string, from: MemberRef): Promise<string> {
    const code = newLinkCode()
    await unitOfWork().decide(
      { kind: 'organisation', organisationId, claim: await claimIn(from) },
      ({ links }) =>
        links.issue(organisationId, {
          codeHash: hashOfCode(code),
          memberId,
          conversation: directOf(from),
          createdAt: NOW,
          expiresAt: new Date(NOW.getTime() + 600_000),
        }),
    )
    return code
  }
  /** Something that this person wrote, and the right to decide about it. */
  async function claimIn(from: MemberRef): Promise<EventClaim> {
    const id = randomUUID()
    const key = conversationKey(directOf(from))
    await createInbox(database.sql, () => undefined).store({
      v: 1,
      id,
      type: 'opened',
      from,
      conversation: directOf(from),
    })
    await database.sql.query('DELETE FROM conversation_lease WHERE key = $1', [key])
    const lease = await acquireLease(database.sql, key)
    if (!lease) throw new Error('no lease')
    return { eventId: id, conversationKey: key, leaseToken: lease.token }
  }
  async function writes(from: MemberRef, code: string): Promise<() => Promise<void>> {
    const claim = await claimIn(from)
    const codes = createLinkCodes(database.sql)
    const attempt = { code, from, conversation: directOf(from), claim, now: NOW, providerId }
    return () => linkByCode({ unitOfWork: unitOfWork(), codes }, attempt, async () => undefined)
  }
  const identitiesOf = (organisationId: string, memberId: string) =>
    database.prisma.memberIdentity.count({ where: { organisationId, memberId } })

  describe('one person in several places', () => {
    test('a code that several write at once is redeemed once', async () => {
      const organisationId = await organisation()
      const owner = someone()
      const memberId = await member(organisationId, owner)
      const code = await codeOf(organisationId, memberId, owner)
      const writers = Array.from({ length: 8 }, someone)
      const attempts = []
      for (const it of writers) attempts.push(await writes(it, code))
      await Promise.all(attempts.map((it) => it()))
      expect(await identitiesOf(organisationId, memberId)).toBe(2)
      const told = await database.prisma.outboundMessage.count({
        where: { conversationKey: conversationKey(directOf(owner)) },
      })
      expect(told).toBe(1)
    })

    test('of two who take each other in at once one stays, with both identities', async () => {
      const organisationId = await organisation()
      const [here, there] = [someone(), someone()]
      const [one, other] = [await member(organisationId, here), await member(organisationId, there)]
      const [codeOfOne, codeOfOther] = [
        await codeOf(organisationId, one, here),
        await codeOf(organisationId, other, there),
      ]
      const attempts = [await writes(there, codeOfOne), await writes(here, codeOfOther)]
      await Promise.all(attempts.map((it) => it()))
      const counts = [await identitiesOf(organisationId, one), await identitiesOf(organisationId, other)]
      expect(counts.sort()).toEqual([0, 2])
      expect(await database.prisma.member.count({ where: { organisationId, removedAt: null } })).toBe(1)
    })

    test('of two identities that leave at once one stays', async () => {
      const organisationId = await organisation()
      const [here, there] = [someone(), someone()]
      const memberId = await member(organisationId, here)
      await database.prisma.memberIdentity.create({ data: { ...there, organisationId, memberId } })
      const contexts = []
      for (const from of [here, there])
        contexts.push({
          now: NOW,
          timeZone: 'Asia/Tokyo',
          holidays: japaneseHolidays,
          organisation: { id: organisationId, code: 'X', name: 'X', kind: 'customer' },
          member: { id: memberId, name: '田中', role: 'staff', locale: 'ja', greetedAt: undefined },
          contract: noContract,
          conversation: directOf(from),
          from,
          claim: await claimIn(from),
        } as const)
      await Promise.all(contexts.map((it) => unlink(it, unitOfWork())))
      expect(await identitiesOf(organisationId, memberId)).toBe(1)
    })

    test('a merge hands over all that names the emptied member, and the tables that stay are known', async () => {
      const tables = await database.sql.query<{ table_name: string }>(
        `SELECT DISTINCT table_name::text FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name = 'member_id' ORDER BY 1`,
      )
      expect(tables.map((it) => it.table_name)).toEqual([...MOVED_BY_MERGE, ...STAYING].sort())

      const organisationId = await organisation()
      const [here, there] = [someone(), someone()]
      const [kept, emptied] = [await member(organisationId, here), await member(organisationId, there)]
      const asked = [await ask(organisationId, kept, here), await ask(organisationId, emptied, there)]
      for (const [memberId, verdict] of [
        [kept, 'solved'],
        [emptied, 'unsolved'],
      ] as const)
        for (const consultationId of asked)
          await database.prisma.feedback.create({
            data: { organisationId, consultationId, memberId, verdict, at: NOW },
          })
      await (await writes(there, await codeOf(organisationId, kept, here)))()

      const { prisma } = database
      const where = { organisationId, memberId: emptied }
      expect(
        await Promise.all([
          prisma.consultation.count({ where }),
          prisma.turn.count({ where }),
          prisma.feedback.count({ where }),
          prisma.memberIdentity.count({ where }),
        ]),
      ).toEqual([0, 0, 0, 0])
      const feedback = await prisma.feedback.findMany({ where: { organisationId } })
      expect(feedback.map((it) => it.verdict)).toEqual(['solved', 'solved'])
      const audit = await prisma.auditEntry.findMany({ where: { organisationId, what: 'member.merge' } })
      expect(audit).toMatchObject([{ details: { member: kept, emptied } }])

      const past = createPastConsultations(database.sql)
      const mine = await past.ofMember({ organisationId, memberId: kept }, { period: {}, skip: 0, limit: 10 })
      expect(mine.map((it) => it.id).sort()).toEqual([...asked].sort())
    })

    test('past consultations are read within one organisation, one member and one period', async () => {
      const [ours, theirs] = [await organisation(), await organisation()]
      const [here, there] = [someone(), someone()]
      const [tanaka, ito] = [await member(ours, here), await member(theirs, there)]
      const id = await ask(ours, tanaka, here)
      await ask(theirs, ito, there)
      const past = createPastConsultations(database.sql)
      const page = { period: {}, skip: 0, limit: 10 }
      const owner = { organisationId: ours, memberId: tanaka }
      expect((await past.ofMember(owner, page)).map((it) => it.id)).toEqual([id])
      expect((await past.ofOrganisation(ours, page)).map((it) => it.id)).toEqual([id])
      expect(await past.ofMember({ ...owner, memberId: ito }, page)).toEqual([])
      expect(await past.one({ organisationId: theirs, memberId: ito }, id)).toBeUndefined()
      expect(await past.one({ organisationId: ours, memberId: ito }, id)).toBeUndefined()
      expect(await past.one(owner, 'x')).toBeUndefined()
      expect(await past.wordsOf(owner, { before: NOW }, 10)).toEqual([])
      expect(await past.wordsOf(owner, { from: NOW }, 10)).toMatchObject([
        { id, question: '質問', answer: '' },
      ])
      expect(await past.openIn(ours)).toEqual({ open: 1, withConsultant: 0 })
    })

    test('a consultation is held by who decides about it first', async () => {
      const organisationId = await organisation()
      const [here, there] = [someone(), someone()]
      const memberId = await member(organisationId, here)
      const id = await ask(organisationId, memberId, here)
      const addSubject = async (from: MemberRef) => {
        const claim = await claimIn(from)
        return () =>
          unitOfWork().decide({ kind: 'organisation', organisationId, claim }, async ({ consultations }) => {
            const found = await consultations.find(organisationId, id)
            if (found) await consultations.save({ ...found, subject: `${found.subject}+` })
          })
      }
      const decisions = [await addSubject(here), await addSubject(there)]
      await Promise.all(decisions.map((it) => it()))
      const [row] = await database.prisma.consultation.findMany({ where: { organisationId } })
      expect(row?.subject).toBe('件名++')
    })

    test('nothing of another organisation can be named', async () => {
      const [ours, theirs] = [await organisation(), await organisation()]
      const claim = await claimIn(someone())
      const attempt = (work: Parameters<ReturnType<typeof unitOfWork>['decide']>[1]) =>
        expect(
          unitOfWork().decide({ kind: 'organisation', organisationId: ours, claim }, work),
        ).rejects.toThrow(OutsideScope)
      await attempt(({ links }) => links.find(theirs, 'x', NOW))
      await attempt(({ links }) => links.issuedSince(theirs, randomUUID(), NOW))
      await attempt(({ links }) => links.merge(theirs, randomUUID(), randomUUID(), NOW))
      await attempt(({ links }) => links.removeIdentity(theirs, someone()))
      await attempt(({ links }) => links.standingOf(someone()))
      await attempt(({ links }) => links.wrongCodes(someone()))
    })
  })

  async function ask(organisationId: string, memberId: string, from: MemberRef): Promise<string> {
    const id = randomUUID()
    const key = conversationKey(directOf(from))
    await unitOfWork().decide(
      { kind: 'organisation', organisationId, claim: await claimIn(from) },
      async ({ consultations, turns }) => {
        await turns.open(organisationId, directOf(from))
        await turns.add(organisationId, {
          conversationKey: key,
          at: NOW,
          author: 'member',
          memberId,
          messageId: id,
          words: '質問',
        })
        await consultations.add({
          id,
          organisationId,
          conversationKey: key,
          memberId,
          addressee: '田中',
          locale: 'ja',
          state: 'unanswered',
          subject: '件名',
          question: '質問',
          files: [],
          missingFiles: [],
          reply: { parts: [{ kind: 'unknown', question: '質問' }], urgent: false, language: 'ja' },
          questionMessage: id,
          answerRow: undefined,
          ticketNumber: undefined,
          createdAt: NOW,
        })
      },
    )
    return id
  }
}
