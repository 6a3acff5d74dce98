import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { type Element, facts, heading, text } from '../../chat/message.ts'
import { daysLeft, inForce } from './contract.ts'
import { ja } from './phrases.ja.ts'

/** What the desk itself knows of a member's contract. Private: for the asker only. */
export function contractFacts({ contract, now, timeZone }: Context): readonly Element<never>[] {
  const today = dayOf(now, timeZone)
  if (!contract) return [heading(ja.contract.title), text(ja.contract.none)]
  if (!inForce(contract, today))
    return [
      heading(ja.contract.title),
      text(
        contract.startsOn > today
          ? ja.contract.notBegun(contract.startsOn)
          : ja.contract.over(contract.endsOn),
      ),
    ]
  return [
    heading(ja.contract.title),
    facts(
      [ja.contract.course, ja.course[contract.course]],
      [ja.contract.period, ja.contract.days(contract.startsOn, contract.endsOn, daysLeft(contract, today))],
    ),
  ]
}

/** The contract in one line, for the consultants. */
export function contractLine({ contract }: Context): string {
  return contract ? ja.contract.line(ja.course[contract.course], contract.endsOn) : ja.contract.unregistered
}
