import type { Catalogue } from '../../ports/products.ts'
import { CARRIED_OVER, carriedInto, renewalAfter } from './carry-over.ts'
import type { By, Expired, PlansStores } from './plans-store.ts'

/**
 * What is left of terms that ended before `today` lapses, or goes into the renewal that was bought. Part of a decision of the
 * desk; doing it again changes nothing. @returns what lapsed, also what was carried over
 */
export async function expireAllowances(
  { contracts, ledger }: PlansStores,
  catalogue: Catalogue,
  organisationId: string,
  today: string,
  by: By,
): Promise<readonly Expired[]> {
  await contracts.lock(organisationId)
  const lapsed = await ledger.expire(organisationId, today, by)
  if (lapsed.length === 0 || catalogue.rules.carryOver === 'none') return lapsed
  const bought = await contracts.of(organisationId)
  for (const termId of new Set(lapsed.map((it) => it.termId))) {
    const renewal = renewalAfter(catalogue, bought, termId)
    if (!renewal) continue
    const ofTerm = lapsed.filter((it) => it.termId === termId)
    const carried = { ...by, reason: CARRIED_OVER }
    await ledger.grant(organisationId, renewal.id, carriedInto(renewal, ofTerm), carried)
  }
  return lapsed
}
