import type { Contract } from '../../chat/context.ts'

/**
 * The contract that a day is judged by: the one in force, else the one that ended last before it, else the one that begins
 * next. Days are ISO dates, both ends included.
 */
export function contractOn(contracts: readonly Contract[], day: string): Contract | undefined {
  const byStart = [...contracts].sort((a, b) => a.startsOn.localeCompare(b.startsOn))
  return (
    byStart.findLast(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn) ??
    byStart.findLast(({ endsOn }) => endsOn < day) ??
    byStart.at(0)
  )
}

export const inForce = (contract: Contract | undefined, day: string): boolean =>
  contract !== undefined && contract.startsOn <= day && day <= contract.endsOn

/** Days from `day` to the contract's last, both included; 0 once it is over. */
export function daysLeft({ endsOn }: Contract, day: string): number {
  const days = Math.round((Date.parse(endsOn) - Date.parse(day)) / 86_400_000) + 1
  return Math.max(0, days)
}
