import { randomUUID } from 'node:crypto'
import { conversationKey, InboundEvent } from '../../chat/event.ts'
import { withWords } from '../../chat/words.ts'
import {
  type ArrivedQuestions,
  type Consultation,
  type ConsultationStore,
  Reply,
  type TurnLog,
} from '../../features/consultation/index.ts'
import type { Consultation as ConsultationRow } from '../../generated/prisma/client.ts'
import { assertInScope, OutsideScope, type Transaction } from './transaction.ts'
import { hideInRoom } from './web-room-store.ts'

export function consultationStore({ tx, sql, scope }: Transaction): ConsultationStore {
  /** Read only once it is held, so that what is decided about it rests on what was decided before. */
  async function locked(organisationId: string, id: string): Promise<Consultation | undefined> {
    await sql.query(
      'SELECT 1 FROM consultation WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE',
      [organisationId, id],
    )
    const row = await tx.consultation.findUnique({ where: { organisationId_id: { organisationId, id } } })
    return row && row.erasedAt === null ? consultationOf(row) : undefined
  }

  return {
    add: async (consultation) => {
      assertInScope(scope, consultation.organisationId)
      await tx.consultation.create({
        data: { ...columnsOf(consultation), createdAt: consultation.createdAt },
      })
    },
    find: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      return UUID.test(id) ? locked(organisationId, id) : undefined
    },
    openOf: async (organisationId, conversationKey, memberId, limit) => {
      assertInScope(scope, organisationId)
      const rows = await tx.consultation.findMany({
        where: {
          organisationId,
          conversationKey,
          ...{ memberId, erasedAt: null },
          state: { notIn: ['solved', 'withdrawn'] },
        },
        orderBy: { createdAt: 'desc' },
        take: limit,
      })
      return rows.map(consultationOf)
    },
    askedBy: async (organisationId, conversationKey, questionMessage) => {
      assertInScope(scope, organisationId)
      const row = await tx.consultation.findFirst({
        where: { organisationId, conversationKey, questionMessage },
        orderBy: { createdAt: 'desc' },
        select: { id: true },
      })
      return row ? locked(organisationId, row.id) : undefined
    },
    save: async (consultation) => {
      const { id, organisationId } = consultation
      assertInScope(scope, organisationId)
      await tx.consultation.update({
        where: { organisationId_id: { organisationId, id } },
        data: columnsOf(consultation),
      })
    },
    feedback: async (organisationId, consultationId, memberId, { verdict, comment, at }) => {
      assertInScope(scope, organisationId)
      const given = { ...(verdict && { verdict }), ...(comment !== undefined && { comment }), at }
      await tx.feedback.upsert({
        where: { organisationId_consultationId_memberId: { organisationId, consultationId, memberId } },
        create: { organisationId, consultationId, memberId, ...given },
        update: given,
      })
    },
  }
}

export function turnLog({ tx, sql, scope }: Transaction): TurnLog {
  return {
    open: async (organisationId, conversation) => {
      assertInScope(scope, organisationId)
      await sql.query(
        `INSERT INTO conversation (key, organisation_id, address) VALUES ($1, $2::uuid, $3::jsonb) ON CONFLICT DO NOTHING`,
        [conversationKey(conversation), organisationId, JSON.stringify(conversation)],
      )
    },
    add: async (organisationId, { memberId, ...turn }) => {
      assertInScope(scope, organisationId)
      const id = randomUUID()
      await tx.turn.create({ data: { id, organisationId, memberId: memberId ?? null, ...turn } })
      return id
    },
    words: async (organisationId, messageId) => {
      assertInScope(scope, organisationId)
      const turn = await tx.turn.findFirst({ where: { organisationId, messageId }, select: { words: true } })
      return turn?.words ?? undefined
    },
    rewrite: async (organisationId, messageId, words) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.turn.updateMany({ where: { organisationId, messageId }, data: { words } })
      return count > 0
    },
  }
}

/** The inbox is not tenant-scoped: what guards it is the lease of the one conversation that is being decided in. */
export function arrivedQuestions({ sql, scope }: Transaction): ArrivedQuestions {
  function assertDecidedIn(conversationKey: string): void {
    if (scope.claim?.conversationKey !== conversationKey)
      throw new OutsideScope(`conversation ${conversationKey} is not the one being decided in`)
  }
  const waiting = `conversation_key = $1 AND state = 'pending' AND payload ->> 'type' = 'message' AND payload ->> 'message' = $2`
  /** Nor what its files are called, or where they stand. */
  const wordless = `payload = jsonb_set(jsonb_set(payload - 'markdown', '{text}', '""'), '{files}', '[]', false)`
  return {
    rewriteWaiting: async (conversationKey, message, words) => {
      assertDecidedIn(conversationKey)
      const rows = await sql.query(
        `UPDATE inbound_event SET payload = jsonb_set(payload - 'markdown', '{text}', to_jsonb($3::text)) WHERE ${waiting} RETURNING id`,
        [conversationKey, message, words],
      )
      return rows.length > 0
    },
    endWaiting: async (conversationKey, message) => {
      assertDecidedIn(conversationKey)
      const rows = await sql.query(
        `UPDATE inbound_event SET ${wordless}, state = 'handled', finished_at = clock_timestamp() WHERE ${waiting} RETURNING id`,
        [conversationKey, message],
      )
      return rows.length > 0
    },
    hide: async ({ eventId, conversationKey }, hide) => {
      assertDecidedIn(conversationKey)
      const [row] = await sql.query<{ payload: unknown }>(
        'SELECT payload FROM inbound_event WHERE id = $1 AND conversation_key = $2',
        [eventId, conversationKey],
      )
      const event = InboundEvent.safeParse(row?.payload).data
      if (!event) return
      await sql.query(
        `UPDATE inbound_event SET payload = (payload - 'markdown') || $2::jsonb WHERE id = $1`,
        [eventId, JSON.stringify(withWords(event, hide))],
      )
      if (event.from.platform === 'web' && 'message' in event && event.message)
        await hideInRoom(sql, event.message, hide)
    },
    forget: async (conversationKey, message) => {
      assertDecidedIn(conversationKey)
      await sql.query(
        `UPDATE inbound_event SET ${wordless}
         WHERE conversation_key = $1 AND payload ->> 'type' IN ('message', 'edit') AND payload ->> 'message' = $2`,
        [conversationKey, message],
      )
    },
  }
}

/** An id comes from a button, which may be forged: what is no UUID names nothing. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const columnsOf = (it: Consultation) => ({
  id: it.id,
  organisationId: it.organisationId,
  conversationKey: it.conversationKey,
  memberId: it.memberId,
  addressee: it.addressee,
  locale: it.locale,
  state: it.state,
  urgent: it.reply.urgent,
  subject: it.subject,
  question: it.question,
  files: [...it.files],
  missingFiles: [...it.missingFiles],
  reply: it.reply,
  questionMessage: it.questionMessage ?? null,
  answerRow: it.answerRow ?? null,
  ticketNumber: it.ticketNumber ?? null,
})

const consultationOf = (row: ConsultationRow): Consultation => ({
  id: row.id,
  organisationId: row.organisationId,
  conversationKey: row.conversationKey,
  memberId: row.memberId,
  addressee: row.addressee,
  locale: row.locale,
  state: row.state,
  subject: row.subject,
  question: row.question,
  files: row.files,
  missingFiles: row.missingFiles,
  reply: Reply.parse(row.reply),
  questionMessage: row.questionMessage ?? undefined,
  answerRow: row.answerRow ?? undefined,
  ticketNumber: row.ticketNumber ?? undefined,
  createdAt: row.createdAt,
})
