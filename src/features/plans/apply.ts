import type { Context } from '../../chat/context.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { ANYTHING } from './account-cards.ts'
import { phrases } from './phrases.ts'

/** What a consultant is asked when a member wants a product. @returns undefined for one that is not sold */
export function applicationOf(
  { member }: Pick<Context, 'member'>,
  catalogue: Catalogue,
  code: string,
): { readonly subject: string; readonly words: string } | undefined {
  const { subject, question, anything } = phrases[member.locale].ask
  if (code === ANYTHING) return anything
  const product = productOf(catalogue, code)
  return product && { subject: subject(product.name), words: question(product.name) }
}
