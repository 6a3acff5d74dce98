import type { Allowance, Content, Course } from '../chat/context.ts'

/** What the provider sells and by which rules, as curated in `knowledge/products.yaml`. */
export interface Catalogue {
  /** Of the consumption tax, for prices that include it: whole per cent. */
  readonly taxPercent: number
  /** The first is the one that most customers have. */
  readonly packages: readonly Package[]
  readonly products: readonly Product[]
  readonly rules: ProductRules
  readonly sources: ProductSources
}

/** Sections of the guide that say to members what the catalogue says to the desk: DOC-PLAN#1 … */
export interface ProductSources {
  readonly products: string
  readonly contents: string
  readonly counting: string
  readonly purchase: string
  readonly renewal: string
  readonly upgrade: string
}

export interface Package {
  readonly code: string
  readonly name: string
}

export interface Product {
  /** LEARN, PRACT, UPG, ADD1, RENEW … Never reused. */
  readonly code: string
  /** A package's code. */
  readonly package: string
  readonly name: string
  readonly kind: ProductKind
  /** What it opens is what this course opens. An extra leaves the course as it is. */
  readonly course: Course
  /** Yen, tax excluded; undefined where the desk does not know it. */
  readonly price: number | undefined
  /** Calendar months; 0 for an extra, which has no period of its own. */
  readonly months: number
  /** Times; 0 of what it does not include. */
  readonly allowances: Readonly<Record<Allowance, number>>
  readonly opens: readonly Content[]
  /** Whom it suits, in the operator's own words. */
  readonly suits: readonly string[]
  /** By what an organisation has of the same package: `none`, or a product's code. What is not named cannot be bought. */
  readonly purchase: Readonly<Record<string, PurchaseRule>>
}

/**
 * `course`: where one begins. `upgrade`: goes on from a lower course within one term. `renewal`: a term of its own, from the first
 * of the month after the last. `extra`: more times within the contract in force.
 */
export type ProductKind = 'course' | 'upgrade' | 'renewal' | 'extra'

/** While the product that it names is in force or still to begin, and once it is over. For `none` both are the same. */
export interface PurchaseRule {
  readonly inForce: PurchaseVerdict
  readonly ended: PurchaseVerdict
}

/** `person`: nothing settles it; a person of the provider decides. */
export type PurchaseVerdict = 'allowed' | 'refused' | 'person'

/** What the provider's material leaves open, settled by the operator. */
export interface ProductRules {
  /** Whether an upgrade's times include those of the course before it, or come on top. */
  readonly upgradeQuota: 'cumulative' | 'additive'
  /** What becomes of times that are left when a term ends. */
  readonly carryOver: 'none' | 'intoRenewal'
  /** How long an extra meeting can be used: within the term in which it was bought, or as long as one is a customer. */
  readonly extraMeetingExpiry: 'contractEnd' | 'never'
  /** Days between the end of a contract and the renewal that was bought. */
  readonly gapDays: 'closed' | 'open'
  /** What a former customer may still see. */
  readonly accessAfterExpiry: 'ownHistory' | 'nothing'
}

export const productOf = ({ products }: Catalogue, code: string): Product | undefined =>
  products.find((it) => it.code === code)
