import type { Context } from '../../chat/context.ts'
import { type AnswerPorts, scopeOf } from './answer.ts'
import { commentThanksCard, staleCard } from './cards.ts'
import { mayAct } from './respond.ts'

/** Keeps what a member adds to their feedback. */
export function comment(
  ctx: Context,
  { unitOfWork }: Pick<AnswerPorts, 'unitOfWork'>,
  { id, words }: { readonly id: string; readonly words: string },
): Promise<void> {
  const scope = { kind: scopeOf(ctx), organisationId: ctx.organisation.id, claim: ctx.claim } as const
  return unitOfWork.decide(scope, async ({ consultations }, say) => {
    const consultation = await consultations.find(ctx.organisation.id, id)
    if (!consultation || !mayAct(ctx, consultation)) {
      await say.send(ctx.conversation, staleCard())
      return
    }
    await consultations.feedback(ctx.organisation.id, id, ctx.member.id, { comment: words, at: ctx.now })
    await say.send(ctx.conversation, commentThanksCard())
  })
}
