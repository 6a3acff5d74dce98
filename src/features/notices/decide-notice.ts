import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { NoticeAction } from './actions.ts'
import { approve, readersWhoAsked, sendBack } from './approve.ts'
import { audienceNow, type Deed, isNoticeAdmin, type NoticePorts } from './at-hand.ts'
import { detach, showFiles } from './attach.ts'
import { toldCard } from './cards.ts'
import {
  address,
  compose,
  discard,
  refuse,
  sendTest,
  showDraft,
  showMenu,
  showStanding,
  showWho,
} from './compose.ts'
import type { Values } from './forms.ts'
import { isDraft } from './notice.ts'
import { desk } from './phrases.ja.ts'
import { requestedAudience, showInApproval, withdraw } from './request-approval.ts'
import { decideToSend } from './send.ts'
import { showReport } from './sent/index.ts'

/** What others who are asked, or who asked, hear of at once. */
const AT_ONCE: readonly string[] = ['notice.send', 'notice.schedule', 'notice.approve', 'notice.approveAt']
/** Who wrote it hears of it. */
const DECIDED_FOR_OTHERS: readonly string[] = ['notice.approve', 'notice.approveAt', 'notice.sendBack']

/** What a button or form about notices leads to, for the provider's admins. Decided from what is stored. */
export async function decideNotice(
  ctx: Context,
  ports: NoticePorts,
  action: NoticeAction,
  /** Of a form that was submitted. */
  values: Values | undefined,
): Promise<void> {
  const library = ports.library()
  const to = action.type === 'notice.test' ? await ports.directTo(ctx.from) : undefined
  const asked =
    DECIDED_FOR_OTHERS.includes(action.type) && 'id' in action && isNoticeAdmin(ctx)
      ? await readersWhoAsked(ports, action.id)
      : []
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    if (!isNoticeAdmin(ctx)) return void (await say.send(ctx.conversation, toldCard(desk.menu.notAdmin)))
    const it: Deed = { ctx, stores, say, library }
    if (action.type === 'notice.menu') return showMenu(it, action.page)
    if (action.type === 'notice.compose') return values ? compose(it, action.id, values) : showMenu(it, 0)
    if (action.type === 'notice.address') return values ? address(it, action.id, values) : showMenu(it, 0)
    if (action.type === 'notice.send') return decideToSend(it, action, undefined)
    if (action.type === 'notice.schedule')
      return values ? decideToSend(it, action, values.when ?? '') : showMenu(it, 0)
    if (action.type === 'notice.approve') return approve(it, action, undefined, asked)
    if (action.type === 'notice.approveAt')
      return values ? approve(it, action, values.when ?? '', asked) : showMenu(it, 0)
    if (action.type === 'notice.sendBack')
      return values ? sendBack(it, action, values.reason ?? '', asked) : showMenu(it, 0)
    const notice = await stores.notices.find(ctx.organisation.id, action.id)
    if (!notice) return refuse(it, desk.menu.gone)
    switch (action.type) {
      case 'notice.draft':
        if (notice.state === 'inApproval') return showInApproval(it, notice)
        return isDraft(notice) ? showDraft(it, notice) : showStanding(it, notice)
      case 'notice.who': {
        const shown = notice.state === 'inApproval' ? requestedAudience : audienceNow
        return showWho(it, notice, await shown(it, notice), action.page)
      }
      case 'notice.withdraw': {
        const draft = await withdraw(it, notice, action.revision)
        return draft ? showDraft(it, draft) : showStanding(it, notice)
      }
      case 'notice.files':
        return showFiles(it, notice)
      case 'notice.detach':
        return detach(it, notice, action.file)
      case 'notice.test':
        return sendTest(it, notice, to)
      case 'notice.discard':
        return discard(it, notice)
      case 'notice.report':
        return showReport(it, notice)
    }
  })
  if (AT_ONCE.includes(action.type)) ports.wakeJobs()
}

/** 「お知らせの配信」, in words. */
export const showNotices = (ctx: Context, ports: NoticePorts): Promise<void> =>
  decideNotice(ctx, ports, { type: 'notice.menu', page: 0 }, undefined)
