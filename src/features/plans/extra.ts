import type { Context } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import { priceOf } from './account-cards.ts'
import { phrases } from './phrases.ts'

/** One more meeting, and what it costs, as members read it; undefined where none is sold. */
export function priceOfExtra(
  { member, contract }: Pick<Context, 'member' | 'contract'>,
  catalogue: Catalogue,
): { readonly code: string; readonly name: string; readonly price: string } | undefined {
  const { products } = catalogue
  const own = products.find(({ code }) => code === contract.contract?.product)?.package
  const extra = products.find(
    (it) => it.kind === 'extra' && it.package === own && it.allowances.webMeeting > 0,
  )
  const price = extra && priceOf(extra, catalogue, phrases[member.locale])
  return extra && price ? { code: extra.code, name: extra.name, price } : undefined
}
