import type { Context, Entitlement, Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { Fact } from '../../chat/message.ts'
import { daysBetween } from './period.ts'
import { phrases } from './phrases.ts'

/** The contract in two lines at most, for a card about its reader. */
export function contractSummary(
  { contract, now, timeZone }: Pick<Context, 'contract' | 'now' | 'timeZone'>,
  locale: Locale,
): readonly Fact[] {
  const { course, contract: words } = phrases[locale]
  if (contract.standing !== 'inForce' || !contract.period || !contract.course)
    return [[words.title, outside(contract, locale)]]
  const { startsOn, endsOn } = contract.period
  const left = daysBetween(dayOf(now, timeZone), endsOn)
  return [
    [words.course, course[contract.course]],
    [words.period, words.days(startsOn, endsOn, left)],
  ]
}

/** Why nothing can be used today, in one line. */
export function outside({ standing, period, next }: Entitlement, locale: Locale): string {
  const { contract: words } = phrases[locale]
  if (!period || standing === 'none') return words.none
  if (standing === 'notBegun') return words.notBegun(period.startsOn)
  if (standing === 'gap' && next) return words.gap(period.endsOn, next.startsOn)
  return words.over(period.endsOn)
}
