import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { AnswerPorts } from './answer.ts'
import { staleCard, uploadCard } from './cards.ts'

/** Where the platform takes no files, the author is sent the address of a page that does. */
export function offerUpload(
  ctx: Context,
  { unitOfWork }: Pick<AnswerPorts, 'unitOfWork'>,
  { id }: { readonly id: string },
): Promise<void> {
  const { organisation, member, conversation } = ctx
  return unitOfWork.decide(scopeOf(ctx), async ({ consultations }, say) => {
    const consultation = await consultations.find(organisation.id, id)
    if (consultation?.memberId !== member.id || consultation.state === 'withdrawn') {
      await say.send(conversation, staleCard(member.locale))
      return
    }
    const to = { organisationId: organisation.id, memberId: member.id, consultationId: id }
    await say.send(conversation, uploadCard(to, consultation.subject, member.locale))
  })
}
