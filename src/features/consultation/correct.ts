import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { reviseTicket, showWhatWasSaid, withdrawTicket } from '../escalation/index.ts'
import {
  type AnswerPorts,
  draftOf,
  type Question,
  sayAccount,
  sayReply,
  warn,
  withSecrets,
} from './answer.ts'
import { withdrawnUnansweredCard } from './cards.ts'
import { type Consultation, stateAfter, subjectIn, withdrawnOf } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { handOver } from './hand-over.ts'
import { forgetTrace, keepTrace, rewordTrace } from './keep-trace.ts'
import { mayOpenByItself, openByItself, unaskedFor } from './open-by-itself.ts'
import { redraw } from './redraw.ts'
import { reopenCorrected } from './reopen.ts'
import type { Draft } from './reply.ts'

/**
 * A member edited a message. While its answer is still open it is made anew, on the same card; once a person has the question,
 * they see its new words; what could not be read as a question before is answered now.
 */
export async function correct(
  ctx: Context,
  ports: AnswerPorts,
  edited: Pick<Question, 'text' | 'secrets' | 'about'> & { readonly message: string },
): Promise<void> {
  const library = ports.library()
  const question = { ...edited, files: [] }
  const draft = await draftOf(ctx, ports, library, question)
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const { message, text } = edited
    const deciding = { stores, say, library }
    if (await stores.questions.rewriteWaiting(ctx.claim.conversationKey, message, text))
      return warn(ctx, deciding, question)
    const consultation = await asked(ctx, deciding, message)
    if (consultation === 'none') {
      const wasRead = await stores.turns.rewrite(ctx.organisation.id, message, text)
      if (wasRead && draft.kind === 'reply') await sayReply(ctx, deciding, question, draft)
      else await warn(ctx, deciding, question)
      return
    }
    if (consultation === 'notTheirs') return warn(ctx, deciding, question)
    await stores.turns.rewrite(ctx.organisation.id, message, text)
    await showWhatWasSaid(ctx, stores, say, ctx.claim.conversationKey)
    const isOpen = consultation.state !== 'withdrawn' && consultation.ticketNumber === undefined
    if (isOpen && draft.kind === 'reply')
      return answerAnew(ctx, deciding, { ...consultation, question: text }, question, draft)
    if (!isOpen) {
      await stores.consultations.save({ ...consultation, question: text })
      await rewordTrace(ctx, deciding, consultation.id)
    }
    if (consultation.state !== 'withdrawn' && consultation.ticketNumber !== undefined)
      await reviseTicket(ctx, stores, say, consultation.ticketNumber, text)
    await warn(ctx, deciding, question)
  })
}

async function answerAnew(
  ctx: Context,
  deciding: Deciding,
  consultation: Consultation & { readonly question: string },
  question: Pick<Question, 'secrets'>,
  draft: Extract<Draft, { kind: 'reply' }>,
): Promise<void> {
  const { notice } = consultation.reply
  const reply = {
    ...withSecrets(draft.reply, question, consultation.reply),
    ...(notice === undefined ? {} : { notice }),
  }
  const corrected = {
    ...consultation,
    reply,
    addressee: reply.salutation ?? consultation.addressee,
    subject: subjectIn(consultation.question, reply),
    state: stateAfter(reply),
  }
  await deciding.stores.consultations.save(corrected)
  await keepTrace(ctx, deciding, corrected.id, corrected.question, draft)
  const because = unaskedFor(draft)
  if (because !== undefined && (await mayOpenByItself(ctx, deciding)))
    await openByItself(ctx, deciding, corrected, because)
  else await redraw(ctx, deciding, reply.urgent ? await handOver(ctx, deciding, corrected) : corrected)
  await sayAccount(ctx, deciding, reply)
  await reopenCorrected(ctx, deciding, draft)
}

/** A member deleted the message that asked: its words are forgotten, also those of one that was taken back before, and so is the answer. */
export function withdraw(
  ctx: Context,
  ports: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  deleted: { readonly message: string },
): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const deciding = { stores, say, library }
    if (await stores.questions.endWaiting(ctx.claim.conversationKey, deleted.message)) {
      await say.send(ctx.conversation, withdrawnUnansweredCard(ctx.member.locale))
      return
    }
    const consultation = await asked(ctx, deciding, deleted.message)
    if (consultation === 'notTheirs') return
    await stores.turns.rewrite(ctx.organisation.id, deleted.message, null)
    await stores.questions.forget(ctx.claim.conversationKey, deleted.message)
    await showWhatWasSaid(ctx, stores, say, ctx.claim.conversationKey)
    if (consultation === 'none') return
    const withdrawn = withdrawnOf(consultation)
    await stores.attachments.forget(ctx.organisation.id, { kind: 'consultation', id: consultation.id })
    await forgetTrace(ctx, deciding, consultation.id)
    await stores.files.removeRecords(ctx.organisation.id, consultation.id)
    await stores.consultations.save(withdrawn)
    if (consultation.ticketNumber !== undefined)
      await withdrawTicket(ctx, stores, say, consultation.ticketNumber, 'forgetWords')
    await redraw(ctx, deciding, withdrawn)
  })
}

/** The consultation that this message opened; `notTheirs` also where its words are forgotten already. */
async function asked(
  ctx: Context,
  { stores }: Pick<Deciding, 'stores'>,
  message: string,
): Promise<Consultation | 'none' | 'notTheirs'> {
  const found = await stores.consultations.askedBy(
    ctx.organisation.id,
    conversationKey(ctx.conversation),
    message,
  )
  if (!found) return 'none'
  return found.memberId === ctx.member.id && found.question !== null ? found : 'notTheirs'
}
