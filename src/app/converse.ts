import type { Context } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'
import { offerByWords } from '../features/booking/index.ts'
import {
  comeBack,
  saidInWalk,
  takeIn,
  takeWords,
  walkingOf,
  walkOn,
  workbookIn,
} from '../features/checksheet/index.ts'
import {
  answer,
  asksForSlots,
  correct,
  HeldMeanwhile,
  type Question,
  redrawAsked,
  type SecretKind,
  stepsAtOnce,
  withdraw,
} from '../features/consultation/index.ts'
import {
  carry,
  openingOf,
  supplement,
  type TicketId,
  ticketHere,
  type Written,
} from '../features/escalation/index.ts'
import { sayHome } from '../features/home/index.ts'
import { acknowledge } from '../features/notices/index.ts'
import { aboutNotice, noticeHere, saidUnderNotice } from '../features/notices/reading/index.ts'
import type { Say } from '../ports/unit-of-work.ts'
import type { AppPorts, AtWork, Stores } from './ports.ts'
import { saysNothing } from './tell.ts'

/** What a message, an edit, a deletion or an opening leads to, where it is the desk's own to answer. */
export async function converse(
  ctx: Context,
  desk: AtWork,
  event: Exclude<InboundEvent, { type: 'action' | 'form' }>,
  secrets: readonly SecretKind[],
): Promise<void> {
  switch (event.type) {
    case 'message':
      return reply(ctx, desk, event, secrets)
    case 'edit': {
      const notice = await noticeHere(ctx, desk)
      const about = notice && aboutNotice(notice)
      return correct(ctx, desk, { text: event.text, message: event.message, secrets, about })
    }
    case 'deletion':
      return withdraw(ctx, desk, event)
    case 'opened':
      return sayHome(ctx, desk, desk.library().provider.deskName)
    // Decided before anybody was asked for.
    case 'left':
      return
  }
}

/** A message is for the checksheet that its writer is at, or about the notice that it stands under, else a question. */
async function reply(
  ctx: Context,
  desk: AtWork,
  event: Extract<InboundEvent, { type: 'message' }>,
  secrets: readonly SecretKind[],
): Promise<void> {
  const { text, message, files } = event
  if (files.length === 0 && asksForSlots(text, desk.library().classes)) return offerByWords(ctx, desk, text)
  const workbook = workbookIn(text, files, ctx.organisation.kind === 'customer')
  if (workbook) return takeIn(ctx, desk, workbook)
  const walking = await walkingOf(ctx, desk)
  if (!walking) {
    const notice = await noticeHere(ctx, desk)
    const said = notice && files.length === 0 ? saidUnderNotice(text) : 'question'
    if (notice && said === 'acknowledgement' && notice.content.acknowledge)
      return acknowledge(ctx, desk, notice.id)
    // Colleagues who talk to each other are not talked over.
    if (said !== 'question') return saysNothing(ctx, desk)
    const about = notice && aboutNotice(notice)
    const question = { text, message, files, secrets, about, unlessHeld: true } as const
    return answerOrCarry(ctx, desk, question, event)
  }
  const said = saidInWalk(text, desk.library())
  if (said.kind === 'word') return walkOn(ctx, desk, walking.place, said.word)
  if (said.kind === 'statement' && files.length === 0) return takeWords(ctx, desk, walking, text)
  const about = { words: walking.item.question, entries: [], holds: 'now' } as const
  const question = { text, message, files, secrets, about, unlessHeld: true } as const
  return answerOrCarry(ctx, desk, question, event, comeBack(ctx, desk.library(), walking))
}

/** The desk answers, unless a consultant takes the conversation meanwhile: then they get what was written. */
async function answerOrCarry(
  ctx: Context,
  desk: AtWork,
  question: Question,
  written: Written,
  afterwards?: (stores: Stores, say: Say) => Promise<void>,
): Promise<void> {
  try {
    const opening = openingOf(ctx, desk.library())
    const instead = (stores: Stores, say: Say) => supplement({ ctx, stores, say, opening }, written)
    desk.telemetry.answered(await answer(ctx, desk, question, { afterwards, instead }))
  } catch (error) {
    const here = error instanceof HeldMeanwhile ? await ticketHere(ctx, desk, written.text) : undefined
    if (!here) throw error
    await carryOver(ctx, desk, here, written)
  }
}

/** What is written in a ticket's conversation goes to the other side; a customer is told what an incident needs at once. */
export function carryOver(ctx: Context, desk: AppPorts, ticket: TicketId, written: Written): Promise<void> {
  // What a consultant writes of incidents is meant for the customer.
  const steps =
    ctx.organisation.kind === 'customer'
      ? stepsAtOnce(written.text, desk.library(), ctx.member.locale)
      : undefined
  return carry(ctx, desk, ticket, { ...written, steps }, redrawAsked(desk))
}
