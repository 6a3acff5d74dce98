import type { ContractCodeStore, RegistrationCodes, StaffCodeStore } from '../../features/membership/index.ts'
import type { Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export const createRegistrationCodes = (sql: Sql): RegistrationCodes => ({
  organisationOf: async (codeHash) => {
    const [row] = await sql.query<{ organisation_id: string }>(
      `SELECT organisation_id FROM contract_code WHERE code_hash = $1
       UNION ALL SELECT organisation_id FROM staff_code WHERE code_hash = $1`,
      [codeHash],
    )
    return row?.organisation_id
  },
})

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
    isInForce: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const inForce = { organisationId, codeHash, revokedAt: null, expiresAt: { gt: now } }
      return (await tx.contractCode.count({ where: inForce })) === 1
    },
    use: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.contractCode.updateMany({
        where: { organisationId, codeHash, revokedAt: null, expiresAt: { gt: now } },
        data: { uses: { increment: 1 } },
      })
      return count === 1
    },
  }
}

export function staffCodeStore({ tx, scope }: Transaction): StaffCodeStore {
  return {
    issue: async (organisationId, code) => {
      assertInScope(scope, organisationId)
      await tx.staffCode.create({ data: { organisationId, ...code } })
    },
    inForceSince: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const row = await tx.staffCode.findFirst({
        where: { organisationId, codeHash, usedAt: null, expiresAt: { gt: now } },
      })
      return row?.createdAt
    },
    use: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.staffCode.updateMany({
        where: { organisationId, codeHash, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      })
      return count === 1
    },
    withdraw: async (organisationId, issuedBy, now) => {
      assertInScope(scope, organisationId)
      await tx.staffCode.updateMany({
        where: { organisationId, issuedBy, usedAt: null, expiresAt: { gt: now } },
        data: { expiresAt: now },
      })
    },
  }
}
