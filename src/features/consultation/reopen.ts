import type { Context } from '../../chat/context.ts'
import type { Deciding } from './deciding.ts'
import { redraw } from './redraw.ts'
import type { Draft } from './reply.ts'

/** What a correction speaks of was not solved after all, whatever was pressed before. Part of a decision. */
export async function reopenCorrected(ctx: Context, deciding: Deciding, draft: Draft): Promise<void> {
  if (draft.kind === 'noQuestion') return
  for (const { topic } of draft.searched) {
    if (topic.kind !== 'correction') continue
    const corrected = await deciding.stores.consultations.find(ctx.organisation.id, topic.of)
    if (corrected?.state !== 'solved') continue
    const unsolved = { ...corrected, state: 'unsolved' } as const
    await deciding.stores.consultations.save(unsolved)
    await redraw(ctx, deciding, unsolved)
  }
}
