import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { type HandOutPorts, writeWorkbook } from '../exchange/index.ts'
import { resultsBefore } from '../read-run.ts'
import type { SubmissionPorts } from '../submission.ts'
import { viewOf } from './at-hand.ts'
import { reviewFileCard } from './cards.ts'
import { phrases } from './phrases.ts'
import { repliesOf, reviewName } from './review.ts'

/** The sheet as it was submitted, with the consultant's replies in a column of their own. It is made before the decision. */
export async function handOutReview(
  ctx: Context,
  ports: HandOutPorts & SubmissionPorts,
  number: number,
): Promise<void> {
  const written = await workbook(ctx, ports, number)
  return ports.unitOfWork.decide(scopeOf(ctx), async ({ files }, say) => {
    const { locale } = ctx.member
    const kept = written && (await files.keep(ctx.organisation.id, written.id))
    await say.send(
      ctx.conversation,
      kept ? reviewFileCard(kept, reviewName(number), locale) : staleCard(locale),
    )
  })
}

/** Undefined: there is none that was returned to them. */
async function workbook(
  ctx: Context,
  ports: HandOutPorts & SubmissionPorts,
  number: number,
): Promise<FileRef | undefined> {
  const { organisation, member, now, timeZone } = ctx
  if (organisation.kind === 'provider') return undefined
  const scope = { kind: 'organisation', organisationId: organisation.id } as const
  const read = await ports.unitOfWork.decide(scope, async (stores) => {
    const review = await stores.reviews.find(organisation.id, number)
    if (review?.state !== 'returned') return undefined
    const runs = await stores.checksheets.runs(organisation.id, review.sheetId)
    const run = runs.find(({ id }) => id === review.runId)
    const view = await viewOf(stores, review)
    return run && { run, view, before: await resultsBefore(stores, runs, run, view.sheet) }
  })
  if (!read) return undefined
  const { run, view, before } = read
  const { sheet, copy: answers, notes } = view
  const replies = repliesOf(sheet, answers, notes, phrases.ja.comment.suggested)
  const name = phrases[member.locale].file(reviewName(number), dayOf(now, timeZone))
  return writeWorkbook(ctx, ports, { view: { sheet, run, answers }, before }, { name, replies })
}
