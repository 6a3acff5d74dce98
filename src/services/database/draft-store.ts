import type { Draft, DraftStore } from '../../features/escalation/answer/index.ts'
import type { ReplyDraft } from '../../generated/prisma/client.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function draftStore({ tx, sql, scope }: Transaction): DraftStore {
  return {
    of: async (organisationId, number) => {
      assertDesk(scope)
      await sql.query(
        'SELECT 1 FROM reply_draft WHERE organisation_id = $1::uuid AND number = $2 FOR UPDATE',
        [organisationId, number],
      )
      const row = await tx.replyDraft.findUnique({
        where: { organisationId_number: { organisationId, number } },
      })
      return row ? draftOf(row) : undefined
    },
    save: async ({ organisationId, number, by, sources, ...draft }) => {
      assertDesk(scope)
      const { providerId, id: consultantId, name: consultantName } = by
      const columns = { ...draft, sources: [...sources], providerId, consultantId, consultantName }
      await tx.replyDraft.upsert({
        where: { organisationId_number: { organisationId, number } },
        create: { organisationId, number, ...columns },
        update: columns,
      })
    },
    remove: async (organisationId, id) => {
      assertDesk(scope)
      const { count } = await tx.replyDraft.deleteMany({ where: { organisationId, id } })
      return count > 0
    },
    earlier: async (organisationId, { memberId, besides }, limit) => {
      assertDesk(scope)
      return sql.query<{ number: number; subject: string; words: string }>(
        `SELECT t.number, t.content->>'subject' AS subject, string_agg(c.words, E'\\n\\n' ORDER BY c.seq) AS words
         FROM ticket t JOIN carried_message c ON c.organisation_id = t.organisation_id AND c.number = t.number
         WHERE t.organisation_id = $1::uuid AND t.member_id = $2::uuid AND t.number <> $3
           AND t.withdrawn_at IS NULL AND c."to" = 'customer' AND c.words IS NOT NULL
         GROUP BY t.number, t.content->>'subject' ORDER BY t.number DESC LIMIT $4`,
        [organisationId, memberId, besides, limit],
      )
    },
  }
}

const draftOf = ({ providerId, consultantId, consultantName, ...row }: ReplyDraft): Draft => ({
  ...row,
  by: { providerId, id: consultantId, name: consultantName },
})
