import type { Context } from '../../chat/context.ts'
import type { ProductRules } from '../../ports/products.ts'

/** What of the past is open to a member: everything that is theirs to see, after the contract's end their own, or nothing. */
export function pastAccess(
  { contract, organisation }: Pick<Context, 'contract' | 'organisation'>,
  { accessAfterExpiry }: Pick<ProductRules, 'accessAfterExpiry'>,
): 'all' | 'own' | 'nothing' {
  if (organisation.kind === 'provider' || contract.standing !== 'expired') return 'all'
  return accessAfterExpiry === 'ownHistory' ? 'own' : 'nothing'
}
