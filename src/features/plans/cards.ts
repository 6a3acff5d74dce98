import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { type Element, facts, heading, text } from '../../chat/message.ts'
import { daysLeft, inForce } from './contract.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'

/** What the desk itself knows of a member's contract. Private: for the asker only. */
export function contractFacts({ contract, member, now, timeZone }: Context): readonly Element<never>[] {
  const { course, contract: words } = phrases[member.locale]
  const today = dayOf(now, timeZone)
  if (!contract) return [heading(words.title), text(words.none)]
  if (!inForce(contract, today))
    return [
      heading(words.title),
      text(contract.startsOn > today ? words.notBegun(contract.startsOn) : words.over(contract.endsOn)),
    ]
  return [
    heading(words.title),
    facts(
      [words.course, course[contract.course]],
      [words.period, words.days(contract.startsOn, contract.endsOn, daysLeft(contract, today))],
    ),
  ]
}

/** The contract in one line, for the consultants. */
export function contractLine({ contract }: Context): string {
  return contract ? desk.line(phrases.ja.course[contract.course], contract.endsOn) : desk.unregistered
}
