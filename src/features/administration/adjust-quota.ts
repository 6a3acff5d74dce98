import type { Allowance, Organisation } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { AuditStore } from '../membership/index.ts'
import { type By, type Counts, leftOf, type PlansStores } from '../plans/index.ts'
import type { AdministrationStore } from './administration-store.ts'
import { customerOf, type UnknownOrganisation } from './customer.ts'
import { type QuotaTerm, quotaOf } from './quota.ts'

export interface QuotaChange {
  /** Its code. */
  readonly organisation: string
  readonly allowance: Allowance
  /** Not 0; negative takes away. */
  readonly by: number
  /** The first day of the term that is meant, or its id; absent: the one in force. */
  readonly term?: string | undefined
}

export type QuotaRefusal =
  | UnknownOrganisation
  /** Nothing is in force, and no term was named. */
  | { readonly kind: 'noTermInForce'; readonly terms: readonly QuotaTerm[] }
  | { readonly kind: 'unknownTerm'; readonly found: string; readonly terms: readonly QuotaTerm[] }
  /** More would be taken away than is neither used nor held. */
  | { readonly kind: 'notEnoughLeft'; readonly left: number }

export type QuotaOutcome =
  | {
      readonly kind: 'adjusted'
      readonly organisation: Organisation
      readonly term: QuotaTerm
      readonly allowance: Allowance
      readonly before: Counts
      readonly after: Counts
    }
  | QuotaRefusal

type Reading = PlansStores & { readonly administration: AdministrationStore }

/**
 * More or fewer times than was bought, for a reason. What is taken away is taken from the included times, from the extra ones where
 * those are not enough by themselves. Part of a decision.
 */
export async function adjustQuota(
  stores: Reading & { readonly audit: AuditStore },
  catalogue: Catalogue,
  change: QuotaChange,
  by: By & { readonly reason: string; readonly today: string },
): Promise<QuotaOutcome> {
  const judged = await judgeAdjustment(stores, catalogue, change, by)
  if (judged.kind !== 'possible') return judged
  const { organisation, term, source, before } = judged
  const { allowance } = change
  const outcome = await stores.ledger.adjust(
    organisation.id,
    {
      ...{ termId: term.id, allowance, source, by: change.by },
      validFrom: judged.validFrom,
      validTo: judged.validTo,
    },
    by,
  )
  if (outcome === 'notEnoughLeft') return { kind: 'notEnoughLeft', left: leftOf(before) }
  const after = { ...before, granted: before.granted + change.by }
  await stores.audit.record(organisation.id, {
    actor: by.actor,
    what: 'quota.adjust',
    details: { term: term.id, allowance, source, by: change.by, reason: by.reason, before, after },
  })
  return { kind: 'adjusted', organisation, term, allowance, before, after }
}

/** Whether it could be adjusted so now, and of which balance. Reads only. */
export async function judgeAdjustment(
  stores: Reading,
  catalogue: Catalogue,
  { organisation: code, allowance, by, term: named }: QuotaChange,
  { now, today }: { readonly now: Date; readonly today: string },
) {
  const customer = await customerOf(stores.administration, code)
  if (customer.kind !== 'customer') return customer
  const { organisation } = customer
  const { terms } = await quotaOf(stores, catalogue, organisation, { now, today })
  const term = terms.find((it) =>
    named === undefined ? it.inForce : it.startsOn === named || it.id === named,
  )
  if (!term)
    return named === undefined
      ? ({ kind: 'noTermInForce', terms } as const)
      : ({ kind: 'unknownTerm', found: named, terms } as const)
  const own = term.balances.filter((it) => it.allowance === allowance)
  const balance = own.find((it) => by > 0 || leftOf(it) + by >= 0)
  if (!balance && by < 0) return { kind: 'notEnoughLeft', left: Math.max(0, ...own.map(leftOf)) } as const
  const { granted = 0, used = 0, held = 0, expired = 0 } = balance ?? {}
  return {
    kind: 'possible',
    ...{ organisation, term, before: { granted, used, held, expired } },
    source: balance?.source ?? ('included' as const),
    validFrom: balance?.validFrom ?? term.startsOn,
    validTo: balance ? balance.validTo : term.endsOn,
  } as const
}
