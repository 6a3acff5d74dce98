import type { Context } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import { phrases } from './phrases.ts'

/** What one more meeting costs, as members read it; undefined where none is sold. */
export function priceOfExtra(
  { member, contract }: Pick<Context, 'member' | 'contract'>,
  { products, taxPercent }: Catalogue,
): { readonly product: string; readonly price: string } | undefined {
  const own = products.find(({ code }) => code === contract.contract?.product)?.package
  const extra = products.find(
    (it) => it.kind === 'extra' && it.package === own && it.allowances.webMeeting > 0,
  )
  if (extra?.price === undefined) return undefined
  const { amount } = phrases[member.locale].offer
  return {
    product: extra.name,
    price: amount(extra.price, Math.floor((extra.price * (100 + taxPercent)) / 100)),
  }
}
