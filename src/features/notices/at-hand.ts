import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, Scope, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { ChecksheetStore } from '../checksheet/index.ts'
import { type AuditStore, identityName, type MembershipStore } from '../membership/index.ts'
import { type Addressed, type AddressingRules, addressed } from './audience.ts'
import type { Known } from './forms.ts'
import { type Notice, noticeName } from './notice.ts'
import type { NoticeStore } from './notice-store.ts'
import type { NoticeReadingStore } from './reading/reading-store.ts'

export interface NoticeStores {
  readonly notices: NoticeStore
  readonly noticeReading: NoticeReadingStore
  readonly checksheets: ChecksheetStore
  readonly membership: MembershipStore
  readonly audit: AuditStore
}

export interface NoticePorts {
  readonly unitOfWork: UnitOfWork<NoticeStores>
  readonly library: () => Library
  readonly providerId: string
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
  /** What is decided to go out now goes out now, not with the next minute. */
  readonly wakeJobs: () => void
}

/** A decision of one of the provider's admins. */
export interface Deed {
  readonly ctx: Context
  readonly stores: NoticeStores
  readonly say: Say
  readonly library: Library
}

/** Who writes notices: the provider's admins. */
export const isNoticeAdmin = ({ organisation, member }: Pick<Context, 'organisation' | 'member'>): boolean =>
  organisation.kind === 'provider' && member.role === 'admin'

/** Reads only: the event that is handled does not end with it. */
export const reading = ({ organisation }: Pick<Context, 'organisation'>): Scope => ({
  kind: 'desk',
  organisationId: organisation.id,
})

export const rulesOf = (
  { products, provider }: Pick<Library, 'products' | 'provider'>,
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
): AddressingRules => ({
  catalogue: products,
  mandatory: provider.notices.mandatory,
  today: dayOf(now, timeZone),
})

/** Who would get it now. */
export async function audienceNow(
  {
    stores: { notices },
    library,
    ctx,
  }: Pick<Deed, 'stores' | 'library'> & {
    readonly ctx: Pick<Context, 'now' | 'timeZone'>
  },
  { audience, content }: Pick<Notice, 'audience' | 'content'>,
): Promise<Addressed> {
  const customers = await notices.customers(audience.item)
  return addressed(audience, content.category, customers, rulesOf(library, ctx))
}

/** What a notice can refer to. */
export const knownTo = (
  { index, checksheets }: Pick<Library, 'index' | 'checksheets'>,
  codes: ReadonlySet<string>,
): Known => ({
  isItem: (number) => checksheets.some(({ items }) => items.some((it) => it.number === number)),
  isEntry: (id) => index.entry(id) !== undefined,
  isOrganisation: (code) => codes.has(code),
})

export const record = (
  { ctx, stores }: Pick<Deed, 'ctx' | 'stores'>,
  what: string,
  { number }: Pick<Notice, 'number'>,
  details: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  stores.audit.record(ctx.organisation.id, {
    actor: identityName(ctx.from),
    what,
    details: { notice: noticeName(number), ...details },
  })
