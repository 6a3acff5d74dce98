import type { Content, Contract, Course, Entitlement, Period } from '../../chat/context.ts'
import { addDays } from '../../chat/day.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'

/** Contracts of one term: what is counted together and shown as one period. */
interface Term extends Period {
  readonly contracts: readonly Contract[]
}

/** What an organisation may use on a day (ISO date), from everything it ever bought. */
export function entitlementOn(
  catalogue: Catalogue,
  contracts: readonly Contract[],
  day: string,
): Entitlement {
  const oldestFirst = contracts.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
  const courses = oldestFirst.filter((it) => kindOf(catalogue, it) !== 'extra')
  const open = courses.filter((it) => isOpen(catalogue, courses, it, day))
  const opened = new Set<Content>(open.flatMap((it) => contentsOf(catalogue, it)))
  const counted = ofMainPackage(catalogue, courses)
  const terms = termsOf(counted)
  const term = termAt(terms, open, day)
  const next = terms.find(({ startsOn }) => startsOn > day && startsOn > (term?.startsOn ?? ''))
  const inForce = term !== undefined && open.some((it) => term.contracts.includes(it))
  const contract = term && contractIn(term, open)
  return {
    standing: inForce ? 'inForce' : standingOf(term, next, day),
    course: inForce ? highest(open.filter((it) => term.contracts.includes(it))) : undefined,
    period: term && { startsOn: term.startsOn, endsOn: shownEnd(catalogue, term, next, day) },
    contract,
    next: next && { startsOn: next.startsOn, endsOn: next.endsOn },
    contracts: oldestFirst,
    opens: (content) => opened.has(content),
  }
}

export const kindOf = (catalogue: Catalogue, { product }: Contract) =>
  productOf(catalogue, product)?.kind ?? 'course'

/** A contract whose product the catalogue no longer knows opens what its course opens elsewhere. */
function contentsOf(catalogue: Catalogue, { product, course }: Contract): readonly Content[] {
  const known = productOf(catalogue, product) ?? catalogue.products.find((it) => it.course === course)
  return known?.opens ?? []
}

/** In the gap before a renewal only where the operator leaves it open. */
function isOpen(
  catalogue: Catalogue,
  courses: readonly Contract[],
  { opensOn, endsOn, product }: Contract,
  day: string,
): boolean {
  if (day < opensOn) return false
  if (day <= endsOn) return true
  if (catalogue.rules.gapDays === 'closed') return false
  const renewal = courses.find(
    (it) =>
      it.startsOn > endsOn &&
      kindOf(catalogue, it) === 'renewal' &&
      packageOf(catalogue, it.product) === packageOf(catalogue, product),
  )
  return renewal !== undefined && day < renewal.startsOn && renewal.purchasedOn <= day
}

const packageOf = (catalogue: Catalogue, product: string): string | undefined =>
  productOf(catalogue, product)?.package

/** Those of the package that comes first in the catalogue: what is shown as the contract. */
function ofMainPackage(catalogue: Catalogue, courses: readonly Contract[]): readonly Contract[] {
  const owned = catalogue.packages.find(({ code }) =>
    courses.some(({ product }) => packageOf(catalogue, product) === code),
  )
  if (!owned) return courses
  return courses.filter(({ product }) => (packageOf(catalogue, product) ?? owned.code) === owned.code)
}

function termsOf(courses: readonly Contract[]): readonly Term[] {
  return [...new Set(courses.map(({ termId }) => termId))]
    .map((termId): Term => {
      const contracts = courses.filter((it) => it.termId === termId)
      return {
        startsOn: least(contracts.map((it) => it.startsOn)),
        endsOn: greatest(contracts.map((it) => it.endsOn)),
        contracts,
      }
    })
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endsOn.localeCompare(b.endsOn))
}

function termAt(terms: readonly Term[], open: readonly Contract[], day: string): Term | undefined {
  return (
    terms.findLast(({ contracts }) => contracts.some((it) => open.includes(it))) ??
    terms.findLast(({ startsOn }) => startsOn <= day) ??
    terms[0]
  )
}

/** The one that gives the higher course of those that are open, else the last. */
function contractIn({ contracts }: Term, open: readonly Contract[]): Contract | undefined {
  const own = contracts.filter((it) => open.includes(it))
  const course = highest(own)
  return own.findLast((it) => it.course === course) ?? contracts.at(-1)
}

function standingOf(
  term: Term | undefined,
  next: Term | undefined,
  day: string,
): Exclude<Entitlement['standing'], 'inForce'> {
  if (!term) return 'none'
  if (term.startsOn > day) return 'notBegun'
  return next !== undefined || term.contracts.some(({ startsOn }) => startsOn > day) ? 'gap' : 'expired'
}

function shownEnd(catalogue: Catalogue, { endsOn }: Term, next: Term | undefined, day: string): string {
  const extended = catalogue.rules.gapDays === 'open' && next !== undefined && day > endsOn
  return extended ? addDays(next.startsOn, -1) : endsOn
}

const highest = (contracts: readonly Contract[]): Course | undefined =>
  contracts.some(({ course }) => course === 'practice') ? 'practice' : contracts[0]?.course

const least = (days: readonly string[]): string => days.toSorted().at(0) ?? ''
const greatest = (days: readonly string[]): string => days.toSorted().at(-1) ?? ''
