import type { ConversationRef } from '../../chat/event.ts'
import { readersOf } from '../membership/index.ts'
import { audienceNow, type Deed, mayApprove, type NoticePorts, record } from './at-hand.ts'
import { momentWords, toldCard } from './cards.ts'
import { refuse, showDraft, showStanding } from './compose.ts'
import { momentIn } from './forms.ts'
import { type Notice, noticeName } from './notice.ts'
import { desk } from './phrases.ja.ts'
import { sameWords } from './plan.ts'
import { answerRequests, redraft } from './redraft.ts'
import { showInApproval } from './request-approval.ts'
import { begin, type Seen } from './send.ts'

/** Where those who wrote it, and asked for it, read alone. Looked up before the decision. */
export async function readersWhoAsked(ports: NoticePorts, id: string): Promise<readonly ConversationRef[]> {
  const { unitOfWork, providerId } = ports
  const scope = { kind: 'desk', organisationId: providerId } as const
  const notice = await unitOfWork.decide(scope, ({ notices }) => notices.find(providerId, id))
  if (!notice) return []
  const whose = [notice.author.id, notice.requestedBy]
  const readers = await readersOf(ports, providerId, (it) => whose.includes(it.id))
  return readers.map(({ to }) => to)
}

/**
 * Another admin lets it go out: what they saw, to whom they saw it goes, when they saw it goes. `when`: at another time
 * (2026-12-01 10:00), empty: now; undefined: as was asked.
 */
export async function approve(
  it: Deed,
  seen: Seen,
  when: string | undefined,
  asked: readonly ConversationRef[],
): Promise<void> {
  const { ctx, stores, say } = it
  const { approval: words } = desk
  const notice = await stores.notices.find(ctx.organisation.id, seen.id)
  if (notice?.state !== 'inApproval') return showStanding(it, notice)
  if (!mayApprove(notice, ctx.member.id)) return refuse(it, words.own)
  const planned = await stores.notices.plannedIds(notice.id)
  if (seen.revision !== notice.revision || seen.count !== planned.length)
    return showInApproval(it, notice, desk.draft.changed)
  const changed = await changeSince(it, notice, planned)
  if (changed !== undefined) return returnChanged(it, notice, changed, asked)
  const sendAt = when === undefined ? notice.sendAt : momentOf(when)
  if (sendAt === 'wrong') return refuse(it, desk.form.wrong.when)
  if (sendAt && sendAt < ctx.now)
    return showInApproval(it, notice, words.passed(momentWords(sendAt, ctx.timeZone)))
  const same = await sameWords(it, notice)
  if (same) return refuse(it, desk.send.same(noticeName(same.number), same.author.name))
  const approved = {
    ...notice,
    ...{ approvedBy: { id: ctx.member.id, name: ctx.member.name }, sendAt: sendAt ?? ctx.now },
  }
  const told = words.approved(
    noticeName(notice.number),
    ctx.member.name,
    sendAt ? momentWords(sendAt, ctx.timeZone) : undefined,
  )
  const [first, ...others] = asked
  await begin(it, approved, 'notice.approve', first)
  await answerRequests(it, notice, told)
  const way = { label: desk.button.report, action: { type: 'notice.report', id: notice.id } } as const
  for (const to of first ? [first, ...others] : []) await say.notify(to, toldCard(told, way))
  if (first) await say.send(ctx.conversation, toldCard(told, way))

  function momentOf(written: string): Date | undefined | 'wrong' {
    return written.trim() === '' ? undefined : (momentIn(written, ctx.timeZone) ?? 'wrong')
  }
}

/** Whom it would go to now is not who was shown. @returns undefined: it is */
async function changeSince(
  it: Deed,
  notice: Notice,
  planned: readonly string[],
): Promise<{ readonly more: number; readonly fewer: number } | undefined> {
  const { included } = await audienceNow(it, notice)
  const now = new Set(included.map(({ organisation }) => organisation.id))
  const then = new Set(planned)
  const more = [...now].filter((id) => !then.has(id)).length
  const fewer = planned.filter((id) => !now.has(id)).length
  return more + fewer > 0 ? { more, fewer } : undefined
}

async function returnChanged(
  it: Deed,
  notice: Notice,
  { more, fewer }: { readonly more: number; readonly fewer: number },
  asked: readonly ConversationRef[],
): Promise<void> {
  const told = desk.approval.audienceChanged(noticeName(notice.number), more, fewer)
  const draft = await redraft(it, notice, {}, told)
  await record(it, 'notice.outdated', notice, { more, fewer })
  await tellAsked(it, asked, told, notice.id)
  await showDraft(it, draft, told)
}

/** It is not to go out as it is. */
export async function sendBack(
  it: Deed,
  { id, revision }: Pick<Seen, 'id' | 'revision'>,
  reason: string,
  asked: readonly ConversationRef[],
): Promise<void> {
  const { ctx, stores, say } = it
  const { approval: words } = desk
  const notice = await stores.notices.find(ctx.organisation.id, id)
  if (notice?.state !== 'inApproval') return showStanding(it, notice)
  if (!mayApprove(notice, ctx.member.id)) return refuse(it, words.own)
  if (revision !== notice.revision) return showInApproval(it, notice, desk.draft.changed)
  if (reason.trim() === '') return refuse(it, words.noReason)
  const told = words.sentBack(noticeName(notice.number), ctx.member.name)
  await redraft(it, notice, {}, told)
  await record(it, 'notice.sendBack', notice)
  await tellAsked(it, asked, `${told}\n${words.reasonIs(reason.trim())}`, id)
  await say.send(ctx.conversation, toldCard(told))
}

async function tellAsked(
  { say }: Pick<Deed, 'say'>,
  asked: readonly ConversationRef[],
  words: string,
  id: string,
): Promise<void> {
  const way = { label: desk.button.draft, action: { type: 'notice.draft', id } } as const
  for (const to of asked) await say.notify(to, toldCard(words, way))
}
