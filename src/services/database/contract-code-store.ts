import type { ContractCodeStore } from '../../features/membership/index.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function contractCodeStore({ tx, sql, scope }: Transaction): ContractCodeStore {
  return {
    issue: async (organisationId, code) => {
      assertDesk(scope)
      await tx.contractCode.create({ data: { organisationId, ...code } })
    },
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.contractCode.findMany({
        where: { organisationId },
        orderBy: { createdAt: 'desc' },
        omit: { organisationId: true, codeHash: true },
      })
      return rows.map(({ revokedAt, ...code }) => ({ ...code, revokedAt: revokedAt ?? undefined }))
    },
    revoke: async (organisationId, ending, now) => {
      assertDesk(scope)
      const rows = await sql.query<{ ending: string }>(
        `UPDATE contract_code SET revoked_at = $3 WHERE organisation_id = $1::uuid AND ($2::text IS NULL OR ending = $2)
           AND revoked_at IS NULL AND expires_at > $3 RETURNING ending`,
        [organisationId, ending ?? null, now],
      )
      return rows.map((it) => it.ending)
    },
  }
}
