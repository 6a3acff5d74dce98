import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { NoticeAction } from './actions.ts'
import { type Deed, isNoticeAdmin, type NoticePorts } from './at-hand.ts'
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
import { decideToSend } from './send.ts'
import { showReport } from './sent/index.ts'

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
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    if (!isNoticeAdmin(ctx)) return void (await say.send(ctx.conversation, toldCard(desk.menu.notAdmin)))
    const it: Deed = { ctx, stores, say, library }
    if (action.type === 'notice.menu') return showMenu(it, action.page)
    if (action.type === 'notice.compose') return values ? compose(it, action.id, values) : showMenu(it, 0)
    if (action.type === 'notice.address') return values ? address(it, action.id, values) : showMenu(it, 0)
    if (action.type === 'notice.send') return decideToSend(it, action, undefined)
    if (action.type === 'notice.schedule')
      return values ? decideToSend(it, action, values.when ?? '') : showMenu(it, 0)
    const notice = await stores.notices.find(ctx.organisation.id, action.id)
    if (!notice) return refuse(it, desk.menu.gone)
    switch (action.type) {
      case 'notice.draft':
        return isDraft(notice) ? showDraft(it, notice) : showStanding(it, notice)
      case 'notice.who':
        return showWho(it, notice, action.page)
      case 'notice.test':
        return sendTest(it, notice, to)
      case 'notice.discard':
        return discard(it, notice)
      case 'notice.report':
        return showReport(it, notice)
    }
  })
  if (action.type === 'notice.send') ports.wakeJobs()
}

/** 「お知らせの配信」, in words. */
export const showNotices = (ctx: Context, ports: NoticePorts): Promise<void> =>
  decideNotice(ctx, ports, { type: 'notice.menu', page: 0 }, undefined)
