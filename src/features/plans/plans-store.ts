import type { Allowance, Contract } from '../../chat/context.ts'
import type { AllowanceSource, Balance, Counts, Hold, LedgerEntry } from './ledger.ts'
import type { Grant } from './purchase.ts'

export interface ContractStore {
  /** Oldest first. */
  of(organisationId: string): Promise<readonly Contract[]>
  /** Until the decision commits nobody else changes what this organisation has bought. */
  lock(organisationId: string): Promise<void>
  add(organisationId: string, contract: Contract): Promise<void>
  /** Many at once. Desk only. */
  addAll(contracts: readonly (Contract & { readonly organisationId: string })[]): Promise<void>
}

/** Who changes a balance, and when. */
export interface By {
  readonly actor: string
  readonly now: Date
  readonly reason?: string
}

/**
 * Times granted, held and used. Every change of a balance is an entry that stays for ever, in the same transaction; no change
 * makes more used and held than was granted, however many processes try.
 */
export interface LedgerStore {
  /** Of all terms, each allowance in the order in which they are used. A hold that has lapsed counts as left already. */
  balances(organisationId: string, now: Date): Promise<readonly Balance[]>
  /** Oldest first, at most 1,000. */
  entries(organisationId: string): Promise<readonly LedgerEntry[]>
  /** Open ones that have not lapsed, by the day on which they are used. */
  holds(organisationId: string, now: Date): Promise<readonly Hold[]>
  /** What a purchase brings. */
  grant(organisationId: string, contractId: string, grants: readonly Grant[], by: By): Promise<void>
  /** What many purchases bring, at most one of each organisation. Desk only. */
  grantAll(brought: readonly Brought[], by: By): Promise<void>
  /**
   * Sets one time aside, of a balance that can be used on `usedOn`: included ones first, then extra ones. An open hold for the
   * same purpose is returned as it is. Holds that have lapsed make room.
   */
  hold(organisationId: string, wanted: WantedHold, by: By): Promise<HoldOutcome>
  /** Lapses no more. @returns false when it is closed or has lapsed */
  keep(organisationId: string, holdId: string, now: Date): Promise<boolean>
  /** The time is used. @returns whether this call did it: false when it is closed or has lapsed */
  consume(organisationId: string, holdId: string, by: By): Promise<boolean>
  /** The time is free again. @returns as `consume` */
  release(organisationId: string, holdId: string, by: By): Promise<boolean>
  /** More or fewer times than a purchase brought, for a reason. Refused where fewer would be left than are used and held. */
  adjust(organisationId: string, change: Adjustment, by: By): Promise<'adjusted' | 'notEnoughLeft'>
  /** What is left of balances whose last day lies before `today` lapses. @returns what did */
  expire(organisationId: string, today: string, by: By): Promise<readonly Expired[]>
  /** Closes holds that have lapsed, of all organisations; those being changed stay for the next time. @returns how many. Desk only. */
  releaseLapsed(now: Date): Promise<number>
  /** Organisations that have something to expire, by id, at most `limit`. Desk only. */
  dueToExpire(today: string, limit: number, after?: string): Promise<readonly string[]>
  /** Organisations that have balances, by id, at most `limit`. Desk only. */
  organisations(limit: number, after?: string): Promise<readonly string[]>
  /** Balances that differ from the sum of their entries: there must be none. At most 100; of all unless some are named. Desk only. */
  differences(organisations?: readonly string[]): Promise<readonly Difference[]>
}

/** What one purchase brings. */
export interface Brought {
  readonly organisationId: string
  readonly contractId: string
  readonly grants: readonly Grant[]
}

export interface WantedHold {
  readonly allowance: Allowance
  readonly purpose: string
  readonly usedOn: string
  readonly lapsesAt?: Date
}

export type HoldOutcome =
  | { readonly kind: 'held'; readonly hold: Hold }
  /** None can be used on that day. */
  | { readonly kind: 'noneLeft' }

export interface Adjustment {
  readonly termId: string
  readonly allowance: Allowance
  readonly source: AllowanceSource
  /** Not 0. */
  readonly by: number
  /** Of a balance that begins with this. */
  readonly validFrom: string
  readonly validTo: string | undefined
}

export interface Expired {
  readonly balanceId: string
  readonly termId: string
  readonly allowance: Allowance
  readonly source: AllowanceSource
  readonly times: number
}

export interface Difference {
  readonly organisationId: string
  readonly balanceId: string
  readonly balance: Counts
  readonly entries: Counts
}

export interface PlansStores {
  readonly contracts: ContractStore
  readonly ledger: LedgerStore
}
