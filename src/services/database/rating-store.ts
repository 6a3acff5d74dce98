import { type RatingStore, scoreOf } from '../../features/escalation/index.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function ratingStore({ tx, scope }: Transaction): RatingStore {
  return {
    of: async (organisationId, number, memberId) => {
      assertInScope(scope, organisationId)
      const row = await tx.ticketRating.findUnique({
        where: { organisationId_number_memberId: { organisationId, number, memberId } },
      })
      const score = row && scoreOf(row.score)
      return row && score ? { memberId, score, comment: row.comment, at: row.at } : undefined
    },
    save: async (organisationId, number, { memberId, ...rating }) => {
      assertInScope(scope, organisationId)
      await tx.ticketRating.upsert({
        where: { organisationId_number_memberId: { organisationId, number, memberId } },
        create: { organisationId, number, memberId, ...rating },
        update: rating,
      })
    },
  }
}
