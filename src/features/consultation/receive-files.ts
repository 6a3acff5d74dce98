import type { Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { placeOfKey } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import { plainText, type UploadTo } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import { type ClaimedAttachment, type Fetched, MOST_FILES } from '../attachments/index.ts'
import { settleCarriedFile, showAttachments, type TicketStores } from '../escalation/index.ts'
import { entitlementOn } from '../plans/index.ts'
import type { AnswerStores } from './answer.ts'
import { type CardReader, consultationCard } from './cards.ts'
import type { Consultation } from './consultation.ts'
import { readerOf } from './reader.ts'

export interface ReceivingPorts {
  readonly unitOfWork: UnitOfWork<AnswerStores & TicketStores>
  readonly library: () => Library
  readonly clock: () => Date
  readonly timeZone: string
}

/** What was fetched is the consultation's now, or can never be had: whoever is concerned sees it. Nothing, where it was taken back. */
export function settleAttachment(
  ports: ReceivingPorts,
  claimed: ClaimedAttachment,
  fetched: Fetched,
): Promise<void> {
  const { organisationId, of } = claimed
  if (of.kind === 'carried') return settleCarriedFile(ports, claimed, fetched)
  const consultationId = of.id
  const library = ports.library()
  return ports.unitOfWork.decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    const { attachments, files, consultations } = stores
    // Before anything else: it orders this decision among all that show the consultation's files.
    await attachments.of(organisationId, consultationId)
    const file = fetched.kind === 'written' ? await files.keep(organisationId, fetched.file) : undefined
    const reason = fetched.kind === 'failed' ? fetched.reason : 'gone'
    const settled = await attachments.settle(
      claimed,
      file ? { kind: 'stored', file } : { kind: 'failed', reason },
    )
    if (!settled) {
      if (file) await files.remove(organisationId, [file.id])
      return
    }
    const consultation = await consultations.find(organisationId, consultationId)
    if (!consultation) return
    if (!file) await showMissing(ports, { stores, say, library }, consultation, claimed.name)
    if (consultation.ticketNumber !== undefined)
      await showAttachments(stores, say, organisationId, consultation.ticketNumber)
  })
}

/** What came of a file that somebody brought by the upload page. */
export type Attached = 'attached' | 'tooMany' | 'closed'

/** What the page says of the consultation that it takes files for; undefined where it takes none from this member. */
export const uploadOffer = (
  { unitOfWork }: Pick<ReceivingPorts, 'unitOfWork'>,
  to: UploadTo,
): Promise<{ readonly subject: string; readonly locale: Locale } | undefined> =>
  unitOfWork.decide({ kind: 'organisation', organisationId: to.organisationId }, async (stores) => {
    const open = await openTo(stores, to)
    return open && { subject: open.consultation.subject, locale: open.member.locale }
  })

/** A file that was written is the consultation's from now on, and its consultants see it. */
export function attach(
  { unitOfWork }: Pick<ReceivingPorts, 'unitOfWork'>,
  to: UploadTo,
  written: FileRef,
): Promise<Attached> {
  const { organisationId, consultationId } = to
  return unitOfWork.decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    const { attachments, files } = stores
    const present = await attachments.of(organisationId, consultationId)
    const consultation = (await openTo(stores, to))?.consultation
    const from = consultation && placeOfKey(consultation.conversationKey)
    if (!consultation || !from) return 'closed'
    if (present.length >= MOST_FILES) return 'tooMany'
    const file = await files.keep(organisationId, written.id)
    if (!file) return 'closed'
    await attachments.addStored(organisationId, { kind: 'consultation', id: consultationId }, from, file)
    if (consultation.ticketNumber !== undefined)
      await showAttachments(stores, say, organisationId, consultation.ticketNumber)
    return 'attached'
  })
}

/** The consultation, if it is this member's own, they are still one, and it was not taken back. */
async function openTo({ consultations, membership }: AnswerStores, to: UploadTo) {
  const member = await membership.member(to.organisationId, to.memberId)
  const consultation = await consultations.find(to.organisationId, to.consultationId)
  if (!member || consultation?.memberId !== member.id || consultation.state === 'withdrawn') return undefined
  return { member, consultation }
}

async function showMissing(
  ports: Pick<ReceivingPorts, 'clock' | 'timeZone'>,
  { stores, say, library }: { readonly stores: AnswerStores; readonly say: Say; readonly library: Library },
  before: Consultation,
  name: string,
): Promise<void> {
  const { organisationId, answerRow } = before
  const consultation = { ...before, missingFiles: [...before.missingFiles, name] }
  await stores.consultations.save(consultation)
  if (!answerRow) return
  const card = consultationCard(consultation, library, await readerIn(ports, library, stores, organisationId))
  await say.update(answerRow, card)
  await stores.turns.rewrite(organisationId, answerRow, plainText(card))
}

/** An organisation whose member is not writing just now. */
async function readerIn(
  { clock, timeZone }: Pick<ReceivingPorts, 'clock' | 'timeZone'>,
  { products }: Library,
  { membership, contracts }: Pick<AnswerStores, 'membership' | 'contracts'>,
  organisationId: string,
): Promise<CardReader> {
  const kind = (await membership.provider()).id === organisationId ? 'provider' : 'customer'
  const contract = entitlementOn(products, await contracts.of(organisationId), dayOf(clock(), timeZone))
  return readerOf({ contract, organisation: { kind } })
}
