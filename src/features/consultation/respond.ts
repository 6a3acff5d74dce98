import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { tellUnsolved } from '../escalation/index.ts'
import type { ConsultationAction } from './actions.ts'
import type { AnswerPorts } from './answer.ts'
import { alreadyHandedOverCard, staleCard } from './cards.ts'
import { type Consultation, choose, stateAfter } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { show } from './follow-ups.ts'
import { handOver } from './hand-over.ts'
import { mayOpenByItself, openByItself } from './open-by-itself.ts'
import { courseOf } from './reader.ts'
import { redraw } from './redraw.ts'
import { sourceCard, sourcesCards } from './sources.ts'
import { tellHandedOver } from './tell-handed-over.ts'

export type PressedAction = Exclude<
  ConsultationAction,
  {
    type:
      | 'consultation.write'
      | 'consultation.reply'
      | 'consultation.comment'
      | 'consultation.takeBack'
      | 'consultation.meet'
      | 'consultation.record'
      | 'consultation.attach'
      | 'consultation.trace'
  }
>

/** A button of a consultation was pressed. Decided from what is stored: a forged or stale button changes nothing. */
export function respond(
  ctx: Context,
  ports: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  action: PressedAction,
): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const consultation = await stores.consultations.find(ctx.organisation.id, action.id)
    if (!consultation || !mayAct(ctx, consultation) || consultation.state === 'withdrawn') {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
      return
    }
    await press(ctx, { stores, say, library }, consultation, action)
  })
}

async function press(
  ctx: Context,
  deciding: Deciding,
  consultation: Consultation,
  action: PressedAction,
): Promise<void> {
  const { stores, say, library } = deciding
  switch (action.type) {
    case 'consultation.sources':
      for (const card of sourcesCards(consultation, library, courseOf(ctx)))
        await say.send(ctx.conversation, card)
      return
    case 'consultation.source': {
      const passage = sourceCard(action.entry, consultation, library, courseOf(ctx))
      await say.send(ctx.conversation, passage ?? staleCard(ctx.member.locale))
      return
    }
    case 'consultation.followUp': {
      const isOpen = consultation.state === 'answered'
      const reply = isOpen ? show(consultation.reply, action.entry, library.index) : undefined
      if (!reply) return redraw(ctx, deciding, consultation)
      return keep(ctx, deciding, { ...consultation, reply })
    }
    case 'consultation.choose': {
      const reply =
        consultation.state === 'offered' ? choose(consultation.reply, action.part, action.entry) : undefined
      if (!reply) return redraw(ctx, deciding, consultation)
      return keep(ctx, deciding, { ...consultation, reply, state: stateAfter(reply) })
    }
    case 'consultation.solved':
    case 'consultation.unsolved': {
      if (consultation.state === 'escalated') return redraw(ctx, deciding, consultation)
      const verdict = action.type === 'consultation.solved' ? 'solved' : 'unsolved'
      await stores.consultations.feedback(ctx.organisation.id, consultation.id, ctx.member.id, {
        verdict,
        at: ctx.now,
      })
      const judged = { ...consultation, state: verdict } as const
      if (verdict === 'unsolved' && (await mayOpenByItself(ctx, deciding)))
        return openByItself(ctx, deciding, judged, 'unsolved')
      await keep(ctx, deciding, judged)
      if (verdict === 'unsolved') await tellUnsolved({ ctx, stores, say }, consultation.subject)
      return
    }
    case 'consultation.escalate':
    case 'consultation.escalatePart': {
      if (consultation.ticketNumber !== undefined) {
        await redraw(ctx, deciding, consultation)
        await say.send(ctx.conversation, alreadyHandedOverCard(consultation.ticketNumber, ctx.member.locale))
        return
      }
      const about = 'part' in action ? consultation.reply.parts[action.part] : undefined
      const escalated = await handOver(ctx, deciding, consultation, { about: about?.question })
      await redraw(ctx, deciding, escalated)
      await tellHandedOver(ctx, deciding, escalated)
      return
    }
  }
}

async function keep(ctx: Context, deciding: Deciding, consultation: Consultation): Promise<void> {
  await deciding.stores.consultations.save(consultation)
  await redraw(ctx, deciding, consultation)
}

/** In a direct conversation its author; in a shared one everybody of the organisation who reads it there. */
export function mayAct(ctx: Context, consultation: Consultation): boolean {
  if (consultation.memberId === ctx.member.id) return true
  return (
    ctx.conversation.kind === 'shared' && consultation.conversationKey === conversationKey(ctx.conversation)
  )
}
