import type { Context } from '../../../chat/context.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { type Deed, isNoticeAdmin } from '../at-hand.ts'
import { toldCard } from '../cards.ts'
import { refuse } from '../compose.ts'
import type { Values } from '../forms.ts'
import { isDraft } from '../notice.ts'
import { desk } from '../phrases.ja.ts'
import type { SentNoticeAction } from './actions.ts'
import { correctNow, draftCorrection, seen } from './correct.ts'
import { draftRecall, leave, recallNow, stop } from './recall.ts'
import { remind, showUnread } from './remind.ts'
import { handOutReport, type SentPorts, showFailed, showReport } from './report.ts'
import { settleAll, settleOne, showDoubt, showUnknown } from './unknown.ts'

/** What a button or form about a notice that is out leads to, for the provider's admins. Decided from what is stored. */
export async function decideSentNotice(
  ctx: Context,
  ports: SentPorts,
  action: SentNoticeAction,
  /** Of a form that was submitted. */
  values: Values | undefined,
): Promise<void> {
  if (action.type === 'notice.file' && isNoticeAdmin(ctx)) return handOutReport(ctx, ports, action.id)
  const library = ports.library()
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    if (!isNoticeAdmin(ctx)) return void (await say.send(ctx.conversation, toldCard(desk.menu.notAdmin)))
    const it: Deed = { ctx, stores, say, library }
    switch (action.type) {
      case 'notice.correct':
        return values ? draftCorrection(it, action, values) : showSeen(it, action)
      case 'notice.correctNow':
        return correctNow(it, action)
      case 'notice.recall':
        return values ? draftRecall(it, action, values) : showSeen(it, action)
      case 'notice.recallNow':
        return recallNow(it, action)
      case 'notice.leave':
        return leave(it, action)
      case 'notice.stop':
        return stop(it, action)
    }
    const notice = await stores.notices.find(ctx.organisation.id, action.id)
    if (!notice || isDraft(notice)) return refuse(it, desk.menu.gone)
    switch (action.type) {
      case 'notice.failed':
        return showFailed(it, notice, action.page)
      case 'notice.unknown':
        return showUnknown(it, notice, action.page)
      case 'notice.doubt':
        return showDoubt(it, notice, action.row)
      case 'notice.settle':
        return settleOne(it, notice, action.row, action.how)
      case 'notice.settleAll':
        return settleAll(it, notice, action.count, action.how)
      case 'notice.unread':
        return showUnread(it, notice, action.page)
      case 'notice.remind':
        return remind(it, notice)
      case 'notice.file':
        return undefined
    }
  })
  ports.wakeJobs()
}

async function showSeen(it: Deed, at: Parameters<typeof seen>[1]): Promise<void> {
  const notice = await seen(it, at)
  if (notice) await showReport(it, notice)
}
