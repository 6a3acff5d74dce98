import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { type AnswerPorts, type Question, warn } from './answer.ts'
import { commentCard, commentThanksCard, staleCard } from './cards.ts'
import type { Consultation } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { mayAct } from './respond.ts'

/** Keeps what a member adds to their feedback, and shows it to the consultants, who can mend what was answered. */
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
    await showConsultants(ctx, { stores, say }, consultation, words)
    await say.send(ctx.conversation, commentThanksCard(locale))
    await warn(ctx, { stores, say }, secrets ? { secrets } : {})
  })
}

async function showConsultants(
  { organisation, member, contract }: Context,
  { stores: { desk }, say }: Pick<Deciding, 'stores' | 'say'>,
  consultation: Consultation,
  words: string,
): Promise<void> {
  if (organisation.kind !== 'customer') return
  const channel = await desk.consultantsChannel({ organisationId: organisation.id, course: contract.course })
  if (channel) await say.sendToDesk(channel, commentCard({ organisation, member }, consultation, words))
}
