import type { Context, Organisation } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../../chat/event.ts'
import type { Message } from '../../../chat/message.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../../ports/unit-of-work.ts'
import type { DeskStores } from '../../escalation/index.ts'
import type { AuditStore, RegisteredMember } from '../../membership/index.ts'
import {
  accountIn,
  type Balance,
  contractLine,
  entitlementOn,
  leftOf,
  totalOf,
  usableOn,
} from '../../plans/index.ts'
import type { Stores as SheetStores } from '../desk.ts'
import { newsCard, newsLine, type ReviewView, reviewCard } from './cards.ts'
import { deskCard, type Submitter } from './desk-cards.ts'
import type { phrases } from './phrases.ts'
import type { Review } from './review.ts'

export type Stores = SheetStores & DeskStores & { readonly audit: AuditStore }

export interface ReviewPorts {
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: () => Library
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** Where the two sides of a review are told something. Found before a decision, since platforms are asked. */
export interface Places {
  /** Shared: there nothing private is said. */
  readonly customer: ConversationRef
  /** The consultant alone, else the consultants' channel; undefined: nowhere. */
  readonly consultant: ConversationRef | undefined
}

export async function placesOf(
  { unitOfWork, directTo }: Pick<ReviewPorts, 'unitOfWork' | 'directTo'>,
  { organisationId, memberId, consultant, conversation }: Review,
): Promise<Places> {
  const known = await unitOfWork.decide({ kind: 'desk', organisationId }, async ({ membership, desk }) => ({
    member: (await membership.members(organisationId)).find(({ id }) => id === memberId),
    consultant:
      consultant && (await membership.members(consultant.providerId)).find(({ id }) => id === consultant.id),
    channel: await desk.consultantsChannel({ organisationId, course: undefined }),
  }))
  const alone = async (who: RegisteredMember | undefined): Promise<ConversationRef | undefined> => {
    for (const identity of who?.identities ?? []) {
      const direct = await directTo(identity)
      if (direct) return direct
    }
    return undefined
  }
  return {
    customer: conversation.kind === 'direct' ? conversation : ((await alone(known.member)) ?? conversation),
    consultant: (await alone(known.consultant)) ?? known.channel,
  }
}

export const actorOf = ({ from }: Pick<Context, 'from'>): string =>
  `${from.platform}/${from.workspace}/${from.user}`

/** What is left of reviews on a day. */
export const leftOn = (balances: readonly Balance[], day: string): number =>
  leftOf(totalOf(balances.filter((it) => it.allowance === 'review' && usableOn(it, day))))

/** @throws for a sheet that is not kept: it is never deleted */
export async function viewOf(
  { reviews, checksheets }: Pick<Stores, 'reviews' | 'checksheets'>,
  review: Review,
): Promise<ReviewView> {
  const { organisationId, id, sheetId, version } = review
  const sheet = await checksheets.sheet(sheetId, version)
  if (!sheet) throw new Error(`version ${version} of ${sheetId} is not kept`)
  return {
    ...{ review, sheet },
    copy: await reviews.copy(organisationId, id),
    notes: await reviews.notes(organisationId, id),
    questions: await reviews.questions(organisationId, id),
  }
}

/** A decision about a review. */
export interface Deed {
  readonly stores: Stores
  readonly say: Say
  readonly library: Library
  readonly now: Date
  readonly timeZone: string
  readonly organisation: Pick<Organisation, 'id' | 'name'>
}

export async function submitterOf(
  { stores, library, now, timeZone, organisation }: Omit<Deed, 'say'>,
  { memberId }: Review,
): Promise<Submitter> {
  const bought = await stores.contracts.of(organisation.id)
  const contract = entitlementOn(library.products, bought, dayOf(now, timeZone))
  return {
    organisation: organisation.name,
    contract: contractLine(
      { contract, now, timeZone },
      await accountIn(stores.ledger, { organisation, now }),
    ),
    by: (await stores.membership.member(organisation.id, memberId))?.name ?? '',
  }
}

/** Writes what a review has become, and shows it on both cards; those that are not there yet are sent. */
export async function keep(it: Deed, review: Review, line?: Line): Promise<ReviewView> {
  const { stores, say, timeZone, organisation } = it
  const member = await stores.membership.member(organisation.id, review.memberId)
  const locale = member?.locale ?? 'ja'
  const view = await viewOf(stores, review)
  const card = reviewCard(view, member?.name ?? '', { locale, timeZone }, line?.(locale))
  const cardRow = await shown(say, review.cardRow, card, (message) => say.send(review.conversation, message))
  const channel = await stores.desk.consultantsChannel({ organisationId: organisation.id, course: undefined })
  const forDesk = deskCard(view, await submitterOf(it, review))
  const deskRow =
    channel || review.deskRow
      ? await shown(say, review.deskRow, forDesk, (message) => sendTo(say, channel, message))
      : undefined
  const kept = { ...review, cardRow, deskRow }
  await stores.reviews.save(kept)
  return { ...view, review: kept }
}

/** In the language of whoever reads it. */
export type Line = (locale: keyof typeof phrases) => string

const sendTo = async (say: Say, to: ConversationRef | undefined, message: Message) =>
  to && say.sendToDesk(to, message)

async function shown<Row extends string | undefined>(
  say: Say,
  row: string | undefined,
  card: Message,
  send: (card: Message) => Promise<Row>,
): Promise<string | Row> {
  if (row === undefined) return send(card)
  await say.update(row, card)
  return row
}

/** Without their having asked. Who has left is told nothing. */
export async function tellCustomer(
  { stores, say, timeZone }: Deed,
  view: ReviewView,
  { customer }: Places,
  line: Line,
): Promise<void> {
  const { organisationId, memberId } = view.review
  const member = await stores.membership.member(organisationId, memberId)
  if (!member) return
  const { locale } = member
  await say.notify(
    customer,
    customer.kind === 'direct' ? newsCard(view, line(locale), { locale, timeZone }) : newsLine(locale),
  )
}
