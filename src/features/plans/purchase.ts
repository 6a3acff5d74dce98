import { type Allowance, allowances, type Contract, type Period } from '../../chat/context.ts'
import { addDays } from '../../chat/day.ts'
import { type Catalogue, type Product, productOf } from '../../ports/products.ts'
import { kindOf } from './entitlement.ts'
import type { AllowanceSource } from './ledger.ts'
import { firstOfNextMonth, lastDayOf, overlap } from './period.ts'

export interface PurchaseRequest {
  /** Of the contract that it becomes. */
  readonly id: string
  readonly product: Product
  readonly purchasedOn: string
  /** As an operator entered them: they win over what is computed. */
  readonly startsOn?: string | undefined
  readonly endsOn?: string | undefined
  /** A person of the provider has decided what the rules leave to one. */
  readonly agreed?: boolean
}

export type PurchaseOutcome =
  | { readonly kind: 'sold'; readonly contract: Contract; readonly grants: readonly Grant[] }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly against?: Contract }
  /** Nothing settles it: a person of the provider decides, and enters dates where they cannot be computed. */
  | { readonly kind: 'person'; readonly why: PersonReason }

export type Refusal =
  /** One begins with a course. */
  | 'courseFirst'
  | 'upgradeFirst'
  | 'alreadyPractice'
  | 'alreadyHeld'
  | 'notInForce'
  | 'endsBeforeStart'
  | 'overlaps'

export type PersonReason = 'upgradeInstead' | 'notSettled' | 'overAYearLate'

/** Times of an allowance that a purchase brings, and how long those of its term can be used. */
export interface Grant {
  readonly termId: string
  readonly allowance: Allowance
  readonly source: AllowanceSource
  /** 0: only the days change. */
  readonly times: number
  readonly validFrom: string
  /** Undefined: for ever. */
  readonly validTo: string | undefined
  /** Times that had lapsed with the course before count again. */
  readonly revives: boolean
}

/** What a purchase leads to, given everything that the organisation bought before. Pure; an operator's dates win. */
export function decidePurchase(
  catalogue: Catalogue,
  bought: readonly Contract[],
  request: PurchaseRequest,
): PurchaseOutcome {
  const { product, purchasedOn, agreed = false } = request
  const ofPackage = bought.filter((it) => packageOf(catalogue, it) === product.package)
  const courses = ofPackage
    .filter((it) => kindOf(catalogue, it) !== 'extra')
    .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn))
  const held = courses.at(-1)
  const rule = product.purchase[held?.product ?? 'none']
  const verdict = (held && held.endsOn < purchasedOn ? rule?.ended : rule?.inForce) ?? 'refused'
  if (verdict === 'refused') return { kind: 'refused', why: refusalOf(product, held) }
  if (verdict === 'person' && !agreed)
    return {
      kind: 'person',
      why:
        product.kind === 'course' && held && held.endsOn >= purchasedOn && held.course === 'learning'
          ? 'upgradeInstead'
          : 'notSettled',
    }
  if (product.kind === 'extra') return decideExtra(catalogue, courses, request)
  const period = periodOf(request, held)
  if (period === 'overAYearLate') return { kind: 'person', why: period }
  if (period.endsOn < period.startsOn) return { kind: 'refused', why: 'endsBeforeStart' }
  const base = product.kind === 'upgrade' ? held : undefined
  const against = courses.find((it) => it.id !== base?.id && overlap(it, period))
  if (against) return { kind: 'refused', why: 'overlaps', against }
  if (base && period.startsOn <= base.startsOn) return { kind: 'refused', why: 'overlaps', against: base }
  return sold(catalogue, request, period, base)
}

function sold(
  catalogue: Catalogue,
  { id, product, purchasedOn }: PurchaseRequest,
  period: Period,
  base: Contract | undefined,
): PurchaseOutcome {
  const together = base !== undefined && catalogue.rules.upgradeQuota === 'cumulative'
  const termId = together ? base.termId : id
  const midway = base !== undefined && purchasedOn < period.startsOn && purchasedOn <= base.endsOn
  const opensOn = midway ? greater(purchasedOn, base.opensOn) : period.startsOn
  const before = together ? productOf(catalogue, base.product) : undefined
  const grants = allowances.map(
    (allowance): Grant => ({
      ...{ termId, allowance, source: 'included' },
      times: Math.max(0, product.allowances[allowance] - (before?.allowances[allowance] ?? 0)),
      validFrom: opensOn,
      validTo: period.endsOn,
      revives: together,
    }),
  )
  const { code, course } = product
  const contract = { id, termId, product: code, course, purchasedOn, opensOn, ...period }
  return { kind: 'sold', contract, grants: grants.filter((it) => it.times > 0 || it.revives) }
}

/** Within the contract in force on its first day; where two are, that which lasts longer. */
function decideExtra(
  catalogue: Catalogue,
  courses: readonly Contract[],
  { id, product, purchasedOn, startsOn = purchasedOn, endsOn: entered }: PurchaseRequest,
): PurchaseOutcome {
  const within = courses.findLast((it) => it.opensOn <= startsOn && startsOn <= it.endsOn)
  if (!within) return { kind: 'refused', why: 'notInForce' }
  const { termId, course } = within
  const endsOn = entered ?? within.endsOn
  if (endsOn < startsOn) return { kind: 'refused', why: 'endsBeforeStart' }
  const contract = {
    ...{ id, termId, product: product.code, course, purchasedOn },
    ...{ opensOn: startsOn, startsOn, endsOn },
  }
  const lasts = entered === undefined && catalogue.rules.extraMeetingExpiry === 'never'
  const grants = allowances
    .filter((allowance) => product.allowances[allowance] > 0)
    .map(
      (allowance): Grant => ({
        ...{ termId, allowance, source: 'extra' },
        times: product.allowances[allowance],
        validFrom: startsOn,
        validTo: lasts ? undefined : endsOn,
        revives: false,
      }),
    )
  return { kind: 'sold', contract, grants }
}

function periodOf(
  { product, purchasedOn, startsOn: given, endsOn }: PurchaseRequest,
  held: Contract | undefined,
): Period | 'overAYearLate' {
  const startsOn = given ?? startOf(product, purchasedOn, held)
  const period = { startsOn, endsOn: endsOn ?? lastDayOf(startsOn, product.months) }
  const computed = given === undefined && endsOn === undefined
  return product.kind === 'renewal' && computed && period.endsOn < purchasedOn ? 'overAYearLate' : period
}

function startOf({ kind }: Product, purchasedOn: string, held: Contract | undefined): string {
  if (!held) return purchasedOn
  if (kind === 'renewal') return firstOfNextMonth(held.endsOn)
  // Together they last as long as the higher course does by itself.
  if (kind === 'upgrade' && held.endsOn >= purchasedOn) return addDays(held.endsOn, 1)
  return purchasedOn
}

function refusalOf({ kind }: Product, held: Contract | undefined): Refusal {
  if (!held) return 'courseFirst'
  switch (kind) {
    case 'course':
      return 'alreadyHeld'
    case 'upgrade':
      return 'alreadyPractice'
    case 'renewal':
      return 'upgradeFirst'
    case 'extra':
      return 'notInForce'
  }
}

const packageOf = (catalogue: Catalogue, { product }: Contract): string | undefined =>
  productOf(catalogue, product)?.package

const greater = (one: string, other: string): string => (one > other ? one : other)
