import type { Context, Organisation } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { DeskStores } from '../escalation/index.ts'
import { type AuditStore, firstReached } from '../membership/index.ts'
import { accountIn, contractLine, entitlementOn } from '../plans/index.ts'
import type { Stores as SheetStores } from './desk.ts'
import type { Timed } from './submission-clock.ts'

export type SubmissionStores = SheetStores & DeskStores & { readonly audit: AuditStore }

export interface SubmissionPorts {
  readonly unitOfWork: UnitOfWork<SubmissionStores>
  readonly library: () => Library
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** What an organisation has handed to the consultants: a run to be reviewed, or one to be counselled on. */
export interface Submission extends Timed {
  readonly organisationId: string
  /** Who submitted it. */
  readonly memberId: string
  readonly consultant: Consultant | undefined
  readonly conversation: ConversationRef
  /** The outbox rows of its card and of the consultants' one. */
  readonly cardRow: string | undefined
  readonly deskRow: string | undefined
}

/** A submission as it is told from others of its kind. */
export interface SubmissionId {
  readonly organisationId: string
  readonly number: number
}

/** Who has it. */
export interface Consultant {
  readonly providerId: string
  readonly id: string
  readonly name: string
}

/** Whose sheet it is, as the consultants are shown it. */
export interface Submitter {
  readonly organisation: string
  /** What they bought, in one line. */
  readonly contract: string
  readonly by: string
}

/** Where the two sides are told something. Found before a decision, since platforms are asked. */
export interface Places {
  /** Shared: there nothing private is said. */
  readonly customer: ConversationRef
  /** The consultant alone, else the consultants' channel; undefined: nowhere. */
  readonly consultant: ConversationRef | undefined
}

export async function placesOf(
  ports: Pick<SubmissionPorts, 'unitOfWork' | 'directTo'>,
  { organisationId, memberId, consultant, conversation }: Submission,
): Promise<Places> {
  const known = await ports.unitOfWork.decide(
    { kind: 'desk', organisationId },
    async ({ membership, desk }) => ({
      member: await membership.registered(organisationId, memberId),
      consultant: consultant && (await membership.registered(consultant.providerId, consultant.id)),
      channel: await desk.consultantsChannel({ organisationId, course: undefined }),
    }),
  )
  const alone =
    conversation.kind === 'direct' ? conversation : await firstReached(ports, known.member?.identities)
  return {
    customer: alone ?? conversation,
    consultant: (await firstReached(ports, known.consultant?.identities)) ?? known.channel,
  }
}

export const actorOf = ({ from }: Pick<Context, 'from'>): string =>
  `${from.platform}/${from.workspace}/${from.user}`

/** A decision about a submission. */
export interface Deed {
  readonly stores: SubmissionStores
  readonly say: Say
  readonly library: Library
  readonly now: Date
  readonly timeZone: string
  readonly organisation: Pick<Organisation, 'id' | 'name'>
}

export async function submitterOf(
  { stores, library, now, timeZone, organisation }: Omit<Deed, 'say'>,
  { memberId }: Pick<Submission, 'memberId'>,
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

/** Both cards as they are now; those that are not there yet are sent. @returns their outbox rows */
export async function showBoth(
  { stores, say }: Pick<Deed, 'stores' | 'say'>,
  { organisationId, cardRow, deskRow, conversation }: Submission,
  { forCustomer, forDesk }: { readonly forCustomer: Message; readonly forDesk: Message },
): Promise<Pick<Submission, 'cardRow' | 'deskRow'>> {
  const channel = await stores.desk.consultantsChannel({ organisationId, course: undefined })
  return {
    cardRow: await shown(say, cardRow, forCustomer, (card) => say.send(conversation, card)),
    deskRow:
      channel || deskRow
        ? await shown(say, deskRow, forDesk, async (card) => channel && say.sendToDesk(channel, card))
        : undefined,
  }
}

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

/** Where somebody of the provider's reads alone, so that nothing private of a customer is shown beside others. */
export async function ownConversation(
  { conversation, from }: Context,
  { directTo }: Pick<SubmissionPorts, 'directTo'>,
): Promise<ConversationRef> {
  return conversation.kind === 'direct' ? conversation : ((await directTo(from)) ?? conversation)
}

export const consultantOf = ({ organisation, member }: Context): Consultant => ({
  ...{ providerId: organisation.id, id: member.id, name: member.name },
})
