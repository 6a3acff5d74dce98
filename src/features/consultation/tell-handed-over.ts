import type { Context } from '../../chat/context.ts'
import { answerExpected, type Unasked } from '../escalation/index.ts'
import { handedOverCard } from './cards.ts'
import type { Consultation } from './consultation.ts'
import { type Deciding, sayAndLog } from './deciding.ts'

/**
 * The member is told that a person has it, and when to expect an answer, on a card that says from then on how it stands. Part of a
 * decision. `because`: nobody asked for that.
 */
export async function tellHandedOver(
  ctx: Context,
  deciding: Deciding,
  { id, ticketNumber }: Pick<Consultation, 'id'> & { readonly ticketNumber: number },
  because?: Unasked,
): Promise<void> {
  const { stores, library } = deciding
  const ticket = await stores.desk.ticket(ctx.organisation.id, ticketNumber)
  const expected = ticket ? answerExpected(ctx, library, ticket) : ''
  const row = await sayAndLog(
    ctx,
    deciding,
    handedOverCard({ id, ticketNumber, expected, because }, ctx.member.locale),
  )
  await stores.desk.shown(ctx.organisation.id, ticketNumber, row)
}
