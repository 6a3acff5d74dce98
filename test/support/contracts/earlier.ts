import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConversationRef, conversationKey } from '#src/chat/event.ts'
import type { ConsultationState, EarlierConsultations, Reply } from '#src/features/consultation/index.ts'
import { createEarlierConsultations } from '#src/services/database/earlier-consultations.ts'
import type { Database } from '#src/services/database/open-database.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const MINUTE = 60_000
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE)

const REPLY: Reply = {
  parts: [{ kind: 'answer', question: '質問', entry: 'FAQ-005', topic: { kind: 'repeated', ticket: 3 } }],
  urgent: false,
  language: 'ja',
}

/** What every database promises about what a new question may go on from. */
export function earlierContract(open: () => Promise<Database>): void {
  let database: Database
  let earlier: EarlierConsultations
  beforeAll(async () => {
    database = await open()
    earlier = createEarlierConsultations(database.sql)
  })
  afterAll(() => database.close())

  async function someone() {
    const organisationId = randomUUID()
    const code = organisationId.slice(0, 8).toUpperCase()
    await database.prisma.organisation.create({
      data: { id: organisationId, code, name: 'X', kind: 'customer' },
    })
    return { organisationId, memberId: await memberOf(organisationId) }
  }
  async function memberOf(organisationId: string): Promise<string> {
    const { id } = await database.prisma.member.create({
      data: { id: randomUUID(), organisationId, name: '田中', role: 'staff' },
    })
    return id
  }
  type Owner = Awaited<ReturnType<typeof someone>>
  interface Asking {
    readonly createdAt: Date
    readonly state?: ConsultationState
    readonly question?: string | null
    readonly message?: string
    readonly answerRow?: string
  }
  const direct = (thread?: string): ConversationRef => ({
    kind: 'direct',
    platform: 'slack',
    workspace: 'T1',
    user: 'U1',
    ...(thread === undefined ? {} : { thread }),
  })

  async function asked(
    { organisationId, memberId }: Owner,
    conversation: ConversationRef,
    { createdAt, state = 'answered', question = '質問', message, answerRow }: Asking,
  ): Promise<string> {
    const key = conversationKey(conversation)
    const { prisma } = database
    await prisma.conversation.upsert({
      where: { organisationId_key: { organisationId, key } },
      create: { key, organisationId, address: conversation },
      update: {},
    })
    const id = randomUUID()
    await prisma.consultation.create({
      data: {
        ...{ id, organisationId, memberId, conversationKey: key, state, question, createdAt },
        ...{ addressee: '田中', subject: '質問', files: [], reply: REPLY },
        ...{ questionMessage: message ?? null, answerRow: answerRow ?? null },
      },
    })
    if (message !== undefined)
      await prisma.turn.create({
        data: {
          ...{ id: randomUUID(), organisationId, conversationKey: key, at: createdAt, author: 'member' },
          ...{ memberId, messageId: message, words: question },
        },
      })
    return id
  }

  const of = async (owner: Owner, conversation: ConversationRef, message?: string) =>
    (await earlier({ ...owner, conversation, message, now: NOW })).map(({ id }) => id)

  test('five of the member’s own of one conversation and one day, newest first', async () => {
    const owner = await someone()
    await asked(owner, direct(), { createdAt: ago(25 * 60) })
    const ids: string[] = []
    for (let minutes = 60; minutes > 0; minutes -= 10)
      ids.unshift(await asked(owner, direct(), { createdAt: ago(minutes) }))
    expect(await of(owner, direct())).toEqual(ids.slice(0, 5))
    const [first] = await earlier({ ...owner, conversation: direct(), message: undefined, now: NOW })
    expect(first).toEqual({ id: ids[0], state: 'answered', reply: REPLY, ticketNumber: undefined })
  })

  test('none of another member, another organisation or another conversation', async () => {
    const owner = await someone()
    const colleague = { ...owner, memberId: await memberOf(owner.organisationId) }
    await asked(owner, direct(), { createdAt: ago(5) })
    expect(await of(colleague, direct())).toEqual([])
    expect(await of({ ...owner, organisationId: (await someone()).organisationId }, direct())).toEqual([])
    expect(await of(owner, { ...direct(), workspace: 'T2' })).toEqual([])
    expect(await of(owner, { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' })).toEqual([])
  })

  test('none that was taken back or whose words are gone', async () => {
    const owner = await someone()
    await asked(owner, direct(), { createdAt: ago(5), state: 'withdrawn' })
    await asked(owner, direct(), { createdAt: ago(4), question: null })
    expect(await of(owner, direct())).toEqual([])
  })

  test('none whose answer never arrived', async () => {
    const owner = await someone()
    const { organisationId } = owner
    const answerRow = randomUUID()
    const send = { conversationKey: conversationKey(direct()), lane: 'reply', kind: 'send' } as const
    await database.prisma.outboundMessage.create({
      data: { ...send, id: answerRow, organisationId, address: direct(), message: {}, state: 'failed' },
    })
    await asked(owner, direct(), { createdAt: ago(5), answerRow })
    expect(await of(owner, direct())).toEqual([])
  })

  test('for a message that was read before, what came before it, itself not counted', async () => {
    const owner = await someone()
    const before = await asked(owner, direct(), { createdAt: ago(30), message: `D1/${randomUUID()}` })
    const message = `D1/${randomUUID()}`
    await asked(owner, direct(), { createdAt: ago(20), message })
    await asked(owner, direct(), { createdAt: ago(10), message: `D1/${randomUUID()}` })
    expect(await of(owner, direct(), message)).toEqual([before])
  })

  test('in a thread of a direct conversation, the one that it hangs on, by its question or its answer', async () => {
    const owner = await someone()
    const answerRow = randomUUID()
    const { organisationId } = owner
    await database.prisma.outboundMessage.create({
      data: {
        ...{ id: answerRow, organisationId, conversationKey: conversationKey(direct()), lane: 'reply' },
        ...{ kind: 'send', address: direct(), message: {}, state: 'sent' },
        platformMessage: 'D1/1700000000.000200 D1/1700000000.000300',
      },
    })
    const createdAt = ago(10)
    const id = await asked(owner, direct(), { createdAt, message: 'D1/1700000000.000100', answerRow })
    await asked(owner, direct(), { createdAt: ago(5), message: 'D1/1700000000.000400' })
    expect(await of(owner, direct('1700000000.000100'))).toEqual([id])
    expect(await of(owner, direct('1700000000.000200'))).toEqual([id])
    expect(await of(owner, direct('1700000000.000999'))).toEqual([])
  })
}
