import type { Locale } from '../../chat/context.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import type { PersonReason, Refusal } from '../plans/index.ts'
import type { QuotaRefusal } from './adjust-quota.ts'
import type { ContractDay, ContractRefusal } from './contract-wish.ts'
import type { UnknownOrganisation } from './customer.ts'
import { phrases } from './phrases.ts'

/** What the fields of a form, or the options of a command, are called. */
export type FieldNames = Readonly<Record<ContractDay | 'agreed', string>>

type Words = (
  product: string,
  it: FieldNames,
  against?: { readonly product: string; readonly startsOn: string; readonly endsOn: string },
) => string

export interface ContractWords {
  readonly unknownOrganisation: (found: string) => string
  readonly unknownProduct: (found: string, known: string) => string
  readonly notADay: (found: string) => string
  readonly noPeriodOfItsOwn: (product: string, it: FieldNames) => string
  readonly refused: Readonly<Record<Refusal, Words>>
  readonly person: Readonly<Record<PersonReason, Words>>
}

/** Why a purchase was not recorded, and what to do about it. */
export function contractWords(
  refusal: ContractRefusal | UnknownOrganisation,
  catalogue: Catalogue,
  locale: Locale,
  names: FieldNames,
): string {
  const { contract: words } = phrases[locale]
  switch (refusal.kind) {
    case 'unknownOrganisation':
      return words.unknownOrganisation(refusal.found)
    case 'unknownProduct':
      return words.unknownProduct(refusal.found, productChoices(catalogue))
    case 'notADay':
      return words.notADay(refusal.found)
    case 'noPeriodOfItsOwn':
      return words.noPeriodOfItsOwn(refusal.product.name, names)
    case 'refused': {
      const { against, product, why } = refusal
      const named = against && { ...against, product: productName(catalogue, against.product) }
      return words.refused[why](product.name, names, named)
    }
    case 'person':
      return words.person[refusal.why](refusal.product.name, names)
  }
}

export function quotaWords(refusal: QuotaRefusal, locale: Locale): string {
  const { quota: words, contract } = phrases[locale]
  switch (refusal.kind) {
    case 'unknownOrganisation':
      return contract.unknownOrganisation(refusal.found)
    case 'noTermInForce':
      return words.noTermInForce
    case 'unknownTerm':
      return words.unknownTerm(refusal.found, refusal.terms.map(({ startsOn }) => startsOn).join(', '))
    case 'notEnoughLeft':
      return words.notEnoughLeft(refusal.left)
  }
}

/** LEARN（学習コース）, … */
export const productChoices = ({ products }: Catalogue): string =>
  products.map(({ code, name }) => `${code}（${name}）`).join('、')

export const productName = (catalogue: Catalogue, code: string): string =>
  productOf(catalogue, code)?.name ?? code
