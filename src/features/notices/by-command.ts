import type { Library } from '../../ports/knowledge.ts'
import type { AuditedDeed } from '../membership/index.ts'
import { audienceNow, type NoticeStores } from './at-hand.ts'
import type { Addressed } from './audience.ts'
import { type Audience, draftOf, type Notice, type NoticeContent, noticeName } from './notice.ts'
import type { DeliveryCounts, RecipientCounts } from './notice-store.ts'
import { plan, sameWords, settled, start } from './plan.ts'
import { approvers, putInApproval } from './request-approval.ts'

/** A decision of an operator at the terminal, who is no member. */
export interface Commanded {
  readonly stores: NoticeStores
  readonly library: Library
  readonly providerId: string
  readonly now: Date
  readonly timeZone: string
  /** As the audit log names them. */
  readonly actor: string
}

export async function draftByCommand(
  { stores, providerId, now, actor }: Commanded,
  { content, audience }: { readonly content: NoticeContent; readonly audience: Audience },
): Promise<Notice> {
  const notice = draftOf({
    ...{ organisationId: providerId, number: await stores.notices.nextNumber(), content, audience },
    // Of no member: every admin may approve it.
    ...{ author: { id: providerId, name: actor }, createdAt: now },
  })
  await stores.notices.add(notice)
  await record({ stores, providerId, actor }, 'notice.compose', notice)
  return notice
}

export type SendOutcome =
  | { readonly kind: 'begun'; readonly notice: Notice; readonly audience: Addressed }
  /** Sent when one of these admins has approved. */
  | { readonly kind: 'requested'; readonly audience: Addressed; readonly asked: readonly string[] }
  | { readonly kind: 'notADraft'; readonly notice: Notice }
  | { readonly kind: 'past' }
  | { readonly kind: 'nobody'; readonly audience: Addressed }
  | { readonly kind: 'same'; readonly as: Notice }
  /** Nobody is there who could approve; of these one could be made an admin. */
  | { readonly kind: 'noApprover'; readonly couldBe: readonly string[] }

/** `sendAt` undefined: now. */
export async function sendByCommand(
  it: Commanded,
  id: string,
  sendAt: Date | undefined,
): Promise<SendOutcome | undefined> {
  const { stores, library, providerId, now, actor } = it
  const notice = await stores.notices.find(providerId, id)
  if (!notice) return undefined
  if (notice.state !== 'draft') return { kind: 'notADraft', notice }
  if (sendAt && sendAt < now) return { kind: 'past' }
  const audience = await audienceOf(it, notice)
  if (audience.included.length === 0) return { kind: 'nobody', audience }
  const same = await sameWords({ stores, ctx: it }, notice)
  if (same) return { kind: 'same', as: same }
  const organisations = audience.included.length
  const at = sendAt ? { at: sendAt.toISOString() } : {}
  if (organisations > library.provider.notices.approvalAbove) {
    const requested = { ...notice, sendAt, requestedBy: undefined }
    const ctx = { organisation: { id: providerId, code: '', name: '', kind: 'provider' as const } }
    const { asked, couldBe } = await approvers({ ctx, stores }, requested)
    if (asked.length === 0) return { kind: 'noApprover', couldBe }
    await putInApproval(stores, requested, audience)
    await record(it, 'notice.request', notice, { organisations, ...at })
    return { kind: 'requested', audience, asked }
  }
  await plan({ stores }, notice, audience)
  const begun = settled({ ...notice, sendAt: sendAt ?? now }, now)
  await start({ stores }, begun, actor, now)
  await record(it, sendAt ? 'notice.schedule' : 'notice.send', notice, { organisations, ...at })
  return { kind: 'begun', notice: begun, audience }
}

/** Who would get it now. */
export const audienceOf = (
  it: Pick<Commanded, 'stores' | 'library' | 'now' | 'timeZone'>,
  notice: Pick<Notice, 'audience' | 'content'>,
): Promise<Addressed> => audienceNow({ stores: it.stores, library: it.library, ctx: it }, notice)

/** How far it is; undefined: nobody was told yet. */
export async function progressOf(
  { notices }: Pick<NoticeStores, 'notices'>,
  { organisationId, id }: Notice,
): Promise<{ readonly recipients: RecipientCounts; readonly deliveries: DeliveryCounts } | undefined> {
  const [first] = await notices.editions(organisationId, id)
  if (!first) return undefined
  return { recipients: await notices.recipients(id), deliveries: await notices.deliveries(first.wave) }
}

const record = (
  { stores, providerId, actor }: Pick<Commanded, 'stores' | 'providerId' | 'actor'>,
  what: AuditedDeed,
  { number }: Pick<Notice, 'number'>,
  details: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  stores.audit.record(providerId, { actor, what, details: { notice: noticeName(number), ...details } })
