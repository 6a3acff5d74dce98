import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Checksheet } from '../../ports/checksheets.ts'
import type { FileStore } from '../../ports/files.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, Scope, UnitOfWork } from '../../ports/unit-of-work.ts'
import { type ChecksheetStore, standingOf } from '../checksheet/index.ts'
import { type AuditedDeed, type AuditStore, identityName, type MembershipStore } from '../membership/index.ts'
import { type Addressed, type AddressingRules, addressed, type Customer } from './audience.ts'
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
  readonly files: FileStore
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

/** Four eyes: neither who wrote it nor who asked for it. */
export const mayApprove = (
  { author, requestedBy }: Pick<Notice, 'author' | 'requestedBy'>,
  memberId: string,
): boolean => memberId !== author.id && memberId !== requestedBy

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

type Looking = Pick<Deed, 'stores' | 'library'> & { readonly ctx: Pick<Context, 'now' | 'timeZone'> }
type Addressing = Pick<Notice, 'audience' | 'content'>

/** Who would get it now. */
export async function audienceNow(it: Looking, notice: Addressing): Promise<Addressed> {
  return audienceAmong(await customersFor(it, notice), it, notice)
}

/** Everybody, with what the audience asks of their sheets. */
export async function customersFor(
  { stores, library }: Pick<Looking, 'stores' | 'library'>,
  { audience }: Pick<Addressing, 'audience'>,
): Promise<readonly Customer[]> {
  const customers = await stores.notices.customers()
  if (!audience.item) return customers
  const done = await doneBy(stores, library, audience.item.number)
  return customers.map((it) => ({ ...it, itemDone: done.get(it.organisation.id) }))
}

export const audienceAmong = (
  customers: readonly Customer[],
  { library, ctx }: Pick<Looking, 'library' | 'ctx'>,
  { audience, content }: Addressing,
): Addressed => addressed(audience, content.category, customers, rulesOf(library, ctx))

/**
 * Whether an item is met, by the organisation's id, as the rules of the checksheet have it on the version that they answer on. Who
 * never began, and for whom it does not count, is not there.
 */
async function doneBy(
  { notices, checksheets }: Pick<NoticeStores, 'notices' | 'checksheets'>,
  library: Pick<Library, 'checksheets'>,
  number: number,
): Promise<ReadonlyMap<string, boolean>> {
  const done = new Map<string, boolean>()
  const served = library.checksheets.find(({ items }) => items.some((it) => it.number === number))
  const itemId = served?.items.find((it) => it.number === number)?.id
  if (!served || itemId === undefined) return done
  const versions = new Map<string, Checksheet | undefined>([[served.version, served]])
  for (const { organisationId, version, marks } of await notices.marksOf(served.id, itemId)) {
    if (!versions.has(version)) versions.set(version, await checksheets.sheet(served.id, version))
    const sheet = versions.get(version)
    const item = sheet?.items.find(({ id }) => id === itemId)
    const standing = sheet && item && standingOf(sheet, item, { marks, evidence: '' })
    if (standing === 'met' || standing === 'unmet') done.set(organisationId, standing === 'met')
  }
  return done
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
  what: AuditedDeed,
  { number }: Pick<Notice, 'number'>,
  details: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  stores.audit.record(ctx.organisation.id, {
    actor: identityName(ctx.from),
    what,
    details: { notice: noticeName(number), ...details },
  })
