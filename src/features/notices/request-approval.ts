import type { Context } from '../../chat/context.ts'
import { toAsker } from '../../chat/message.ts'
import type { Scope } from '../../ports/unit-of-work.ts'
import { readersOf } from '../membership/index.ts'
import {
  audienceAmong,
  customersFor,
  type Deed,
  mayApprove,
  type NoticePorts,
  type NoticeStores,
  record,
} from './at-hand.ts'
import type { Addressed } from './audience.ts'
import { approvalCard, readerOf, waitingCard } from './cards.ts'
import { asSeen, refuse } from './compose.ts'
import type { AtNotices } from './hand-over.ts'
import { type Notice, noticeName } from './notice.ts'
import { desk } from './phrases.ja.ts'
import { plan } from './plan.ts'
import { redraft } from './redraft.ts'

/** Somebody else is asked whether it may go out, at once when they approve or at a time. Whom it goes to is settled now. */
export async function requestApproval(
  it: Deed,
  notice: Notice,
  audience: Addressed,
  sendAt: Date | undefined,
): Promise<void> {
  const { ctx, say, library } = it
  const requested = { ...notice, requestedBy: ctx.member.id, sendAt }
  const able = await approvers(it, requested)
  if (able.asked.length === 0) return refuse(it, desk.approval.nobody(able.couldBe.join('、')))
  await putInApproval(it.stores, requested, audience)
  await record(it, 'notice.request', notice, {
    organisations: audience.included.length,
    ...(sendAt ? { at: sendAt.toISOString() } : {}),
  })
  await say.send(
    ctx.conversation,
    waitingCard({ ...requested, state: 'inApproval' }, audience, library, ctx.timeZone, {
      news: desk.approval.requested(able.asked.join('、')),
    }),
  )
}

/** Who is planned for is who was shown. Whoever has to be asked is asked by the job. */
export async function putInApproval(
  stores: Pick<NoticeStores, 'notices'>,
  notice: Notice,
  audience: Addressed,
): Promise<void> {
  await plan({ stores }, notice, audience)
  await stores.notices.save({ ...notice, state: 'inApproval', askedAt: undefined, approvalRows: [] })
}

/** Names: of the admins who may approve it, and of those of the provider's people who could be made admins. */
export async function approvers(
  {
    ctx,
    stores,
  }: { readonly ctx: Pick<Context, 'organisation'>; readonly stores: Pick<NoticeStores, 'membership'> },
  notice: Pick<Notice, 'author' | 'requestedBy'>,
): Promise<{ readonly asked: readonly string[]; readonly couldBe: readonly string[] }> {
  const people = await stores.membership.members(ctx.organisation.id)
  return {
    asked: people.filter((it) => it.role === 'admin' && mayApprove(notice, it.id)).map(({ name }) => name),
    couldBe: people.filter(({ role }) => role === 'consultant').map(({ name }) => name),
  }
}

/** Who was planned for when approval was asked, and who is not among them now. */
export async function requestedAudience(
  it: Pick<Deed, 'stores' | 'library'> & { readonly ctx: Pick<Context, 'now' | 'timeZone'> },
  notice: Notice,
): Promise<Addressed> {
  const customers = await customersFor(it, notice)
  const now = audienceAmong(customers, it, notice)
  const planned = new Set(await it.stores.notices.plannedIds(notice.id))
  return {
    included: customers.filter(({ organisation }) => planned.has(organisation.id)),
    excluded: now.excluded.filter(({ customer }) => !planned.has(customer.organisation.id)),
    unknown: [],
  }
}

export async function showInApproval(it: Deed, notice: Notice, news?: string): Promise<void> {
  const { ctx, say, library } = it
  const audience = await requestedAudience(it, notice)
  await say.send(ctx.conversation, toAsker(asSeen(notice, ctx)))
  const card = mayApprove(notice, ctx.member.id) ? approvalCard : waitingCard
  await say.send(
    ctx.conversation,
    card(notice, audience, library, ctx.timeZone, { news, reader: readerOf(notice, ctx.member.id) }),
  )
}

/** The request is taken back; it is a draft again. */
export async function withdraw(it: Deed, notice: Notice, revision: number): Promise<Notice | undefined> {
  if (notice.state !== 'inApproval' || notice.revision !== revision) return undefined
  const draft = await redraft(
    it,
    notice,
    {},
    desk.approval.withdrawn(noticeName(notice.number), it.ctx.member.name),
  )
  await record(it, 'notice.withdraw', notice)
  return draft
}

/** Every other admin is asked, where they read alone: with what customers will see, whom it goes to and what they can do. */
export async function askApprovers(ports: NoticePorts, at: AtNotices): Promise<void> {
  const { unitOfWork, providerId } = ports
  const scope: Scope = { kind: 'desk', organisationId: providerId, job: at.job }
  const waiting = await unitOfWork.decide(scope, ({ notices }) => notices.toAsk())
  for (const { id } of waiting) {
    if (at.signal.aborted) return
    const asked = await unitOfWork.decide(scope, ({ notices }) => notices.find(providerId, id))
    if (!asked) continue
    const readers = await readersOf(
      ports,
      providerId,
      (it) => it.role === 'admin' && mayApprove(asked, it.id),
    )
    await unitOfWork.decide(scope, async (stores, say) => {
      const notice = await stores.notices.find(providerId, id)
      if (notice?.state !== 'inApproval' || notice.askedAt || notice.revision !== asked.revision) return
      const library = ports.library()
      const audience = await requestedAudience({ stores, library, ctx: at }, notice)
      const rows: string[] = []
      for (const { to, memberId } of readers) {
        await say.notify(to, asSeen(notice, at))
        const reader = readerOf(notice, memberId)
        rows.push(await say.notify(to, approvalCard(notice, audience, library, at.timeZone, { reader })))
      }
      await stores.notices.save({ ...notice, askedAt: at.now, approvalRows: rows })
    })
  }
}
