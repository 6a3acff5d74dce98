import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventClaim } from '#src/chat/context.ts'
import { type ConversationRef, conversationKey, type InboundEvent } from '#src/chat/event.ts'
import { message, text } from '#src/chat/message.ts'
import { LeaseLost } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { purgeOnce } from '#src/services/database/purge.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createInbox } from '#src/services/inbox/inbox.ts'
import { acquireLease, orphanedConversations, releaseLease, renewLease } from '#src/services/inbox/lease.ts'
import { type ClaimedRow, claimRows } from '#src/services/outbox/rows.ts'
import { type Result, settleRows } from '#src/services/outbox/settle.ts'
import { handedOver } from '#test/support/handed-over.ts'
import { rowsWith } from '#test/support/stored.ts'
import { passTime } from '#test/support/time.ts'

/** What every database under the desk promises; run on each kind. */
export function databaseContract(open: () => Promise<Database>): void {
  let database: Database
  let providerId: string

  beforeAll(async () => {
    database = await open()
    providerId = (await ensureProvider(database)).id
  })
  afterAll(() => database.close())

  const unitOfWork = () => createUnitOfWork(database, storesOf, () => undefined)
  const inbox = () => createInbox(database.sql, () => undefined)

  function conversation(): ConversationRef {
    return { kind: 'direct', platform: 'web', workspace: 'minato', user: randomUUID() }
  }
  function eventIn(place: ConversationRef, id: string = randomUUID()): InboundEvent {
    const from = { platform: 'web', workspace: 'minato', user: 'tanaka' } as const
    return { v: 1, id, type: 'message', from, conversation: place, message: id, text: '質問', files: [] }
  }
  async function organisation(): Promise<string> {
    const id = randomUUID()
    await database.prisma.organisation.create({
      data: { id, code: id.slice(0, 8).toUpperCase(), name: 'X', kind: 'customer' },
    })
    return id
  }
  /** A stored event and the right to decide it. */
  async function claimed(): Promise<EventClaim & { readonly place: ConversationRef }> {
    const place = conversation()
    const event = eventIn(place)
    await inbox().store(event)
    const lease = await acquireLease(database.sql, conversationKey(place))
    if (!lease) throw new Error('the lease of a new conversation is not to be had')
    return { eventId: event.id, conversationKey: lease.key, leaseToken: lease.token, place }
  }
  const stateOf = async (id: string) =>
    (await database.prisma.inboundEvent.findUniqueOrThrow({ where: { id } })).state
  const said = (place: ConversationRef) =>
    database.prisma.outboundMessage.findMany({
      where: { conversationKey: conversationKey(place) },
      orderBy: { seq: 'asc' },
    })

  describe('the inbox', () => {
    test('keeps an event once, however often and at once it is delivered', async () => {
      const place = conversation()
      const event = eventIn(place)
      const { store } = inbox()
      const other = inbox()
      await Promise.all([store(event), store(event), other.store(event), other.store(event)])
      expect(await database.prisma.inboundEvent.count({ where: { id: event.id } })).toBe(1)
    })

    test('keeps the order of a conversation, also within one write', async () => {
      const place = conversation()
      const { store } = inbox()
      const events = Array.from({ length: 700 }, () => eventIn(place))
      await Promise.all(events.map(store))
      const rows = await database.prisma.inboundEvent.findMany({
        where: { conversationKey: conversationKey(place) },
        orderBy: { seq: 'asc' },
      })
      expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
    })

    test('an event that cannot be kept fails alone', async () => {
      const { store } = inbox()
      const good = eventIn(conversation())
      const impossible = { ...eventIn(conversation()), id: randomBytes(20_000).toString('hex') }
      const [kept, refused] = await Promise.allSettled([store(good), store(impossible)])
      expect([kept.status, refused.status]).toEqual(['fulfilled', 'rejected'])
      expect(await stateOf(good.id)).toBe('pending')
    })

    test('keeps words that jsonb cannot hold, without what it cannot hold', async () => {
      const event = { ...eventIn(conversation()), text: 'a\u0000b\ud83dc' }
      await inbox().store(event)
      const { payload } = await database.prisma.inboundEvent.findUniqueOrThrow({ where: { id: event.id } })
      expect(payload).toMatchObject({ text: 'ab\ufffdc' })
    })
  })

  test('a statement that fails harms none of those that are asked beside it', async () => {
    const good = async (it: number) => {
      const [row] = await database.sql.query<{ it: number }>('SELECT $1::int AS it', [it])
      expect(row?.it).toBe(it)
    }
    for (let time = 0; time < 100; time += 1) {
      const beside: Promise<void>[] = []
      const failed = database.sql
        .query('SELECT * FROM nowhere WHERE it = $1', [time])
        .catch(() => void beside.push(good(time)))
      await Promise.all([failed, good(time + 1_000)])
      await Promise.all(beside)
      expect(beside).toHaveLength(1)
    }
  })

  describe('the lease', () => {
    test('is one process’s, until it runs out or is let go', async () => {
      const key = conversationKey(conversation())
      const lease = await acquireLease(database.sql, key)
      if (!lease) throw new Error('no lease')
      expect(await acquireLease(database.sql, key)).toBeUndefined()
      expect(await renewLease(database.sql, lease)).toBe(true)
      await passTime(database.sql, 7_000)
      const next = await acquireLease(database.sql, key)
      expect(next?.token).not.toBe(lease.token)
      expect(await renewLease(database.sql, lease)).toBe(false)
      if (next) expect(await releaseLease(database.sql, next)).toBe(true)
      expect(await acquireLease(database.sql, key)).toBeDefined()
    })

    test('is drawn by one of many who ask at once', async () => {
      const key = conversationKey(conversation())
      const drawn = await Promise.all(Array.from({ length: 8 }, () => acquireLease(database.sql, key)))
      expect(drawn.filter((it) => it !== undefined)).toHaveLength(1)
    })

    test('is not let go while an event is due, so that none is forgotten', async () => {
      const { conversationKey: key, leaseToken: token } = await claimed()
      expect(await releaseLease(database.sql, { key, token })).toBe(false)
    })

    test('what nobody attends to is found', async () => {
      const { conversationKey: key } = await claimed()
      expect(await orphanedConversations(database.sql, 1_000)).not.toContain(key)
      await passTime(database.sql, 7_000)
      expect(await orphanedConversations(database.sql, 1_000)).toContain(key)
    })
  })

  describe('a decision', () => {
    test('ends its event, writes and says, all at once', async () => {
      const { place, ...claim } = await claimed()
      const organisationId = await organisation()
      await unitOfWork().decide({ kind: 'organisation', organisationId, claim }, async ({ turns }, say) => {
        await turns.open(organisationId, place)
        await say.send(place, message('はい', text('はい')))
      })
      expect(await stateOf(claim.eventId)).toBe('handled')
      expect(await said(place)).toHaveLength(1)
    })

    test('that fails leaves nothing', async () => {
      const { place, ...claim } = await claimed()
      const organisationId = await organisation()
      const decided = unitOfWork().decide(
        { kind: 'organisation', organisationId, claim },
        async ({ turns }, say) => {
          await turns.open(organisationId, place)
          await say.send(place, message('はい', text('はい')))
          throw new Error('on second thoughts')
        },
      )
      await expect(decided).rejects.toThrow('on second thoughts')
      expect(await stateOf(claim.eventId)).toBe('pending')
      expect(await said(place)).toEqual([])
      expect(await database.prisma.conversation.count({ where: { organisationId } })).toBe(0)
    })

    test('of a process whose lease ran out is dropped whole', async () => {
      const { place, ...claim } = await claimed()
      const organisationId = await organisation()
      await passTime(database.sql, 7_000)
      await acquireLease(database.sql, claim.conversationKey)
      const decided = unitOfWork().decide(
        { kind: 'organisation', organisationId, claim },
        async (_stores, say) => void (await say.send(place, message('はい', text('はい')))),
      )
      await expect(decided).rejects.toThrow(LeaseLost)
      expect(await said(place)).toEqual([])
    })

    test('on an event that is decided already is dropped', async () => {
      const { place: _, ...claim } = await claimed()
      const organisationId = await organisation()
      const scope = { kind: 'organisation', organisationId, claim } as const
      await unitOfWork().decide(scope, async () => undefined)
      await expect(unitOfWork().decide(scope, async () => undefined)).rejects.toThrow(LeaseLost)
    })

    test('to try again later keeps the event, counts the try and waits', async () => {
      const { place: _, ...claim } = await claimed()
      const organisationId = await organisation()
      await unitOfWork().decide(
        {
          kind: 'organisation',
          organisationId,
          claim,
          ending: { kind: 'retry', afterMs: 5_000, reference: 'R-1' },
        },
        async () => undefined,
      )
      const event = await database.prisma.inboundEvent.findUniqueOrThrow({ where: { id: claim.eventId } })
      expect(event).toMatchObject({ state: 'pending', attempts: 1, reference: 'R-1' })
      expect(event.dueAt.getTime()).toBeGreaterThan(Date.now() + 2_000)
    })

    test('cannot touch another organisation’s rows, whatever id it names', async () => {
      const { place: _, ...claim } = await claimed()
      const [ours, theirs] = [await organisation(), await organisation()]
      const scope = { kind: 'organisation', organisationId: ours, claim } as const
      const attempt = (work: Parameters<ReturnType<typeof unitOfWork>['decide']>[1]) =>
        expect(unitOfWork().decide(scope, work)).rejects.toThrow(OutsideScope)
      await attempt(async ({ consultations }) => consultations.find(theirs, randomUUID()))
      await attempt(async ({ turns }) => turns.rewrite(theirs, 'm', 'x'))
      await attempt(async ({ turns }) => turns.open(theirs, conversation()))
      await attempt(async ({ desk }) => desk.ticket(theirs, 1))
      await attempt(async ({ desk }) => desk.unannounced())
      await attempt(async ({ desk }) => desk.setConsultantsChannel(conversation(), 'x'))
      await attempt(async ({ contracts }) => contracts.of(theirs))
      await attempt(async ({ membership }) => membership.organisationByCode('MINATO'))
      await attempt(async ({ audit }) =>
        audit.record(theirs, { actor: 'x', what: 'member.name', details: {} }),
      )
      expect(await stateOf(claim.eventId)).toBe('pending')
    })
  })

  describe('the outbox', () => {
    /** Says these in one decision of the desk; their rows' ids. */
    const say = (place: ConversationRef, ...words: readonly string[]): Promise<readonly string[]> =>
      unitOfWork().decide({ kind: 'desk', organisationId: providerId }, async (_stores, say) => {
        const rows: string[] = []
        for (const it of words) rows.push(await say.send(place, message(it, text(it))))
        return rows
      })
    const update = (row: string, words: string): Promise<void> =>
      unitOfWork().decide({ kind: 'desk', organisationId: providerId }, async (_stores, say) =>
        say.update(row, message(words, text(words))),
      )
    const settled = (row: ClaimedRow, result: Result) => settleRows(database.sql, [{ row, result }])
    /** Claims of this conversation; other tests' rows are settled on the way. */
    async function claimIn(place: ConversationRef) {
      const key = conversationKey(place)
      const rows = await claimRows(database.sql, 1_000)
      for (const row of rows.filter(({ to }) => conversationKey(to) !== key))
        await settled(row, { kind: 'sent', message: `${row.id}` })
      return rows.filter(({ to }) => conversationKey(to) === key)
    }
    const wordsOf = (rows: readonly { readonly message: { readonly summary: string } }[]) =>
      rows.map((row) => row.message.summary)

    test('hands out one message of a conversation at a time, in order', async () => {
      const place = conversation()
      await say(place, '一', '二')
      const [first, ...rest] = await claimIn(place)
      expect(first && wordsOf([first])).toEqual(['一'])
      expect(rest).toEqual([])
      expect(await claimIn(place)).toEqual([])
      if (first) await settled(first, { kind: 'sent', message: 'm1' })
      expect(wordsOf(await claimIn(place))).toEqual(['二'])
    })

    test('what waits holds up its own conversation only', async () => {
      const [place, other] = [conversation(), conversation()]
      await say(place, '一', '二')
      await say(other, '三')
      const rows = await claimRows(database.sql, 1_000)
      const first = rows.find(({ to }) => conversationKey(to) === conversationKey(place))
      if (first) await settled(first, { kind: 'later', afterMs: 60_000, reason: 'x', unknown: false })
      expect(rows.some(({ to }) => conversationKey(to) === conversationKey(other))).toBe(true)
      expect(await claimIn(place)).toEqual([])
      await passTime(database.sql, 61_000)
      expect(wordsOf(await claimIn(place))).toEqual(['一'])
    })

    test('a claim that ran out is known as one whose outcome nobody knows, and its holder comes too late', async () => {
      const place = conversation()
      await say(place, '一')
      const [stalled] = await claimIn(place)
      await passTime(database.sql, 31_000)
      const [again] = await claimIn(place)
      expect(again).toMatchObject({ abandoned: true, attempts: 2 })
      if (again) await settled(again, { kind: 'sent', message: 'right' })
      if (stalled) await settled(stalled, { kind: 'failed', reason: 'late', unknown: false })
      const [row] = await said(place)
      expect(row).toMatchObject({ state: 'sent', platformMessage: 'right' })
    })

    test('a replacement waits for its card, overtakes an older one, and holds up no answer', async () => {
      const place = conversation()
      const [card = '', ...rest] = await say(place, '札')
      expect(rest).toEqual([])
      await update(card, '札・旧')
      await update(card, '札・新')
      const [sent] = await claimIn(place)
      expect(sent && wordsOf([sent])).toEqual(['札'])
      if (sent) await settled(sent, { kind: 'sent', message: 'card-1' })
      const [replacement] = await claimIn(place)
      expect(replacement).toMatchObject({ kind: 'update', message: { summary: '札・新' } })
      expect(replacement?.card).toEqual({ state: 'sent', message: 'card-1' })
      if (replacement) await settled(replacement, { kind: 'sent', message: 'card-1' })
      // The next replacement of a card that has just changed waits; an answer does not.
      await update(card, '札・三')
      await say(place, '回答')
      expect(wordsOf(await claimIn(place))).toEqual(['回答'])
    })

    test('a message that cannot be read is failed, and holds up nobody’s', async () => {
      const [place, other] = [conversation(), conversation()]
      const [damaged = ''] = await say(place, '一')
      await database.sql.query(
        `UPDATE outbound_message SET address = '{"kind":"pigeon"}' WHERE id = $1::uuid`,
        [damaged],
      )
      await say(place, '二')
      await say(other, '三')
      const unreadable: string[] = []
      const rows = await claimRows(database.sql, 1_000, (row) => void unreadable.push(row))
      expect(unreadable).toEqual([damaged])
      expect(rows.map(({ id }) => id)).not.toContain(damaged)
      expect(rows.some(({ to }) => conversationKey(to) === conversationKey(other))).toBe(true)
      expect(wordsOf(await claimIn(place))).toEqual(['二'])
      expect((await said(place))[0]).toMatchObject({ state: 'failed', reason: 'unreadable' })
    })

    test('an answer does not wait until a notice has gone out to everybody', async () => {
      const [place, ...others] = Array.from({ length: 9 }, conversation)
      if (!place) throw new Error('there is no place')
      await unitOfWork().decide({ kind: 'desk', organisationId: providerId }, async (_stores, say) => {
        for (const other of others) await say.notify(other, message('お知らせ', text('お知らせ')))
      })
      await say(place, '回答')
      const rows = await claimRows(database.sql, 4)
      const claimed = rows.map(({ to }) => conversationKey(to))
      expect(claimed).toContain(conversationKey(place))
      expect(rows).toHaveLength(4)
      for (const other of others) await claimIn(other)
    })

    test('two who claim at once share no row', async () => {
      const places = Array.from({ length: 20 }, conversation)
      for (const place of places) await say(place, '一')
      const claims = await Promise.all(Array.from({ length: 6 }, () => claimRows(database.sql, 7)))
      const ids = claims.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const row of claims.flat()) await settled(row, { kind: 'sent', message: row.id })
    })
  })

  test('what is past its retention is purged; what failed or waits is kept', async () => {
    const { place, ...claim } = await claimed()
    const organisationId = await organisation()
    await unitOfWork().decide({ kind: 'organisation', organisationId, claim }, async ({ turns }, say) => {
      await turns.open(organisationId, place)
      const key = claim.conversationKey
      const at = new Date(Date.now() - 40 * 86_400_000)
      for (const words of ['古い', '新しい'])
        await turns.add(organisationId, {
          conversationKey: key,
          at: words === '古い' ? at : new Date(),
          author: 'bot',
          memberId: undefined,
          messageId: words,
          words,
        })
      await say.send(place, message('待つ', text('待つ')))
    })
    const waiting = eventIn(conversation())
    await inbox().store(waiting)
    await database.sql.query(
      `UPDATE inbound_event SET finished_at = finished_at - interval '31 days' WHERE id = $1`,
      [claim.eventId],
    )
    expect(await purgeOnce(database, { eventDays: 30, turnDays: 30 })).toBeGreaterThanOrEqual(2)
    expect(await database.prisma.inboundEvent.count({ where: { id: claim.eventId } })).toBe(0)
    expect(await stateOf(waiting.id)).toBe('pending')
    const turns = await database.prisma.turn.findMany({ where: { organisationId } })
    expect(turns.map(({ words }) => words)).toEqual(['新しい'])
    expect(await said(place)).toHaveLength(1)
  })

  test('what was asked is erased after its retention: a ticket’s once it is closed and nothing was said in it', async () => {
    const { prisma } = database
    const asked = async (question: string, state: 'new' | 'closed', days: number, active: number) => {
      const { organisationId, memberId, number, consultationId } = await handedOver(database, { question })
      const ago = (by: number) => new Date(Date.now() - by * 86_400_000)
      await prisma.consultation.update({
        where: { organisationId_id: { organisationId, id: consultationId } },
        data: { createdAt: ago(days), files: [`${question}.txt`], addressee: question },
      })
      await prisma.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { state, activeAt: ago(active), summary: [question] },
      })
      const at = ago(active)
      const draft = {
        organisationId,
        number,
        id: randomUUID(),
        providerId: organisationId,
        row: randomUUID(),
      }
      await prisma.replyDraft.create({
        data: {
          ...{ ...draft, consultantId: memberId, consultantName: 'X', sources: [], origin: 'own' },
          ...{ subject: question, body: question, updatedAt: at },
        },
      })
      await prisma.feedback.create({
        data: { organisationId, consultationId, memberId, verdict: 'unsolved', comment: question, at },
      })
      await prisma.ticketRating.create({
        data: { organisationId, number, memberId, score: 2, comment: question, at },
      })
      return { organisationId, consultationId, number }
    }
    const retention = { eventDays: 30, turnDays: 100 }
    const over = await asked('済んだ相談のことば', 'closed', 130, 101)
    await asked('長く続いた相談のことば', 'closed', 130, 99)
    await asked('待っている相談のことば', 'new', 130, 101)
    await purgeOnce(database, retention)
    expect(await rowsWith(database.sql, '済んだ相談のことば')).toEqual([])
    expect(await rowsWith(database.sql, '長く続いた相談のことば')).toHaveLength(5)
    // Of one that waits, what was said of it is as old as it is.
    expect(await rowsWith(database.sql, '待っている相談のことば')).toHaveLength(3)
    const { organisationId, consultationId, number } = over
    const scope = { kind: 'organisation', organisationId } as const
    await unitOfWork().decide(scope, async ({ consultations, desk, tickets }) => {
      expect(await consultations.find(organisationId, consultationId)).toBeUndefined()
      expect(await tickets.of(organisationId, undefined, { skip: 0, limit: 9 })).toEqual([])
      expect((await desk.ticket(organisationId, number))?.content).toMatchObject({
        question: null,
        subject: '',
      })
    })
    const [rating, feedback] = await Promise.all([
      prisma.ticketRating.findFirstOrThrow({ where: { organisationId } }),
      prisma.feedback.findFirstOrThrow({ where: { organisationId } }),
    ])
    expect([rating.score, feedback.verdict]).toEqual([2, 'unsolved'])
  })

  test('with the last event of a conversation its lease is purged, and no other', async () => {
    const [over, open, held] = [conversation(), conversation(), conversation()]
    for (const place of [over, open, held]) await inbox().store(eventIn(place))
    await inbox().store(eventIn(open))
    const keys = [over, open, held].map(conversationKey)
    for (const key of keys) await acquireLease(database.sql, key)
    await database.sql.query('UPDATE conversation_lease SET token = NULL WHERE key = ANY($1::text[])', [
      keys.slice(0, 2),
    ])
    await database.sql.query(
      `UPDATE inbound_event e SET state = 'handled', finished_at = clock_timestamp() - interval '31 days'
       WHERE conversation_key = ANY($1::text[])
         AND seq = (SELECT min(seq) FROM inbound_event f WHERE f.conversation_key = e.conversation_key)`,
      [keys],
    )
    await purgeOnce(database, { eventDays: 30, turnDays: 30 })
    const left = await database.prisma.conversationLease.findMany({ where: { key: { in: keys } } })
    expect(left.map(({ key }) => key).toSorted()).toEqual(keys.slice(1).toSorted())
  })
}
