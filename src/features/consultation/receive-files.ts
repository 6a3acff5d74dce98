import type { Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { placeOfKey } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import { plainText, type UploadToConsultation } from '../../chat/message.ts'
import type { FileOwner } from '../../ports/files.ts'
import type { Holidays } from '../../ports/holidays.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import {
  type ClaimedAttachment,
  type Fetched,
  type FileFailure,
  MOST_FILES,
  missingWords,
  settleFile,
} from '../attachments/index.ts'
import {
  type Afterwards,
  bringerOf,
  bringFile,
  openingOf,
  showAttachments,
  type TicketStores,
} from '../escalation/index.ts'
import { entitlementOn } from '../plans/index.ts'
import { type CardReader, consultationCard } from './cards.ts'
import type { Consultation } from './consultation.ts'
import type { AnswerStores } from './deciding.ts'
import { readerOf } from './reader.ts'

export interface ReceivingPorts {
  readonly unitOfWork: UnitOfWork<AnswerStores & TicketStores>
  readonly library: () => Library
  readonly clock: () => Date
  readonly timeZone: string
  readonly holidays: Holidays
}

/** What was fetched is the consultation's now, or can never be had: whoever is concerned sees it. Nothing, where it was taken back. */
export function settleAskedFile(
  ports: ReceivingPorts,
  claimed: ClaimedAttachment,
  consultationId: string,
  fetched: Fetched,
): Promise<void> {
  const { organisationId } = claimed
  const library = ports.library()
  return ports.unitOfWork.decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    const { attachments, consultations } = stores
    // Before anything else: it orders this decision among all that show the consultation's files.
    await attachments.of(organisationId, consultationId)
    const settled = await settleFile(stores, claimed, fetched)
    if (!settled) return
    const consultation = await consultations.find(organisationId, consultationId)
    if (!consultation) return
    if (settled.kind === 'failed') {
      const { reason } = settled
      await showMissing(ports, { stores, say, library }, consultation, { name: claimed.name, reason })
    }
    if (consultation.ticketNumber !== undefined)
      await showAttachments(stores, say, organisationId, consultation.ticketNumber)
  })
}

/** What came of a file that somebody brought by the upload page. */
export type Attached = 'attached' | 'tooMany' | 'closed'

/** What the page says of what it takes files for, and whose they will be; undefined where it takes none from this member. */
export const uploadOffer = (
  { unitOfWork }: Pick<ReceivingPorts, 'unitOfWork'>,
  to: UploadToConsultation,
): Promise<{ readonly subject: string; readonly locale: Locale; readonly owner: FileOwner } | undefined> =>
  unitOfWork.decide({ kind: 'organisation', organisationId: to.organisationId }, async (stores) => {
    const open = await openTo(stores, to)
    if (!open) return undefined
    const { subject, memberId } = open.consultation
    return { subject, locale: open.locale, owner: { organisationId: to.organisationId, memberId } }
  })

/** A file that was written is looked at, and is the consultation's from then on: its consultants see it, or who speaks with them. */
export function attach(ports: ReceivingPorts, to: UploadToConsultation, written: FileRef): Promise<Attached> {
  const { organisationId, consultationId } = to
  return ports.unitOfWork.decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    const { attachments } = stores
    await attachments.of(organisationId, consultationId)
    const open = await openTo(stores, to)
    if (!open) return 'closed'
    const { consultation, ticket } = open
    const present = ticket
      ? await attachments.present(organisationId, ticket.ticket.number)
      : (await attachments.of(organisationId, consultationId)).length
    if (present >= MOST_FILES) return 'tooMany'
    if (ticket) {
      const opening = openingOf(ports, ports.library())
      await bringFile({ stores, say, ticket: ticket.ticket, opening }, ticket.bringer, written, ports.clock())
      return 'attached'
    }
    const from = placeOfKey(consultation.conversationKey)
    if (!from) return 'closed'
    const brought = { ...written, locator: { desk: written.id } }
    await attachments.add(organisationId, { kind: 'consultation', id: consultationId }, from, [brought])
    if (consultation.ticketNumber !== undefined)
      await showAttachments(stores, say, organisationId, consultation.ticketNumber)
    return 'attached'
  })
}

/**
 * The consultation, if it was not taken back and is this member's own, or they speak with the other side about it (`ticket`) and still
 * may.
 */
async function openTo(
  stores: AnswerStores & TicketStores,
  { organisationId, memberId, consultationId }: UploadToConsultation,
) {
  const consultation = await stores.consultations.find(organisationId, consultationId)
  if (!consultation || consultation.state === 'withdrawn') return undefined
  const member = await stores.membership.member(organisationId, memberId)
  const number = consultation.ticketNumber
  const ticket = number === undefined ? undefined : await stores.desk.ticket(organisationId, number)
  const bringer = ticket && bringerOf(ticket, memberId, member)
  if (bringer) return { consultation, locale: bringer.locale, ticket: { ticket, bringer } }
  return member && consultation.memberId === member.id
    ? { consultation, locale: member.locale, ticket: undefined }
    : undefined
}

async function showMissing(
  ports: Pick<ReceivingPorts, 'clock' | 'timeZone'>,
  { stores, say, library }: { readonly stores: AnswerStores; readonly say: Say; readonly library: Library },
  before: Consultation,
  { name, reason }: { readonly name: string; readonly reason: FileFailure },
): Promise<void> {
  const { organisationId, answerRow } = before
  const why = isRefusal(reason) ? `\n${missingWords([name], reason, before.locale).reason}` : ''
  const consultation = { ...before, missingFiles: [...before.missingFiles, `${name}${why}`] }
  await stores.consultations.save(consultation)
  if (!answerRow) return
  const card = consultationCard(consultation, library, await readerIn(ports, library, stores, organisationId))
  await say.update(answerRow, card)
  await stores.turns.rewrite(organisationId, answerRow, plainText(card))
}

/** It came, and is not to be sent again as it is: the member hears why. */
const isRefusal = (reason: FileFailure): boolean =>
  reason === 'notAllowed' || reason === 'disguised' || reason === 'malware'

/** A ticket was solved, or goes on: so does the card of the question that it is about. */
export const redrawAsked =
  (ports: Pick<ReceivingPorts, 'library' | 'clock' | 'timeZone'>): Afterwards<AnswerStores & TicketStores> =>
  async (stores, say, { organisationId, number, state }) => {
    const id = await stores.desk.consultationOf(organisationId, number)
    const consultation = id === undefined ? undefined : await stores.consultations.find(organisationId, id)
    if (!consultation?.answerRow || consultation.state === 'withdrawn') return
    const wasOver = state === 'solved' || state === 'closed'
    if (wasOver === (consultation.state === 'solved')) return
    const library = ports.library()
    const card = consultationCard(
      consultation,
      library,
      await readerIn(ports, library, stores, organisationId),
    )
    await say.update(consultation.answerRow, card)
    await stores.turns.rewrite(organisationId, consultation.answerRow, plainText(card))
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
