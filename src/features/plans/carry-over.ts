import type { Allowance, Contract } from '../../chat/context.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { kindOf } from './entitlement.ts'
import type { AllowanceSource } from './ledger.ts'
import type { Grant } from './purchase.ts'

/** Times that ended with a term. */
interface Lapsed {
  readonly allowance: Allowance
  readonly source: AllowanceSource
  readonly times: number
}

/** The renewal into which what is left of a term goes: the next course of its package, if it is one and the operator carries over. */
export function renewalAfter(
  catalogue: Catalogue,
  contracts: readonly Contract[],
  termId: string,
): Contract | undefined {
  if (catalogue.rules.carryOver === 'none') return undefined
  const courses = contracts.filter((it) => kindOf(catalogue, it) !== 'extra')
  const last = courses
    .filter((it) => it.termId === termId)
    .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn))
    .at(-1)
  if (!last) return undefined
  const sold = productOf(catalogue, last.product)?.package
  const [next] = courses
    .filter((it) => it.startsOn > last.endsOn && productOf(catalogue, it.product)?.package === sold)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
  return next && kindOf(catalogue, next) === 'renewal' ? next : undefined
}

export const carriedInto = (
  { termId, startsOn, endsOn }: Contract,
  lapsed: readonly Lapsed[],
): readonly Grant[] =>
  lapsed
    .filter(({ times }) => times > 0)
    .map(({ allowance, source, times }) => ({
      ...{ termId, allowance, source, times, revives: false },
      ...{ validFrom: startsOn, validTo: endsOn },
    }))

/** The reason of such a grant. */
export const CARRIED_OVER = 'carried over'
