import {
  type Allowance,
  allowances,
  type Contract,
  type Organisation,
  type Period,
} from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import { type Balance, entitlementOn, type Hold, kindOf, type PlansStores } from '../plans/index.ts'

/** Everything that an organisation has bought, and how much of it is left. */
export interface Quota {
  readonly organisation: Organisation
  /** Oldest first. */
  readonly terms: readonly QuotaTerm[]
}

/** What is counted together: a course with its upgrade and extras, or a renewal. */
export interface QuotaTerm extends Period {
  readonly id: string
  /** The one that counts on the day it was asked for. */
  readonly inForce: boolean
  readonly contracts: readonly Contract[]
  readonly balances: readonly QuotaBalance[]
}

export interface QuotaBalance extends Balance {
  readonly holds: readonly Hold[]
}

/** Part of a decision; reads only. */
export async function quotaOf(
  { contracts, ledger }: PlansStores,
  catalogue: Catalogue,
  organisation: Organisation,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<Quota> {
  const bought = await contracts.of(organisation.id)
  const balances = await ledger.balances(organisation.id, now)
  const holds = await ledger.holds(organisation.id, now)
  return { organisation, terms: termsOf(catalogue, { bought, balances, holds }, today) }
}

function termsOf(
  catalogue: Catalogue,
  {
    bought,
    balances,
    holds,
  }: {
    readonly bought: readonly Contract[]
    readonly balances: readonly Balance[]
    readonly holds: readonly Hold[]
  },
  today: string,
): readonly QuotaTerm[] {
  const { standing, contract } = entitlementOn(catalogue, bought, today)
  const current = standing === 'inForce' ? contract?.termId : undefined
  return [...new Set(bought.map(({ termId }) => termId))]
    .map((id): QuotaTerm => {
      const contracts = bought.filter(({ termId }) => termId === id)
      const courses = contracts.filter((it) => kindOf(catalogue, it) !== 'extra')
      return {
        ...{ id, inForce: id === current, contracts },
        ...daysOf(courses.length > 0 ? courses : contracts),
        balances: balances
          .filter(({ termId }) => termId === id)
          .map((it) => ({ ...it, holds: holds.filter(({ balanceId }) => balanceId === it.id) }))
          .toSorted((a, b) => rank(a.allowance) - rank(b.allowance)),
      }
    })
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endsOn.localeCompare(b.endsOn))
}

function daysOf(contracts: readonly Contract[]): Period {
  const starts = contracts.map(({ startsOn }) => startsOn).toSorted()
  const ends = contracts.map(({ endsOn }) => endsOn).toSorted()
  return { startsOn: starts.at(0) ?? '', endsOn: ends.at(-1) ?? '' }
}

const rank = (allowance: Allowance): number => allowances.indexOf(allowance)
