import type { Context, Locale } from '../../../chat/context.ts'
import { type FileRef, MAX_FILES } from '../../../chat/file.ts'
import type { UploadToDraft } from '../../../chat/message.ts'
import type { FileOwner } from '../../../ports/files.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { UnitOfWork } from '../../../ports/unit-of-work.ts'
import { type ClaimedAttachment, type Fetched, MOST_FILES, settleFile } from '../../attachments/index.ts'
import { deskPlace } from '../at-hand.ts'
import { bringerOf } from '../bring-file.ts'
import { present } from '../take.ts'
import { ticketName } from '../ticket.ts'
import type { AnswerDeed, ReplyStores } from './at-hand.ts'
import { enclosePageCard } from './cards.ts'
import { redraw, type Showing, showOthers } from './preview.ts'

export interface EnclosingPorts {
  readonly unitOfWork: UnitOfWork<ReplyStores>
  readonly library: () => Library
  readonly clock: () => Date
  readonly timeZone: string
}

/** What was fetched for an answer that is being written is shown in its preview; nothing, where it was dropped or taken out meanwhile. */
export function settleDraftFile(
  { unitOfWork, library, clock, timeZone }: EnclosingPorts,
  claimed: ClaimedAttachment,
  number: number,
  fetched: Fetched,
): Promise<void> {
  const { organisationId } = claimed
  return unitOfWork.decide({ kind: 'desk', organisationId }, async (stores, say) => {
    // Before anything else: it orders this decision among all about the draft.
    const ticket = await stores.desk.ticket(organisationId, number)
    const settled = await settleFile(stores, claimed, fetched)
    const draft = await stores.drafts.of(organisationId, number)
    if (!settled || !ticket || draft?.origin !== 'own') return
    await redraw({ stores, ticket, library: library(), now: clock(), timeZone }, say, draft)
  })
}

/** 「ファイルを添付」 in a preview: a page of the writer's own, which brings files to the draft. Part of a decision. */
export async function offerDraftPage(it: AnswerDeed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisationId, number, content } = ticket
  const draft = await stores.drafts.of(organisationId, number)
  if (draft?.origin !== 'own') return present(it)
  const to = { organisationId, memberId: ctx.member.id, draftOf: number }
  await say.send(ctx.conversation, enclosePageCard(to, ticketName(number), content.subject))
}

/** What that page says of what it takes files for; undefined where there is no draft, or no more this member's to write. */
export const draftOffer = (
  { unitOfWork }: Pick<EnclosingPorts, 'unitOfWork'>,
  to: UploadToDraft,
): Promise<{ readonly subject: string; readonly locale: Locale; readonly owner: FileOwner } | undefined> =>
  unitOfWork.decide({ kind: 'desk', organisationId: to.organisationId }, async (stores) => {
    const open = await openTo(stores, to)
    if (!open) return undefined
    const { organisationId, memberId, content } = open.ticket
    return { subject: content.subject, locale: 'ja', owner: { organisationId, memberId } }
  })

/** A file that was written by that page: looked at, it is part of the draft. */
export function bringToDraft(
  { unitOfWork, library, clock, timeZone }: EnclosingPorts,
  to: UploadToDraft,
  file: FileRef,
): Promise<'attached' | 'tooMany' | 'closed'> {
  const { organisationId, draftOf: number } = to
  return unitOfWork.decide({ kind: 'desk', organisationId }, async (stores, say) => {
    const open = await openTo(stores, to)
    const place = open && (await deskPlace(stores, open.ticket))
    if (!open || !place) return 'closed'
    const before = await stores.attachments.drafted(organisationId, number)
    if (before.filter(({ state }) => state !== 'failed').length >= MAX_FILES) return 'tooMany'
    const beside = await stores.attachments.present(organisationId, number)
    if (beside >= MOST_FILES) return 'tooMany'
    const brought = { ...file, locator: { desk: file.id } }
    await stores.attachments.add(organisationId, { kind: 'draft', number }, place, [brought], beside)
    const { ticket, draft } = open
    await showOthers({ stores, ticket, library: library(), now: clock(), timeZone }, say, draft)
    return 'attached'
  })
}

/** The draft, as long as who was given the page has the ticket. */
async function openTo(
  { desk, drafts }: ReplyStores,
  { organisationId, memberId, draftOf: number }: UploadToDraft,
) {
  const ticket = await desk.ticket(organisationId, number)
  const draft = await drafts.of(organisationId, number)
  const isTheirs = ticket && bringerOf(ticket, memberId, undefined)?.side === 'consultant'
  return isTheirs && draft?.origin === 'own' ? { ticket, draft } : undefined
}

/** All of them are taken out again. Part of a decision that holds the ticket. */
export async function detach(
  { ctx, stores, say, ticket, library }: AnswerDeed,
  draft: Parameters<typeof showOthers>[2],
): Promise<void> {
  const { organisationId, number } = ticket
  await stores.attachments.forget(organisationId, { kind: 'draft', number })
  await showOthers(showingOf({ ctx, stores, ticket, library }), say, draft)
}

export const showingOf = ({
  ctx: { now, timeZone },
  stores,
  ticket,
  library,
}: Pick<AnswerDeed, 'stores' | 'ticket' | 'library'> & {
  readonly ctx: Pick<Context, 'now' | 'timeZone'>
}): Showing => ({ stores, ticket, library, now, timeZone })
