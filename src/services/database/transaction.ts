import type { Prisma } from '../../generated/prisma/client.ts'
import type { Scope } from '../../ports/unit-of-work.ts'
import type { Sql } from './sql.ts'

/** What every store is made of: one transaction and whose rows it may touch. */
export interface Transaction {
  readonly tx: Prisma.TransactionClient
  readonly sql: Sql
  readonly scope: Scope
}

/** A store call named an organisation that is not the scope's: a programming error, never let through. */
export class OutsideScope extends Error {
  override readonly name = 'OutsideScope'
}

/** Every store call passes here before it touches a row. @throws OutsideScope */
export function assertInScope(scope: Scope, organisationId: string): void {
  if (scope.kind === 'desk' || scope.organisationId === organisationId) return
  throw new OutsideScope(`organisation ${organisationId} named in the scope of ${scope.organisationId}`)
}

/** @throws OutsideScope for anything but the desk */
export function assertDesk(scope: Scope): void {
  if (scope.kind !== 'desk') throw new OutsideScope('only the desk may do this')
}

export const sqlOf = (tx: Prisma.TransactionClient): Sql => ({
  query: <Row>(statement: string, values: readonly unknown[] = []) =>
    tx.$queryRawUnsafe<readonly Row[]>(statement, ...values),
})
