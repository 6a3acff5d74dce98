import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { withdrawTicket } from '../escalation/index.ts'
import type { AnswerPorts } from './answer.ts'
import { nothingToTakeBackCard, staleCard, takenBackCard, whichToTakeBackCard } from './cards.ts'
import { type Consultation, isOpen } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { redraw } from './redraw.ts'

/** How many a card offers to choose from. */
const OFFERED = 10

type TakingBack = Pick<AnswerPorts, 'unitOfWork' | 'library'>

/**
 * 「取り下げる」 on a card: the author needs no answer any more. Its words stay, unlike those of a deleted message; nothing can be
 * pressed on it from then on. Again it changes nothing.
 */
export function takeBack(ctx: Context, ports: TakingBack, { id }: { readonly id: string }): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const consultation = await stores.consultations.find(ctx.organisation.id, id)
    if (!consultation || consultation.memberId !== ctx.member.id) {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
      return
    }
    await close(ctx, { stores, say, library }, consultation)
  })
}

/** 「取り下げます」 in a conversation: the one that is open there; where several are, the author says which. */
export function takeBackHere(ctx: Context, ports: TakingBack): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const here = conversationKey(ctx.conversation)
    const open = await stores.consultations.openOf(ctx.organisation.id, here, ctx.member.id, OFFERED)
    const [newest, ...others] = open
    if (!newest)
      return void (await say.send(ctx.conversation, nothingToTakeBackCard('none', ctx.member.locale)))
    if (others.length > 0)
      return void (await say.send(ctx.conversation, whichToTakeBackCard(open, ctx.member.locale)))
    const locked = await stores.consultations.find(ctx.organisation.id, newest.id)
    if (locked) await close(ctx, { stores, say, library }, locked)
  })
}

async function close(ctx: Context, deciding: Deciding, consultation: Consultation): Promise<void> {
  const { stores, say } = deciding
  const { locale } = ctx.member
  if (!isOpen(consultation.state)) {
    const why = consultation.state === 'solved' ? 'solved' : 'already'
    await say.send(ctx.conversation, nothingToTakeBackCard(why, locale))
    return
  }
  const takenBack = { ...consultation, state: 'withdrawn' } as const
  await stores.consultations.save(takenBack)
  if (consultation.ticketNumber !== undefined)
    await withdrawTicket(ctx, stores, say, consultation.ticketNumber, 'keepWords')
  await redraw(ctx, deciding, takenBack)
  await say.send(ctx.conversation, takenBackCard(takenBack, locale))
}
