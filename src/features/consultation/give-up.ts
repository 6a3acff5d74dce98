import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { AnswerStores, Question } from './answer.ts'
import { handedOverCard } from './cards.ts'
import { type Consultation, subjectOf } from './consultation.ts'
import { handOver } from './hand-over.ts'

/** The desk could not handle a question, however often it tried: a person gets it, and the member is told. Part of a decision. */
export async function giveUp(
  ctx: Context,
  stores: AnswerStores,
  say: Say,
  library: Library,
  question: Question,
): Promise<void> {
  await stores.turns.open(ctx.organisation.id, ctx.conversation)
  const consultation: Consultation = {
    id: randomUUID(),
    organisationId: ctx.organisation.id,
    conversationKey: conversationKey(ctx.conversation),
    memberId: ctx.member.id,
    state: 'unanswered',
    subject: question.subject?.trim() || subjectOf(question.text),
    question: question.text,
    reply: { parts: [{ kind: 'unknown', question: subjectOf(question.text) }], urgent: false },
    questionMessage: question.message,
    answerRow: undefined,
    ticketNumber: undefined,
    createdAt: ctx.now,
  }
  await stores.consultations.add(consultation)
  const { ticketNumber } = await handOver(ctx, stores, say, library, consultation, { files: question.files })
  await say.send(ctx.conversation, handedOverCard(ticketNumber, library))
}
