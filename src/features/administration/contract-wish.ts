import type { Contract } from '../../chat/context.ts'
import { type Catalogue, type Product, productOf } from '../../ports/products.ts'
import type { PersonReason, PurchaseRequest, Refusal } from '../plans/index.ts'
import { dayIn } from './day-in.ts'

/** What an operator says an organisation has bought, as they wrote it. */
export interface ContractWish {
  readonly product: string
  readonly purchasedOn?: string | undefined
  readonly startsOn?: string | undefined
  readonly endsOn?: string | undefined
  /** A person has decided what the rules leave to one. */
  readonly agreed?: boolean
}

export const contractDays = ['purchasedOn', 'startsOn', 'endsOn'] as const
export type ContractDay = (typeof contractDays)[number]

/** Why a purchase is not recorded. */
export type ContractRefusal =
  | { readonly kind: 'unknownProduct'; readonly found: string; readonly known: readonly Product[] }
  | { readonly kind: 'notADay'; readonly field: ContractDay; readonly found: string }
  /** Of a product that adds to the contract in force: it takes the day of purchase alone. */
  | { readonly kind: 'noPeriodOfItsOwn'; readonly product: Product }
  | {
      readonly kind: 'refused'
      readonly why: Refusal
      readonly product: Product
      readonly against?: Contract
    }
  | { readonly kind: 'person'; readonly why: PersonReason; readonly product: Product }

/** The purchase that is meant, bought today unless a day is given. Pure. */
export function requestOf(
  catalogue: Catalogue,
  wish: ContractWish,
  today: string,
  id: string,
): { readonly kind: 'request'; readonly request: PurchaseRequest } | ContractRefusal {
  const product = productCalled(catalogue, wish.product)
  if (!product) return { kind: 'unknownProduct', found: wish.product, known: catalogue.products }
  const days = Object.fromEntries(contractDays.map((field) => [field, dayOf(wish[field])]))
  const wrong = contractDays.find((field) => days[field] === undefined && wish[field]?.trim())
  if (wrong) return { kind: 'notADay', field: wrong, found: wish[wrong] ?? '' }
  const { purchasedOn, startsOn, endsOn } = days
  const common = { id, product, agreed: wish.agreed ?? false }
  if (product.kind !== 'extra')
    return { kind: 'request', request: { ...common, purchasedOn: purchasedOn ?? today, startsOn, endsOn } }
  if (
    endsOn !== undefined ||
    (startsOn !== undefined && purchasedOn !== undefined && startsOn !== purchasedOn)
  )
    return { kind: 'noPeriodOfItsOwn', product }
  return { kind: 'request', request: { ...common, purchasedOn: purchasedOn ?? startsOn ?? today } }
}

/** By its code or its name. */
export function productCalled(catalogue: Catalogue, words: string): Product | undefined {
  const called = plain(words)
  return (
    productOf(catalogue, called.toUpperCase()) ??
    catalogue.products.find(({ name }) => plain(name) === called)
  )
}

const dayOf = (words: string | undefined): string | undefined => (words?.trim() ? dayIn(words) : undefined)

const plain = (words: string): string => words.normalize('NFKC').replace(/\s/g, '')
