import type { Contract } from '../../chat/context.ts'
import type { ContractStore } from '../../features/plans/index.ts'
import type { Contract as ContractRow } from '../../generated/prisma/client.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function contractStore({ tx, sql, scope }: Transaction): ContractStore {
  return {
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.contract.findMany({
        where: { organisationId },
        orderBy: [{ startsOn: 'asc' }, { createdAt: 'asc' }],
      })
      return rows.map(contractOfRow)
    },
    lock: async (organisationId) => {
      assertInScope(scope, organisationId)
      // The weaker lock: rows that refer to the organisation, such as messages, are written meanwhile.
      await sql.query('SELECT 1 FROM organisation WHERE id = $1::uuid FOR NO KEY UPDATE', [organisationId])
    },
    add: async (organisationId, { purchasedOn, opensOn, startsOn, endsOn, ...facts }) => {
      assertDesk(scope)
      await tx.contract.create({
        data: {
          ...{ organisationId, ...facts },
          purchasedOn: new Date(purchasedOn),
          opensOn: new Date(opensOn),
          startsOn: new Date(startsOn),
          endsOn: new Date(endsOn),
        },
      })
    },
    addAll: async (contracts) => {
      assertDesk(scope)
      await sql.query(
        `INSERT INTO contract (id, organisation_id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on)
         SELECT id, "organisationId", "termId", product, course, "purchasedOn", "opensOn", "startsOn", "endsOn"
         FROM jsonb_to_recordset($1::jsonb) AS it(
           id uuid, "organisationId" uuid, "termId" uuid, product text, course "Course",
           "purchasedOn" date, "opensOn" date, "startsOn" date, "endsOn" date)`,
        [JSON.stringify(contracts)],
      )
    },
  }
}

export const contractOfRow = (row: ContractRow): Contract => ({
  ...{ id: row.id, termId: row.termId, product: row.product, course: row.course },
  purchasedOn: isoDay(row.purchasedOn),
  opensOn: isoDay(row.opensOn),
  startsOn: isoDay(row.startsOn),
  endsOn: isoDay(row.endsOn),
})

/** Calendar days are stored as dates without a zone; Prisma hands them over as midnight UTC. */
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10)
