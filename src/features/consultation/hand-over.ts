import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import { type DeskStores, openTicket } from '../escalation/index.ts'
import { accountIn, contractLine, type PlansStores } from '../plans/index.ts'
import { questionOf } from './compose.ts'
import { answeredWith, type Consultation, subjectOf } from './consultation.ts'
import type { ConsultationStores } from './consultation-store.ts'

interface HandingOver {
  readonly stores: ConsultationStores & DeskStores & Pick<PlansStores, 'ledger'>
  readonly say: Say
  readonly library: Library
}

/** A consultation is put into a person's hands, as part of a decision. `about`: the one of its questions that is. @returns it with its number */
export async function handOver(
  ctx: Context,
  { stores, say, library }: HandingOver,
  consultation: Consultation,
  about?: string,
): Promise<Consultation & { readonly ticketNumber: number }> {
  const entries = answeredWith(consultation.reply).flatMap((id) => library.index.entry(id) ?? [])
  const attachments = await stores.attachments.of(ctx.organisation.id, consultation.id)
  const { notice } = consultation.reply
  const content = {
    subject: about ? subjectOf(about) : consultation.subject,
    question: consultation.question,
    answered: entries.map(questionOf).join(' ／ '),
    sources: entries.map(({ id }) => id),
    organisation: ctx.organisation.name,
    contract: contractLine(ctx, await accountIn(stores.ledger, ctx)),
    asker: ctx.member.name,
    platform: ctx.from.platform,
    urgent: consultation.reply.urgent,
    files: [...consultation.files],
    ...(notice === undefined ? {} : { notice: `${notice.name} ${notice.title}` }),
  }
  const ticket = await openTicket(ctx, stores, say, library, content, attachments)
  const escalated = { ...consultation, state: 'escalated', ticketNumber: ticket.number } as const
  await stores.consultations.save(escalated)
  return escalated
}
