import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { reviseTicket, withdrawTicket } from '../escalation/index.ts'
import { type AnswerPorts, readerOf, scopeOf } from './answer.ts'
import { consultationCard } from './cards.ts'
import { stateAfter, subjectOf, withdrawnOf } from './consultation.ts'
import { redraw } from './respond.ts'

/**
 * A member edited the message that asked. While the answer is still open it is made anew, on the same card; once a person has
 * the question, they see its new words.
 */
export async function correct(
  ctx: Context,
  ports: AnswerPorts,
  edited: { readonly message: string; readonly text: string },
): Promise<void> {
  const library = ports.library()
  const draft = await ports.advise(edited.text, library.index)
  const scope = { kind: scopeOf(ctx), organisationId: ctx.organisation.id, claim: ctx.claim } as const
  await ports.unitOfWork.decide(scope, async (stores, say) => {
    const consultation = await stores.consultations.askedBy(
      ctx.organisation.id,
      conversationKey(ctx.conversation),
      edited.message,
    )
    if (consultation?.memberId !== ctx.member.id || consultation.state === 'withdrawn') return
    await stores.turns.rewrite(ctx.organisation.id, edited.message, edited.text)
    const question = edited.text
    if (consultation.ticketNumber !== undefined) {
      await stores.consultations.save({ ...consultation, question })
      await reviseTicket(ctx, stores, say, consultation.ticketNumber, question)
      return
    }
    if (draft.kind === 'unreadable') return
    const { reply } = draft
    const subject = subjectOf(reply.parts[0]?.question ?? question)
    const corrected = { ...consultation, question, reply, subject, state: stateAfter(reply) }
    await stores.consultations.save(corrected)
    await redraw({ ctx, say, library }, corrected)
  })
}

/** A member deleted the message that asked: its words are forgotten, and the answer is taken back. */
export function withdraw(
  ctx: Context,
  ports: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  deleted: { readonly message: string },
): Promise<void> {
  const library = ports.library()
  const scope = { kind: scopeOf(ctx), organisationId: ctx.organisation.id, claim: ctx.claim } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const consultation = await stores.consultations.askedBy(
      ctx.organisation.id,
      conversationKey(ctx.conversation),
      deleted.message,
    )
    if (consultation?.memberId !== ctx.member.id || consultation.state === 'withdrawn') return
    await stores.turns.rewrite(ctx.organisation.id, deleted.message, null)
    const withdrawn = withdrawnOf(consultation)
    await stores.consultations.save(withdrawn)
    if (consultation.ticketNumber !== undefined)
      await withdrawTicket(ctx, stores, say, consultation.ticketNumber)
    if (consultation.answerRow)
      await say.update(consultation.answerRow, consultationCard(withdrawn, library, readerOf(ctx)))
  })
}
