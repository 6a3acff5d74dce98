import type { Context } from '../../chat/context.ts'
import { answerExpected } from '../escalation/index.ts'
import { type Deciding, sayAndLog } from './answer.ts'
import { handedOverCard } from './cards.ts'

/**
 * The member is told that a person has it, and when to expect an answer, on a card that says from then on how it stands. Part of a
 * decision.
 */
export async function tellHandedOver(ctx: Context, deciding: Deciding, ticketNumber: number): Promise<void> {
  const { stores, library } = deciding
  const ticket = await stores.desk.ticket(ctx.organisation.id, ticketNumber)
  const expected = ticket ? answerExpected(ctx, library, ticket) : ''
  const row = await sayAndLog(ctx, deciding, handedOverCard(ticketNumber, expected, ctx.member.locale))
  await stores.desk.shown(ctx.organisation.id, ticketNumber, row)
}
