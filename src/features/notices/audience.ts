import type { Contract, Entitlement, Organisation } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { NoticeCategory } from '../../ports/knowledge.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { entitlementOn } from '../plans/index.ts'
import type { Audience, NoticeContent } from './notice.ts'

/** What is known of a customer when a notice is addressed. */
export interface Customer {
  readonly organisation: Organisation
  readonly contracts: readonly Contract[]
  readonly channels: readonly ConversationRef[]
  /** Each as they are known on every platform, the one that they joined with first. */
  readonly owners: readonly (readonly MemberRef[])[]
  readonly declined: readonly NoticeCategory[]
  readonly tags: readonly string[]
  /** 18:00-09:00 */
  readonly quietHours: string | undefined
  /** Whether the item that the audience asks for is done on their sheet; undefined: not asked, or they have none. */
  readonly itemDone?: boolean | undefined
}

/** Why a customer whom the audience names does not get it. */
export const exclusions = ['notInContract', 'notInCourse', 'declined', 'nobody'] as const
export type Exclusion = (typeof exclusions)[number]

export interface Addressed {
  readonly included: readonly Customer[]
  readonly excluded: readonly { readonly customer: Customer; readonly why: Exclusion }[]
  /** Codes that the audience names and nobody has. */
  readonly unknown: readonly string[]
}

export interface AddressingRules {
  readonly catalogue: Catalogue
  /** Categories that nobody can decline. */
  readonly mandatory: readonly NoticeCategory[]
  /** ISO date on which the contracts are looked at. */
  readonly today: string
}

/** Who gets a notice of this category, and who of those named does not. Pure. */
export function addressed(
  audience: Audience,
  category: NoticeCategory,
  customers: readonly Customer[],
  rules: AddressingRules,
): Addressed {
  const named = customers.filter((it) => isNamed(it, audience))
  const included: Customer[] = []
  const excluded: { customer: Customer; why: Exclusion }[] = []
  for (const customer of named) {
    const why = exclusionOf(customer, audience, category, rules)
    if (why) excluded.push({ customer, why })
    else included.push(customer)
  }
  const codes = new Set(customers.map(({ organisation }) => organisation.code))
  return { included, excluded, unknown: audience.organisations.filter((it) => !codes.has(it)) }
}

/** By what does not change from one day to the next. */
function isNamed({ organisation, tags, itemDone }: Customer, audience: Audience): boolean {
  if (audience.organisations.length > 0 && !audience.organisations.includes(organisation.code)) return false
  if (audience.tags.length > 0 && !audience.tags.some((it) => tags.includes(it))) return false
  if (!audience.item) return true
  return itemDone !== undefined && itemDone === (audience.item.state === 'done')
}

/** @returns undefined for who gets it */
export function exclusionOf(
  customer: Customer,
  audience: Audience,
  category: NoticeCategory,
  { catalogue, mandatory, today }: AddressingRules,
): Exclusion | undefined {
  const entitlement = entitlementOn(catalogue, customer.contracts, today)
  if (entitlement.standing !== 'inForce') return 'notInContract'
  if (!isOpenTo(category, entitlement) || !isInCourse(entitlement, audience, catalogue)) return 'notInCourse'
  if (customer.declined.includes(category) && !mandatory.includes(category)) return 'declined'
  return customer.channels.length === 0 && customer.owners.length === 0 ? 'nobody' : undefined
}

/** お役立ち情報配信 belongs to the practice course, as do the よろづ相談会; news of the service are for all. */
function isOpenTo(category: NoticeCategory, entitlement: Entitlement): boolean {
  switch (category) {
    case 'guideline':
    case 'law':
    case 'threat':
      return entitlement.opens('news')
    case 'roundTable':
      return entitlement.opens('roundTable')
    case 'service':
      return true
  }
}

function isInCourse({ course, contract }: Entitlement, audience: Audience, catalogue: Catalogue): boolean {
  if (audience.course !== '' && course !== audience.course) return false
  if (audience.package === '') return true
  return contract !== undefined && productOf(catalogue, contract.product)?.package === audience.package
}

/** Where its owners read alone is used where there is no channel. */
export const placesOf = ({ channels, owners }: Customer): number =>
  channels.length > 0 ? channels.length : owners.length

/** What two notices that say the same have in common. */
export const wordsOf = ({ title, body }: NoticeContent): string => `${title.trim()}\n${body.trim()}`
