import { type KeptTrace, Trace, type TraceStore } from '../../features/consultation/index.ts'
import type { AnswerTrace as TraceRow } from '../../generated/prisma/client.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function traceStore({ tx, scope }: Transaction): TraceStore {
  return {
    keep: async (organisationId, consultationId, { trace, madeAt }) => {
      assertInScope(scope, organisationId)
      await tx.answerTrace.upsert({
        where: { organisationId_consultationId: { organisationId, consultationId } },
        create: { organisationId, consultationId, trace, madeAt },
        update: { trace, madeAt },
      })
    },
    of: async (organisationId, consultationId) => {
      assertInScope(scope, organisationId)
      const where = { organisationId_consultationId: { organisationId, consultationId } }
      return keptOf(await tx.answerTrace.findUnique({ where }))
    },
    ofTicket: async (organisationId, ticketNumber) => {
      assertInScope(scope, organisationId)
      return keptOf(
        await tx.answerTrace.findFirst({ where: { organisationId, consultation: { ticketNumber } } }),
      )
    },
    shown: async (organisationId, consultationId, row) => {
      assertInScope(scope, organisationId)
      await tx.answerTrace.update({
        where: { organisationId_consultationId: { organisationId, consultationId } },
        data: { shownRows: { push: row } },
      })
    },
    forget: async (organisationId, consultationId) => {
      assertInScope(scope, organisationId)
      await tx.answerTrace.deleteMany({ where: { organisationId, consultationId } })
    },
  }
}

/** One of a later version than this process knows is none to it. */
function keptOf(row: TraceRow | null): KeptTrace | undefined {
  const trace = Trace.safeParse(row?.trace).data
  if (!row || !trace) return undefined
  const { consultationId, madeAt, shownRows } = row
  return { consultationId, trace, madeAt, shownRows }
}
