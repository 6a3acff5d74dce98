import type { Context } from '../../chat/context.ts'
import { plainText } from '../../chat/message.ts'
import { consultationCard } from './cards.ts'
import type { Consultation } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { readerOf } from './reader.ts'

/** The card that was acted on shows where things stand now, and the turn log says what it shows. */
export async function redraw(
  ctx: Context,
  { stores, say, library }: Deciding,
  consultation: Consultation,
): Promise<void> {
  if (!consultation.answerRow) return
  const card = consultationCard(consultation, library, readerOf(ctx))
  await say.update(consultation.answerRow, card)
  await stores.turns.rewrite(ctx.organisation.id, consultation.answerRow, plainText(card))
}
