import type { Context, Organisation } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../../chat/event.ts'
import type { Message } from '../../../chat/message.ts'
import type { Say } from '../../../ports/unit-of-work.ts'
import { checksheetLine } from '../../checksheet/index.ts'
import { isOpen } from '../../consultation/index.ts'
import { historyChoice, type PastConsultations, type SearchedConsultation } from '../../history/index.ts'
import { firstReached } from '../../membership/index.ts'
import { accountIn, contractLine, entitlementOn } from '../../plans/index.ts'
import type { Booking } from '../booking.ts'
import { type BookingPorts, consultantOf, type Side, type Stores } from '../desk.ts'
import type { Brief, CustomerNews, Told } from './cards.ts'
import { newsCard, newsLine } from './cards.ts'

export interface MeetingPorts extends BookingPorts {
  readonly past: PastConsultations
  readonly timeZone: string
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** Where the two sides of a booking are told something. Found before a decision, since platforms are asked. */
export interface Places {
  /** Shared: there nothing private is said. */
  readonly customer: ConversationRef
  /** The consultant alone, else the consultants' channel; undefined: nowhere. */
  readonly consultant: ConversationRef | undefined
}

export async function placesOf(
  ports: Pick<MeetingPorts, 'unitOfWork' | 'directTo'>,
  { organisationId, memberId, providerId, consultantId, conversation }: Booking,
): Promise<Places> {
  const { member, consultant, channel } = await ports.unitOfWork.decide(
    { kind: 'desk', organisationId },
    async ({ membership, desk }) => ({
      member: await membership.registered(organisationId, memberId),
      consultant: await membership.registered(providerId, consultantId),
      channel: await desk.consultantsChannel({ organisationId, course: undefined }),
    }),
  )
  const alone = conversation.kind === 'direct' ? conversation : await firstReached(ports, member?.identities)
  return {
    customer: alone ?? conversation,
    consultant: (await firstReached(ports, consultant?.identities)) ?? channel,
  }
}

/** A booking under decision, with both sides of it. */
export interface AtHand {
  readonly booking: Booking
  readonly organisation: Organisation
  /** The customer's. `member`: who booked; one who was removed is told nothing any more. */
  readonly side: Side
  readonly isThere: boolean
  readonly places: Places
}

export async function atHand(
  { membership }: Pick<Stores, 'membership'>,
  booking: Booking,
  places: Places,
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
): Promise<AtHand> {
  const { organisationId, memberId, conversation } = booking
  const organisation = await membership.organisation(organisationId)
  if (!organisation) throw new Error(`booking ${booking.id} is nobody’s`)
  const known = await membership.member(organisationId, memberId)
  const member =
    known ?? ({ id: memberId, name: '', role: 'staff', locale: 'ja', greetedAt: undefined } as const)
  return {
    ...{ booking, organisation, places, isThere: known !== undefined },
    side: { organisation, member, conversation, now, timeZone },
  }
}

export const toldOf = async (stores: Pick<Stores, 'availabilities'>, booking: Booking): Promise<Told> => ({
  booking,
  consultant: await consultantOf(stores, booking),
})

/** Without their having asked. */
export async function tellCustomer(
  stores: Stores,
  say: Say,
  { side, places, isThere }: AtHand,
  booking: Booking,
  news: CustomerNews,
): Promise<void> {
  if (!isThere) return
  const { locale } = side.member
  const told = await toldOf(stores, booking)
  const alone = places.customer.kind === 'direct'
  const reading = { locale, timeZone: side.timeZone }
  await say.notify(places.customer, alone ? newsCard(told, news, reading) : newsLine(news, locale))
}

/** As the provider's own row. */
export async function tellConsultant(say: Say, { consultant }: Places, card: Message): Promise<void> {
  if (consultant) await say.sendToDesk(consultant, card)
}

/** So many open consultations are named. */
const NAMED = 5

/** What the consultant should have read before. */
export interface Before {
  /** The organisation's open consultations, a line each. */
  readonly open: readonly string[]
  /** The one that the meeting goes on from; undefined also once its question was deleted. */
  readonly goesOnFrom: SearchedConsultation | undefined
}

/** Read beside the decision: it changes nothing. */
export async function readBefore(
  { past, timeZone }: Pick<MeetingPorts, 'past' | 'timeZone'>,
  { organisationId, memberId, consultationId }: Booking,
  now: Date,
): Promise<Before> {
  const goesOnFrom =
    consultationId === undefined ? undefined : await past.one({ organisationId, memberId }, consultationId)
  const newest = await past.ofOrganisation(organisationId, { period: {}, skip: 0, limit: 50 })
  const open = newest
    .filter(({ state }) => isOpen(state))
    .slice(0, NAMED)
    .map((it) => historyChoice(it, { locale: 'ja', now, timeZone }).label)
  return { open, goesOnFrom: goesOnFrom?.state === 'withdrawn' ? undefined : goesOnFrom }
}

export async function briefOf(
  stores: Stores,
  { library }: Pick<MeetingPorts, 'library'>,
  { organisation, side }: AtHand,
  booking: Booking,
  before: Before,
): Promise<Brief> {
  const { now, timeZone } = side
  const bought = await stores.contracts.of(organisation.id)
  const contract = entitlementOn(library().products, bought, dayOf(now, timeZone))
  return {
    ...(await toldOf(stores, booking)),
    ...{ organisation: organisation.name, bookedBy: side.member.name, ...before },
    checksheet: await checksheetLine(stores, library(), organisation),
    contract: contractLine({ contract, now, timeZone }, await accountIn(stores.ledger, side)),
  }
}
