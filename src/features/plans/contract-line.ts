import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { type Account, allowanceLines } from './account.ts'
import { desk, ja } from './phrases.ja.ts'

/** The contract and what is left of it in one line, for the consultants. */
export function contractLine(
  { contract: entitlement, now, timeZone }: Pick<Context, 'contract' | 'now' | 'timeZone'>,
  account: Pick<Account, 'balances'>,
): string {
  const { contract, period, standing } = entitlement
  if (!contract || !period) return desk.unregistered
  const lines = allowanceLines(entitlement, account, dayOf(now, timeZone))
  return desk.join([
    desk.line(ja.course[contract.course], period.endsOn, standing === 'expired' || standing === 'gap'),
    ...lines.map(({ allowance, left, granted, expired }) => desk.left(allowance, left, granted - expired)),
  ])
}
