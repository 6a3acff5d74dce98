import type { Context } from '../../../chat/context.ts'
import type { ConversationRef } from '../../../chat/event.ts'
import { type Say, scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import type { AuditStore, MembershipStore } from '../../membership/index.ts'
import { routedBy } from '../at-hand.ts'
import { channelRefusedCard, ticketCard } from '../cards.ts'
import type { ChannelRoute, DeskStores } from '../desk-store.ts'
import type { Ticket } from '../ticket.ts'
import type { ChannelAction } from './actions.ts'
import { channelsCard, removedCard, setCard, unknownCard, type Way } from './cards.ts'
import type { ChannelWish } from './wish.ts'

type ChannelStores = DeskStores & {
  readonly audit: AuditStore
  readonly membership: Pick<MembershipStore, 'organisation' | 'organisationByCode'>
}

type Deciding = { readonly stores: ChannelStores; readonly say: Say }

/**
 * 「このチャンネルを相談窓口にする」, or that of a course or customer: an admin of the provider, in the shared channel itself. What waited
 * for a channel and goes here is shown at once.
 */
export function setConsultantsChannel(
  ctx: Context,
  unitOfWork: UnitOfWork<ChannelStores>,
  wish: ChannelWish,
): Promise<void> {
  const { conversation, member } = ctx
  const { locale } = member
  const refuse = (why: Parameters<typeof channelRefusedCard>[0]) =>
    unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.send(conversation, channelRefusedCard(why, locale))
    })
  if (conversation.kind !== 'shared') return refuse('notShared')
  if (!isAdmin(ctx)) return refuse('notAdmin')
  const { thread, ...channel } = conversation
  if (thread === undefined) return refuse('noThreads')
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const way = await wayOf(stores, wish)
    if (way) await set(ctx, { stores, say }, way, channel)
    else if (wish.kind === 'organisation')
      await say.send(conversation, unknownCard(wish.organisation, locale))
  })
}

interface ChosenWay {
  readonly route: ChannelRoute
  readonly customer: string | undefined
}

/** Undefined: there is no such customer. */
async function wayOf(
  { membership }: Pick<ChannelStores, 'membership'>,
  wish: ChannelWish,
): Promise<ChosenWay | undefined> {
  if (wish.kind !== 'organisation') return { route: wish, customer: undefined }
  const customer = await membership.organisationByCode(wish.organisation)
  if (customer?.kind !== 'customer') return undefined
  return { route: { kind: 'organisation', organisationId: customer.id }, customer: customer.name }
}

async function set(
  { conversation, organisation, member }: Context,
  { stores, say }: Deciding,
  way: ChosenWay,
  channel: ConversationRef,
): Promise<void> {
  const { desk, audit } = stores
  const all = await desk.consultantsChannels()
  const before = all.find(({ route }) => isSame(route, way.route))?.address
  await desk.setConsultantsChannel(channel, member.id, way.route)
  await audit.record(organisation.id, {
    actor: member.id,
    what: 'consultantsChannel.set',
    details: { route: way.route, before: before ?? null, after: channel },
  })
  const waiting: { readonly ticket: Ticket; readonly to: ConversationRef }[] = []
  for (const ticket of await desk.unannounced()) {
    const to = await desk.consultantsChannel(routedBy(ticket))
    if (to) waiting.push({ ticket, to })
  }
  await say.send(conversation, setCard(way, waiting.length, member.locale))
  for (const { ticket, to } of waiting)
    await desk.announced(ticket.organisationId, ticket.number, await say.sendToDesk(to, ticketCard(ticket)))
}

const isSame = (one: ChannelRoute, other: ChannelRoute): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** 「相談窓口の一覧」: all of them, to an admin alone. */
export function listChannels(ctx: Context, unitOfWork: UnitOfWork<ChannelStores>): Promise<void> {
  const { conversation, member } = ctx
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    if (!isAdmin(ctx))
      return void (await say.send(conversation, channelRefusedCard('notAdmin', member.locale)))
    const ways: Way[] = []
    for (const { route, address } of await stores.desk.consultantsChannels())
      ways.push({ ...{ route, address }, customer: await customerOf(stores, route) })
    await say.send(conversation, channelsCard(ways, member.locale))
  })
}

/** What went to the channel of a course or customer goes the next way from now on; what stands there stays. */
export function removeChannel(
  ctx: Context,
  unitOfWork: UnitOfWork<ChannelStores>,
  { route: named }: ChannelAction,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isAdmin(ctx)) return onStale()
  const { conversation, organisation, member } = ctx
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const route: ChannelRoute =
      named === 'learning' || named === 'practice'
        ? { kind: 'course', course: named }
        : { kind: 'organisation', organisationId: named }
    const customer = await customerOf(stores, route)
    const isRemoved = await stores.desk.removeConsultantsChannel(route)
    await say.send(conversation, removedCard(isRemoved ? { route, customer } : undefined, member.locale))
    if (!isRemoved) return
    await stores.audit.record(organisation.id, {
      actor: member.id,
      what: 'consultantsChannel.remove',
      details: { route },
    })
  })
}

const isAdmin = ({ organisation, member }: Pick<Context, 'organisation' | 'member'>): boolean =>
  organisation.kind === 'provider' && member.role === 'admin'

const customerOf = async (
  { membership }: Pick<ChannelStores, 'membership'>,
  route: ChannelRoute,
): Promise<string | undefined> =>
  route.kind === 'organisation' ? (await membership.organisation(route.organisationId))?.name : undefined
