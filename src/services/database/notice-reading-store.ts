import { z } from 'zod'
import type { NoticeReadingStore } from '../../features/notices/index.ts'
import { underMessage } from '../outbox/shown.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function noticeReadingStore({ tx, sql, scope }: Transaction): NoticeReadingStore {
  return {
    readings: async (organisationId, noticeId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.noticeAcknowledgement.findMany({
        where: { organisationId, noticeId },
        orderBy: [{ at: 'asc' }, { memberId: 'asc' }],
        include: { member: { select: { name: true } } },
      })
      return rows.map(({ memberId, member: { name }, at }) => ({ memberId, name, at }))
    },
    acknowledged: async (organisationId, noticeIds) => {
      assertInScope(scope, organisationId)
      const rows = await tx.noticeAcknowledgement.findMany({
        where: { organisationId, noticeId: { in: [...noticeIds] } },
        distinct: ['noticeId'],
        select: { noticeId: true },
      })
      return rows.map(({ noticeId }) => noticeId)
    },
    counts: async (organisationId) => {
      assertInScope(scope, organisationId)
      const [row] = await sql.query<unknown>(COUNTS, [organisationId])
      return Counts.parse(row)
    },
    under: async (organisationId, thread) => {
      assertInScope(scope, organisationId)
      const row = await underMessage(sql, thread)
      if (row === undefined) return undefined
      const [found] = await sql.query<{ id: string }>(UNDER, [organisationId, row])
      return found?.id
    },
  }
}

const COUNTS = `
  SELECT count(*)::int AS told,
         count(*) FILTER (WHERE n.content->>'acknowledge' = 'true' AND NOT EXISTS (
           SELECT FROM notice_acknowledgement a
           WHERE a.organisation_id = r.organisation_id AND a.notice_id = r.notice_id))::int AS awaiting
  FROM notice_recipient r JOIN notice n ON n.id = r.notice_id
  WHERE r.organisation_id = $1::uuid AND r.state = 'handed' AND n.state IN ('sending', 'sent')`

const Counts = z.object({ told: z.number(), awaiting: z.number() })

const UNDER = `
  SELECT n.id::text AS id
  FROM outbound_message o
  JOIN notice_edition e ON e.wave = o.wave
  JOIN notice n ON n.id = e.notice_id
  JOIN notice_recipient r ON r.notice_id = n.id AND r.organisation_id = o.organisation_id
  WHERE o.organisation_id = $1::uuid AND o.id = $2::uuid AND r.state = 'handed' AND n.state IN ('sending', 'sent')`
