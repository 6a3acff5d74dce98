import { randomUUID } from 'node:crypto'
import type { Allowance } from '#src/chat/context.ts'
import { type Balance, leftOf, recordPurchase, totalOf } from '#src/features/plans/index.ts'
import type { PurchaseRequest } from '#src/features/plans/purchase.ts'
import type { Catalogue } from '#src/ports/products.ts'
import type { Say, Scope } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { catalogue, product } from './products.ts'

export type Stores = ReturnType<typeof storesOf>
type Work<T> = (stores: Stores, say: Say) => Promise<T>

export const NOW = new Date('2026-05-11T09:30:00+09:00')
export const BY = { actor: 'test', now: NOW }

/** Customers without people: what they buy and use, through the stores, each step a decision of its own. */
export interface Customers {
  add(): Promise<string>
  buys(organisationId: string, code: string, purchasedOn: string, more?: Buying): Promise<string>
  asDesk<T>(work: Work<T>): Promise<T>
  asCustomer<T>(organisationId: string, work: Work<T>): Promise<T>
}

type Buying = Partial<PurchaseRequest> & { readonly catalogue?: Catalogue }

export async function customersIn(database: Database): Promise<Customers> {
  const provider = (await ensureProvider(database)).id
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  const asDesk = <T>(work: Work<T>) => decide<T>({ kind: 'desk', organisationId: provider }, work)
  return {
    asDesk,
    asCustomer: (organisationId, work) => decide(scopeOf(organisationId), work),
    add: async () => {
      const id = randomUUID()
      const organisation = { id, code: id.toUpperCase(), name: 'みなと', kind: 'customer' as const }
      await asDesk(({ membership }) => membership.createOrganisation(organisation))
      return id
    },
    buys: (organisationId, code, purchasedOn, { catalogue: rules = catalogue, ...more } = {}) =>
      asDesk(async (stores) => {
        const request = { id: randomUUID(), product: product(code), purchasedOn, ...more }
        const outcome = await recordPurchase(stores, rules, organisationId, request, BY)
        if (outcome.kind !== 'sold') throw new Error(`${code} is not sold: ${outcome.why}`)
        return outcome.contract.id
      }),
  }
}

export const scopeOf = (organisationId: string): Scope => ({ kind: 'organisation', organisationId })

/** What is left of one allowance, of all terms. */
export const leftIn = (balances: readonly Balance[], allowance: Allowance): number =>
  leftOf(totalOf(balances.filter((it) => it.allowance === allowance)))
