import type { Allowance } from '../../chat/context.ts'

/** What is used first: what a course includes, then what was bought on top. */
export const allowanceSources = ['included', 'extra'] as const
export type AllowanceSource = (typeof allowanceSources)[number]

/** Times of one allowance. At all times `0 ≤ used + held + expired ≤ granted`. */
export interface Counts {
  readonly granted: number
  readonly used: number
  readonly held: number
  /** Lapsed with the days in which they could be used. */
  readonly expired: number
}

/** Of one term; days are ISO dates in the desk's time zone, both included. */
export interface Balance extends Counts {
  readonly id: string
  readonly termId: string
  readonly allowance: Allowance
  readonly source: AllowanceSource
  readonly validFrom: string
  readonly validTo: string | undefined
}

export const ledgerEntryKinds = ['grant', 'hold', 'consume', 'release', 'expire', 'adjust'] as const
export type LedgerEntryKind = (typeof ledgerEntryKinds)[number]

export interface LedgerEntry {
  readonly id: string
  readonly balanceId: string
  readonly kind: LedgerEntryKind
  /** Negative only where an adjustment takes away, or an expiry is taken back. */
  readonly amount: number
  readonly holdId: string | undefined
  readonly contractId: string | undefined
  readonly reason: string | undefined
  /** Who did it: platform/workspace/user, or what part of the desk. */
  readonly actor: string
  readonly at: Date
}

/** One time that is set aside. */
export interface Hold {
  readonly id: string
  readonly balanceId: string
  readonly allowance: Allowance
  /** What it is for: booking:ID, review:ID. */
  readonly purpose: string
  readonly usedOn: string
  readonly lapsesAt: Date | undefined
}

export const NOTHING: Counts = { granted: 0, used: 0, held: 0, expired: 0 }

/** What is left to hold or use. */
export const leftOf = ({ granted, used, held, expired }: Counts): number => granted - used - held - expired

/** A balance rebuilt: what its entries sum up to, in any order. */
export const sumOf = (entries: readonly Pick<LedgerEntry, 'kind' | 'amount'>[]): Counts =>
  entries.reduce(withEntry, NOTHING)

function withEntry(counts: Counts, { kind, amount }: Pick<LedgerEntry, 'kind' | 'amount'>): Counts {
  switch (kind) {
    case 'grant':
    case 'adjust':
      return { ...counts, granted: counts.granted + amount }
    case 'hold':
      return { ...counts, held: counts.held + amount }
    case 'consume':
      return { ...counts, held: counts.held - amount, used: counts.used + amount }
    case 'release':
      return { ...counts, held: counts.held - amount }
    case 'expire':
      return { ...counts, expired: counts.expired + amount }
  }
}

/** All sources of one allowance together. */
export const totalOf = (balances: readonly Counts[]): Counts =>
  balances.reduce(
    (sum, it) => ({
      granted: sum.granted + it.granted,
      used: sum.used + it.used,
      held: sum.held + it.held,
      expired: sum.expired + it.expired,
    }),
    NOTHING,
  )

/** Whether times of this balance can be used on that day. */
export const usableOn = ({ validFrom, validTo }: Balance, day: string): boolean =>
  validFrom <= day && (validTo === undefined || day <= validTo)
