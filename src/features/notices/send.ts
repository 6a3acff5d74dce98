import type { ConversationRef } from '../../chat/event.ts'
import type { AuditedDeed } from '../membership/index.ts'
import { audienceNow, type Deed, record } from './at-hand.ts'
import { refuse, showDraft, showStanding } from './compose.ts'
import { momentIn } from './forms.ts'
import { type Notice, noticeName } from './notice.ts'
import { desk } from './phrases.ja.ts'
import { plan, sameWords, settled, start } from './plan.ts'
import { requestApproval } from './request-approval.ts'
import { reportOf } from './sent/index.ts'

/** What the presser saw. */
export interface Seen {
  readonly id: string
  readonly revision: number
  /** How many organisations. */
  readonly count: number
}

/**
 * It is to go out, now or at a time (2026-12-01 10:00); to more organisations than the provider lets one admin tell, when another one
 * has approved. What is sent is what was shown: after a change of the words, or of who gets it, the present state is shown instead.
 * Two who press at once send it once.
 */
export async function decideToSend(it: Deed, seen: Seen, when: string | undefined): Promise<void> {
  const { ctx, stores } = it
  const notice = await stores.notices.find(ctx.organisation.id, seen.id)
  if (notice?.state !== 'draft') return showStanding(it, notice)
  const sendAt = when === undefined ? ctx.now : momentIn(when, ctx.timeZone)
  if (!sendAt) return refuse(it, desk.form.wrong.when)
  if (sendAt < ctx.now) return refuse(it, desk.send.past)
  const audience = await audienceNow(it, notice)
  if (audience.included.length === 0) return showDraft(it, notice, desk.draft.empty)
  if (seen.revision !== notice.revision || seen.count !== audience.included.length)
    return showDraft(it, notice, desk.draft.changed)
  const same = await sameWords(it, notice)
  if (same) return refuse(it, desk.send.same(noticeName(same.number), same.author.name))
  if (audience.included.length > it.library.provider.notices.approvalAbove)
    return requestApproval(it, notice, audience, when === undefined ? undefined : sendAt)
  await plan(it, notice, audience)
  await begin(it, { ...notice, sendAt }, when === undefined ? 'notice.send' : 'notice.schedule')
}

/** From here on it goes out by itself. `to`: where else than here it is shown how far it is. */
export async function begin(
  it: Deed,
  notice: Notice,
  what: AuditedDeed,
  to: ConversationRef | undefined = undefined,
): Promise<void> {
  const { ctx, stores, say } = it
  const begun = settled(notice, ctx.now)
  await start(it, begun, ctx.member.name, ctx.now)
  const recipients = await stores.notices.recipients(notice.id)
  const card = await reportOf(stores, begun, ctx.timeZone)
  const progressRow = to ? await say.notify(to, card) : await say.send(ctx.conversation, card)
  await stores.notices.save({ ...begun, progressRow })
  await record(it, what, notice, {
    organisations: recipients.planned,
    ...(begun.state === 'scheduled' && begun.sendAt ? { at: begun.sendAt.toISOString() } : {}),
  })
}
