import { type Deed, record } from '../at-hand.ts'
import { refuse, showDraft } from '../compose.ts'
import type { Values } from '../forms.ts'
import { type Notice, noticeName } from '../notice.ts'
import { desk as menu } from '../phrases.ja.ts'
import { recallCard } from './cards.ts'
import { addEdition, type SeenNotice, seen } from './correct.ts'
import { reasonIn, wrongReason } from './forms.ts'
import { desk } from './phrases.ja.ts'
import { reportNow, showReport, standingNow } from './report.ts'

/** Why, before it is asked once more for certainty. */
export async function draftRecall(it: Deed, at: SeenNotice, values: Values): Promise<void> {
  const { ctx, stores, say } = it
  const notice = await seen(it, at)
  if (!notice) return
  const wrong = wrongReason(values)
  if (wrong !== undefined) return refuse(it, wrong)
  const pending = { kind: 'recall', reason: reasonIn(values), by: ctx.member.name } as const
  const revised = { ...notice, pending, revision: notice.revision + 1 }
  await stores.notices.save(revised)
  await record(it, 'notice.recallDraft', notice, { reason: pending.reason })
  const { counts } = await standingNow(stores, notice)
  await say.send(ctx.conversation, recallCard(revised, pending.reason, counts))
}

/** Whoever has it sees that it was recalled; whoever does not will never get it. There is no way back. */
export async function recallNow(it: Deed, at: SeenNotice): Promise<void> {
  const { ctx, stores } = it
  const notice = await seen(it, at)
  if (!notice) return
  const { pending } = notice
  if (pending?.kind !== 'recall') return showReport(it, notice)
  const recalled: Notice = {
    ...notice,
    ...{ state: 'recalled', pending: undefined, revision: notice.revision + 1 },
    finishedAt: notice.finishedAt ?? ctx.now,
  }
  await stores.notices.skipPlanned(notice.id, 'recalled')
  await addEdition(it, recalled, { kind: 'recall', by: ctx.member.name, reason: pending.reason })
  await reportNow(it, recalled)
  await record(it, 'notice.recall', notice, { reason: pending.reason })
}

/** What was about to be done is not done. */
export async function leave(it: Deed, at: SeenNotice): Promise<void> {
  const notice = await seen(it, at)
  if (!notice) return
  const left = { ...notice, pending: undefined, revision: notice.revision + 1 }
  await it.stores.notices.save(left)
  if (notice.pending) await record(it, 'notice.leave', notice)
  await showReport(it, left)
}

/** Before its time has come it does not go out, and may be changed again. */
export async function stop(it: Deed, at: SeenNotice): Promise<void> {
  const { ctx, stores } = it
  const notice = await stores.notices.find(ctx.organisation.id, at.id)
  if (!notice) return refuse(it, menu.menu.gone)
  if (notice.state !== 'scheduled')
    return notice.state === 'sending' || notice.state === 'sent' || notice.state === 'recalled'
      ? showReport(it, notice)
      : refuse(it, desk.notOut(noticeName(notice.number), menu.state[notice.state]))
  const draft: Notice = {
    ...notice,
    ...{ state: 'draft', sendAt: undefined, requestedBy: undefined, approvedBy: undefined },
    ...{ progressRow: undefined, pending: undefined, revision: notice.revision + 1 },
  }
  await stores.notices.unplan(notice.organisationId, notice.id)
  await stores.notices.save(draft)
  await record(it, 'notice.stop', notice)
  await showDraft(it, draft, desk.stopped(noticeName(notice.number)))
}
