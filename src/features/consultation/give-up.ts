import type { Context } from '../../chat/context.ts'
import { begin, type Question } from './answer.ts'
import { subjectOf } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { handOver } from './hand-over.ts'
import { tellHandedOver } from './tell-handed-over.ts'

/** The desk could not handle a question, however often it tried: a person gets it, and the member is told. Part of a decision. */
export async function giveUp(ctx: Context, deciding: Deciding, question: Question): Promise<void> {
  const { stores } = deciding
  await stores.turns.open(ctx.organisation.id, ctx.conversation)
  const consultation = begin(ctx, question, {
    parts: [{ kind: 'unknown', question: subjectOf(question.text) }],
    urgent: false,
    language: 'ja',
  })
  await stores.consultations.add(consultation)
  await stores.attachments.add(
    ctx.organisation.id,
    { kind: 'consultation', id: consultation.id },
    ctx.from,
    question.files,
  )
  await tellHandedOver(ctx, deciding, await handOver(ctx, deciding, consultation))
}
