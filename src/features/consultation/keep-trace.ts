import type { Context } from '../../chat/context.ts'
import { plainText } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { ConsultationStores } from './consultation-store.ts'
import type { Draft } from './reply.ts'
import { traceOf, withoutMail } from './trace.ts'
import { traceCard } from './trace-card.ts'

/** How the answer came about is kept with it, as part of the decision that gives it. */
export function keepTrace(
  ctx: Pick<Context, 'organisation' | 'now'>,
  { stores, library }: { readonly stores: Pick<ConsultationStores, 'traces'>; readonly library: Library },
  consultationId: string,
  mail: string,
  draft: Extract<Draft, { kind: 'reply' }>,
): Promise<void> {
  const trace = traceOf(draft, mail, library)
  return stores.traces.keep(ctx.organisation.id, consultationId, { trace, madeAt: ctx.now })
}

/** The same for a terminal, in English; nothing is kept. */
export const explain = (draft: Extract<Draft, { kind: 'reply' }>, mail: string, library: Library): string =>
  plainText(traceCard({ trace: traceOf(draft, mail, library) }, 'en'))

/** Its author has reworded the question, and the answer stays: its trace forgets the former words. */
export async function rewordTrace(
  { organisation }: Pick<Context, 'organisation'>,
  { traces }: Pick<ConsultationStores, 'traces'>,
  consultationId: string,
): Promise<void> {
  const kept = await traces.of(organisation.id, consultationId)
  if (kept) await traces.keep(organisation.id, consultationId, { ...kept, trace: withoutMail(kept.trace) })
}
