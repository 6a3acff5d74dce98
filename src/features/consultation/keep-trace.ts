import type { Context } from '../../chat/context.ts'
import { plainText } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { ConsultationStores, TraceStore } from './consultation-store.ts'
import type { Draft } from './reply.ts'
import { traceOf, withoutMail } from './trace.ts'
import { outdatedTraceCard, traceCard } from './trace-card.ts'

type DraftedReply = Extract<Draft, { kind: 'reply' }>
type Owner = Pick<Context, 'organisation'>

interface Keeping {
  readonly stores: Pick<ConsultationStores, 'traces'>
  readonly say: Pick<Say, 'update'>
}

/** How the answer came about is kept with it, as part of the decision that gives it. */
export async function keepTrace(
  ctx: Owner & Pick<Context, 'now'>,
  { stores: { traces }, say, library }: Keeping & { readonly library: Library },
  consultationId: string,
  mail: string,
  draft: DraftedReply,
): Promise<void> {
  await takeBackCards(ctx, traces, say, consultationId)
  const kept = { trace: traceOf(draft, mail, library), madeAt: ctx.now }
  await traces.keep(ctx.organisation.id, consultationId, kept)
}

/** The same for a terminal, in English; nothing is kept. */
export const explain = (draft: DraftedReply, mail: string, library: Library): string =>
  plainText(traceCard({ trace: traceOf(draft, mail, library) }, 'en'))

/** Its author has reworded the question, and the answer stays: its trace forgets the former words. */
export async function rewordTrace(
  ctx: Owner,
  { stores: { traces }, say }: Keeping,
  consultationId: string,
): Promise<void> {
  const kept = await takeBackCards(ctx, traces, say, consultationId)
  if (!kept) return
  await traces.keep(ctx.organisation.id, consultationId, { ...kept, trace: withoutMail(kept.trace) })
}

/** Its author has deleted the question: nothing of it is left, nor where it was shown. */
export async function forgetTrace(
  ctx: Owner,
  { stores: { traces }, say }: Keeping,
  consultationId: string,
): Promise<void> {
  await takeBackCards(ctx, traces, say, consultationId)
  await traces.forget(ctx.organisation.id, consultationId)
}

/** The cards that show it hold words that their author has taken back. */
async function takeBackCards(
  { organisation }: Owner,
  traces: TraceStore,
  say: Pick<Say, 'update'>,
  id: string,
) {
  const kept = await traces.of(organisation.id, id)
  for (const row of kept?.shownRows ?? []) await say.update(row, outdatedTraceCard())
  return kept
}
