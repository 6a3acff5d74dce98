import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { type AnswerPorts, type Question, warn } from './answer.ts'
import { commentThanksCard, staleCard } from './cards.ts'
import { mayAct } from './respond.ts'

/** Keeps what a member adds to their feedback. */
export function comment(
  ctx: Context,
  { unitOfWork }: Pick<AnswerPorts, 'unitOfWork'>,
  { id, words, secrets }: { readonly id: string; readonly words: string } & Pick<Question, 'secrets'>,
): Promise<void> {
  const { locale } = ctx.member
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const { consultations } = stores
    const consultation = await consultations.find(ctx.organisation.id, id)
    if (!consultation || !mayAct(ctx, consultation)) {
      await say.send(ctx.conversation, staleCard(locale))
      return
    }
    await consultations.feedback(ctx.organisation.id, id, ctx.member.id, { comment: words, at: ctx.now })
    await say.send(ctx.conversation, commentThanksCard(locale))
    await warn(ctx, { stores, say }, secrets ? { secrets } : {})
  })
}
