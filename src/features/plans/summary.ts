import type { Context, Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { Fact } from '../../chat/message.ts'
import { daysLeft, inForce } from './contract.ts'
import { phrases } from './phrases.ts'

/** The contract in two lines at most, for a card about its reader. */
export function contractSummary(
  { contract, now, timeZone }: Pick<Context, 'contract' | 'now' | 'timeZone'>,
  locale: Locale,
): readonly Fact[] {
  const { course, contract: words } = phrases[locale]
  const today = dayOf(now, timeZone)
  if (!contract) return [[words.title, words.none]]
  if (contract.startsOn > today) return [[words.title, words.notBegun(contract.startsOn)]]
  if (!inForce(contract, today)) return [[words.title, words.over(contract.endsOn)]]
  return [
    [words.course, course[contract.course]],
    [words.period, words.days(contract.startsOn, contract.endsOn, daysLeft(contract, today))],
  ]
}
