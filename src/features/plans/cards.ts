import type { Context } from '../../chat/context.ts'
import { type Element, facts, heading, text } from '../../chat/message.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { contractSummary, outside } from './summary.ts'

/** What the desk itself knows of a member's contract. Private: for the asker only. */
export function contractFacts(ctx: Context): readonly Element<never>[] {
  const { locale } = ctx.member
  const { contract: words } = phrases[locale]
  if (ctx.contract.standing !== 'inForce') return [heading(words.title), text(outside(ctx.contract, locale))]
  return [heading(words.title), facts(...contractSummary(ctx, locale))]
}

/** The contract in one line, for the consultants. */
export function contractLine({ contract: { contract, period } }: Context): string {
  return contract && period ? desk.line(phrases.ja.course[contract.course], period.endsOn) : desk.unregistered
}
