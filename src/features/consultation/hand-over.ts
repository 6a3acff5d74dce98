import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import { type DeskStores, openTicket, type Unasked } from '../escalation/index.ts'
import { accountIn, contractLine, type PlansStores } from '../plans/index.ts'
import { questionOf } from './compose.ts'
import { answeredWith, type Consultation, type Part, subjectOf } from './consultation.ts'
import type { ConsultationStores } from './consultation-store.ts'
import type { AnswerStores } from './deciding.ts'
import { phrases } from './phrases.ts'

interface HandingOver {
  readonly stores: ConsultationStores & DeskStores & Pick<PlansStores, 'ledger'> & Pick<AnswerStores, 'audit'>
  readonly say: Say
  readonly library: Library
}

/** Nothing was asked that could have been answered. */
export const isChosen = (part: Part): boolean => part.kind === 'person' && part.byButton === true

/**
 * A consultation is put into a person's hands, as part of a decision. `about`: the one of its questions that is; `because`: nobody
 * asked for that. @returns it with its number
 */
export async function handOver(
  ctx: Context,
  { stores, say, library }: HandingOver,
  consultation: Consultation,
  { about, because }: { readonly about?: string | undefined; readonly because?: Unasked | undefined } = {},
): Promise<Consultation & { readonly ticketNumber: number }> {
  const entries = answeredWith(consultation.reply).flatMap((id) => library.index.entry(id) ?? [])
  const attachments = await stores.attachments.of(ctx.organisation.id, consultation.id)
  const { notice } = consultation.reply
  const content = {
    subject: about ? subjectOf(about) : consultation.subject,
    question: consultation.question,
    answered: consultation.reply.parts.every(isChosen)
      ? phrases.ja.trace.chosen
      : entries.map(questionOf).join(' ／ '),
    sources: entries.map(({ id }) => id),
    organisation: ctx.organisation.name,
    contract: contractLine(ctx, await accountIn(stores.ledger, ctx)),
    asker: ctx.member.name,
    platform: ctx.from.platform,
    urgent: consultation.reply.urgent,
    files: [...consultation.files],
    ...(because ? { because } : {}),
    ...(notice === undefined ? {} : { notice: `${notice.name} ${notice.title}` }),
  }
  const ticket = await openTicket(ctx, stores, say, library, content, attachments)
  const escalated = { ...consultation, state: 'escalated', ticketNumber: ticket.number } as const
  await stores.consultations.save(escalated)
  return escalated
}
