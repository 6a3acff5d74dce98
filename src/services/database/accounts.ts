import { accountIn, type ReadAccount } from '../../features/plans/index.ts'
import { ledgerStore } from './ledger-store.ts'
import type { Sql } from './sql.ts'

/** What is counted for an organisation, read outside any decision. */
export const createReadAccount =
  (sql: Sql): ReadAccount =>
  (organisationId, now) => {
    const ledger = ledgerStore({ sql, scope: { kind: 'organisation', organisationId } })
    return accountIn(ledger, { organisation: { id: organisationId }, now })
  }
