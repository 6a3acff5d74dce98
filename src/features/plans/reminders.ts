import type { Contract } from '../../chat/context.ts'
import { addDays } from '../../chat/day.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { renewalAfter } from './carry-over.ts'
import { kindOf } from './entitlement.ts'
import { type Balance, leftOf } from './ledger.ts'

/** Before a contract's last day: the nearest that has come is told, those that were missed are not. */
export const REMINDER_DAYS = [7, 30, 60] as const
/** Before times that are left lapse. */
export const UNUSED_DAYS = 30

/** What a card tells: of one package, so that an organisation with one hears of all of it at once. */
export interface Reminder {
  /** Under which it is recorded as told. */
  readonly abouts: readonly string[]
  /** The contract of which it speaks, the last one of its package. */
  readonly contract: Contract
  /** Whether its end is what is told, or only times that lapse. */
  readonly ends: boolean
  /** Every balance of the terms at hand, for a whole picture. */
  readonly balances: readonly Balance[]
  /** Those of them that lapse soon with times left. */
  readonly unused: readonly Balance[]
}

export const contractAbout = (contractId: string, days: number): string => `contract:${contractId}:${days}`
export const allowanceAbout = (termId: string, lastDay: string): string => `allowance:${termId}:${lastDay}`

/** What an organisation's owners are to be told today. Pure. */
export function remindersOn(
  catalogue: Catalogue,
  contracts: readonly Contract[],
  balances: readonly Balance[],
  told: ReadonlySet<string>,
  today: string,
): readonly Reminder[] {
  const courses = contracts.filter((it) => kindOf(catalogue, it) !== 'extra')
  const packageOf = ({ product }: Contract) => productOf(catalogue, product)?.package
  return [...new Set(courses.map(packageOf))].flatMap((code): readonly Reminder[] => {
    const ofPackage = courses
      .filter((it) => packageOf(it) === code)
      .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn))
    const last = ofPackage.at(-1)
    if (!last) return []
    const stage = stageOn(last, told, today)
    const unused = balances.filter(
      (it) =>
        ofPackage.some(({ termId }) => termId === it.termId) &&
        lapsesSoon(it, today) &&
        !told.has(allowanceAbout(it.termId, it.validTo ?? '')) &&
        !renewalAfter(catalogue, contracts, it.termId),
    )
    const abouts = [
      ...(stage === undefined ? [] : [contractAbout(last.id, stage)]),
      ...new Set(unused.map(({ termId, validTo = '' }) => allowanceAbout(termId, validTo))),
    ]
    if (abouts.length === 0) return []
    const terms = new Set([...(stage === undefined ? [] : [last.termId]), ...unused.map((it) => it.termId)])
    const whole = balances.filter((it) => terms.has(it.termId) && (it.validTo ?? today) >= today)
    return [{ abouts, contract: last, ends: stage !== undefined, balances: whole, unused }]
  })
}

/** Undefined: nothing is due, or it was told, be it by a nearer one. */
function stageOn({ id, endsOn }: Contract, told: ReadonlySet<string>, today: string): number | undefined {
  if (endsOn < today) return undefined
  const stage = REMINDER_DAYS.find((days) => endsOn <= addDays(today, days))
  if (stage === undefined) return undefined
  const tellsIt = REMINDER_DAYS.filter((days) => days <= stage).some((days) =>
    told.has(contractAbout(id, days)),
  )
  return tellsIt ? undefined : stage
}

const lapsesSoon = (balance: Balance, today: string): boolean =>
  balance.validTo !== undefined &&
  today <= balance.validTo &&
  balance.validTo <= addDays(today, UNUSED_DAYS) &&
  leftOf(balance) > 0
