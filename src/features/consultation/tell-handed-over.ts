import type { Context } from '../../chat/context.ts'
import { type Deciding, sayAndLog } from './answer.ts'
import { handedOverCard } from './cards.ts'

/** The member is told that a person has it, on a card that says from then on how it stands. Part of a decision. */
export async function tellHandedOver(ctx: Context, deciding: Deciding, ticketNumber: number): Promise<void> {
  const card = handedOverCard(ticketNumber, deciding.library, ctx.member.locale)
  const row = await sayAndLog(ctx, deciding, card)
  await deciding.stores.desk.shown(ctx.organisation.id, ticketNumber, row)
}
