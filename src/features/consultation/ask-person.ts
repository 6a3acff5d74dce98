import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { type AnswerPorts, begin, logQuestion } from './answer.ts'
import { alreadyHandedOverCard } from './cards.ts'
import { handOver } from './hand-over.ts'
import { tellHandedOver } from './tell-handed-over.ts'

/** How many of one's own open ones are looked at for the same matter. */
const LOOKED_AT = 20

/**
 * A button by which a member wants a person, in words of the desk's: the consultants get it as any question. As long as the same
 * one is open in this conversation, its number is told instead.
 */
export function askPerson(
  ctx: Context,
  { unitOfWork, library: current }: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  { subject, words }: { readonly subject: string; readonly words: string },
): Promise<void> {
  const library = current()
  const { id: organisationId } = ctx.organisation
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const deciding = { stores, say, library }
    await stores.turns.open(organisationId, ctx.conversation)
    const here = conversationKey(ctx.conversation)
    const open = await stores.consultations.openOf(organisationId, here, ctx.member.id, LOOKED_AT)
    const same = open.find((it) => it.subject === subject && it.question === words)
    if (same?.ticketNumber !== undefined) {
      await say.send(ctx.conversation, alreadyHandedOverCard(same.ticketNumber, ctx.member.locale))
      return
    }
    const question = { subject, text: words, files: [] }
    await logQuestion(ctx, stores, question)
    const consultation = begin(ctx, question, {
      parts: [{ kind: 'person', question: words, byButton: true }],
      urgent: false,
      language: 'ja',
    })
    await stores.consultations.add(consultation)
    await tellHandedOver(ctx, deciding, await handOver(ctx, deciding, consultation))
  })
}
