import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { ConsultationAction } from './actions.ts'
import { type AnswerPorts, type AnswerStores, readerOf, sayAndLog, scopeOf } from './answer.ts'
import { alreadyHandedOverCard, consultationCard, handedOverCard, sourcesCard, staleCard } from './cards.ts'
import { type Consultation, choose, stateAfter } from './consultation.ts'
import { handOver } from './hand-over.ts'

export type PressedAction = Exclude<
  ConsultationAction,
  { type: 'consultation.write' | 'consultation.comment' }
>

/** A button of a consultation was pressed. Decided from what is stored: a forged or stale button changes nothing. */
export function respond(
  ctx: Context,
  ports: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  action: PressedAction,
): Promise<void> {
  const library = ports.library()
  const scope = { kind: scopeOf(ctx), organisationId: ctx.organisation.id, claim: ctx.claim } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const consultation = await stores.consultations.find(ctx.organisation.id, action.id)
    if (!consultation || !mayAct(ctx, consultation) || consultation.state === 'withdrawn') {
      await say.send(ctx.conversation, staleCard())
      return
    }
    await press({ ctx, stores, say, library }, consultation, action)
  })
}

interface Pressing {
  readonly ctx: Context
  readonly stores: AnswerStores
  readonly say: Say
  readonly library: Library
}

async function press(pressing: Pressing, consultation: Consultation, action: PressedAction): Promise<void> {
  const { ctx, stores, say, library } = pressing
  switch (action.type) {
    case 'consultation.sources':
      await say.send(ctx.conversation, sourcesCard(consultation, library, readerOf(ctx)))
      return
    case 'consultation.choose': {
      const reply =
        consultation.state === 'offered' ? choose(consultation.reply, action.part, action.entry) : undefined
      if (!reply) return redraw(pressing, consultation)
      return keep(pressing, { ...consultation, reply, state: stateAfter(reply) })
    }
    case 'consultation.solved':
    case 'consultation.unsolved': {
      if (consultation.state === 'escalated') return redraw(pressing, consultation)
      const verdict = action.type === 'consultation.solved' ? 'solved' : 'unsolved'
      await stores.consultations.feedback(ctx.organisation.id, consultation.id, ctx.member.id, {
        verdict,
        at: ctx.now,
      })
      return keep(pressing, { ...consultation, state: verdict })
    }
    case 'consultation.escalate': {
      if (consultation.ticketNumber !== undefined) {
        await redraw(pressing, consultation)
        await say.send(ctx.conversation, alreadyHandedOverCard(consultation.ticketNumber))
        return
      }
      const escalated = await handOver(ctx, stores, say, library, consultation)
      await redraw(pressing, escalated)
      await sayAndLog(ctx, stores, say, handedOverCard(escalated.ticketNumber, library))
      return
    }
  }
}

async function keep(pressing: Pressing, consultation: Consultation): Promise<void> {
  await pressing.stores.consultations.save(consultation)
  await redraw(pressing, consultation)
}

/** The card that was acted on shows where things stand now. */
export async function redraw(
  { ctx, say, library }: Omit<Pressing, 'stores'>,
  consultation: Consultation,
): Promise<void> {
  if (!consultation.answerRow) return
  await say.update(consultation.answerRow, consultationCard(consultation, library, readerOf(ctx)))
}

/** In a direct conversation its author; in a shared one everybody of the organisation who reads it there. */
export function mayAct(ctx: Context, consultation: Consultation): boolean {
  if (consultation.memberId === ctx.member.id) return true
  return (
    ctx.conversation.kind === 'shared' && consultation.conversationKey === conversationKey(ctx.conversation)
  )
}
