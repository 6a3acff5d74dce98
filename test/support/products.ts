import { readFileSync } from 'node:fs'
import type { Entitlement } from '#src/chat/context.ts'
import { entitlementOn } from '#src/features/plans/index.ts'
import type { Catalogue, Product, ProductRules } from '#src/ports/products.ts'
import { productOf } from '#src/ports/products.ts'
import { parseProducts } from '#src/services/knowledge/read-products.ts'

const read = parseProducts('products.yaml', readFileSync('knowledge/products.yaml', 'utf8'))
if (read.kind === 'failed') throw new Error(JSON.stringify(read.problems))

/** What is sold, as shipped. */
export const catalogue: Catalogue = read.value

/** The same with other settings. */
export const catalogueWith = (rules: Partial<ProductRules>): Catalogue => ({
  ...catalogue,
  rules: { ...catalogue.rules, ...rules },
})

export function product(code: string): Product {
  const found = productOf(catalogue, code)
  if (!found) throw new Error(`there is no product ${code}`)
  return found
}

/** Of an organisation that bought one product for these days. */
export function entitlement(code: string, startsOn: string, endsOn: string, today: string): Entitlement {
  const contract = {
    ...{ id: 'c', termId: 'c', product: code, course: product(code).course },
    ...{ purchasedOn: startsOn, opensOn: startsOn, startsOn, endsOn },
  }
  return entitlementOn(catalogue, [contract], today)
}

/** Of an organisation that never bought anything. */
export const noContract: Entitlement = entitlementOn(catalogue, [], '2026-11-24')
