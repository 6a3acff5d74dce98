import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import { openingOf } from './at-hand.ts'
import { dueAt, expectAnswer, expectationWords } from './clock/index.ts'
import type { Ticket } from './ticket.ts'

/** When the asker may expect to hear from a consultant, in a sentence; empty where nothing is due. */
export function answerExpected(
  ctx: Pick<Context, 'now' | 'timeZone' | 'holidays' | 'member'>,
  library: Pick<Library, 'provider'>,
  { clocks }: Pick<Ticket, 'clocks'>,
): string {
  const opening = openingOf(ctx, library)
  const due = clocks && dueAt(opening, clocks.first.clock)
  return due ? expectationWords(expectAnswer(opening, due, ctx.now), ctx.member.locale) : ''
}
