import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import { type ConversationRef, conversationKey, type MemberRef } from '../../../chat/event.ts'
import { safeFileName } from '../../../chat/file.ts'
import type { Message } from '../../../chat/message.ts'
import type { FileStores } from '../../../ports/files.ts'
import type { Library } from '../../../ports/knowledge.ts'
import { scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import { isOfDesk, type MembershipStore, readersOf } from '../../membership/index.ts'
import { entitlementOn, leftOf, type PlansStores, totalOf, usableOn } from '../../plans/index.ts'
import type { MenuAction } from '../actions.ts'
import {
  type Deed,
  isMine,
  keep,
  localeOf,
  openingOf,
  record,
  type TicketStores,
  tellDesk,
} from '../at-hand.ts'
import { deskLine, newsCard, takenCard, ticketCard } from '../cards.ts'
import { desk } from '../phrases.ja.ts'
import { phrases } from '../phrases.ts'
import { present } from '../take.ts'
import { given, isHeld, ticketName } from '../ticket.ts'
import { handOverCard, meetCard, menuCard, PAGE, TURN_EXCERPT, talkCard } from './cards.ts'
import { menu } from './phrases.ja.ts'
import { talkFile, talkOf } from './talk.ts'

export type MenuStores = TicketStores & PlansStores & FileStores & { readonly membership: MembershipStore }

export interface MenuPorts {
  readonly unitOfWork: UnitOfWork<MenuStores>
  readonly library: () => Library
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** A decision behind […]. */
interface MenuDeed extends Deed {
  readonly stores: MenuStores
  readonly library: Library
  /** Where the presser reads alone. */
  readonly alone: ConversationRef | undefined
  /** Where those read alone whom handing over concerns, by member. */
  readonly readers: ReadonlyMap<string, readonly ConversationRef[]>
}

/** So many turns with the desk are read, the newest. */
const TURNS = 400

/** What stands behind […] on a ticket. Decided from what is stored; `onStale` answers what is not this person's to press. */
export async function decideMenu(
  ctx: Context,
  ports: MenuPorts,
  action: MenuAction,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isOfDesk(ctx)) return onStale()
  const { organisation: organisationId, number } = action
  const alone = ctx.conversation.kind === 'direct' ? ctx.conversation : await ports.directTo(ctx.from)
  const readers = await readersFor(ctx, ports, action)
  const library = ports.library()
  return ports.unitOfWork.decide({ ...scopeOf(ctx), organisationId }, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return void (await say.sendToDesk(ctx.conversation, deskLine(desk.none)))
    const opening = openingOf(ctx, library)
    await decide({ ctx, stores, say, ticket, opening, library, alone, readers }, action)
  })
}

/** Looked up before the decision, since platforms are asked. */
async function readersFor(ctx: Context, ports: MenuPorts, action: MenuAction) {
  if (action.type !== 'escalation.handOverTo') return new Map()
  const { organisation: organisationId, number, to } = action
  const before = await ports.unitOfWork.decide({ kind: 'desk', organisationId }, ({ desk }) =>
    desk.ticket(organisationId, number),
  )
  const readers = await readersOf(
    ports,
    ctx.organisation.id,
    ({ id }) => id === to || id === before?.consultant?.id,
  )
  const byMember = Map.groupBy(readers, ({ memberId }) => memberId)
  return new Map([...byMember].map(([id, all]) => [id, all.map((it) => it.to)]))
}

async function decide(it: MenuDeed, action: MenuAction): Promise<void> {
  const { ticket, ctx } = it
  switch (action.type) {
    case 'escalation.more':
      return show(it, menuCard(ticket))
    case 'escalation.open':
      return void (await it.say.sendToDesk(ctx.conversation, ticketCard(ticket, ctx.now)))
    case 'escalation.handOver':
      return mayHandOver(it) ? show(it, handOverCard(ticket, await others(it), action.page)) : present(it)
    case 'escalation.handOverTo':
      return mayHandOver(it) ? handOver(it, action.to) : present(it)
    case 'escalation.meet':
      return isMine(it) ? proposeMeeting(it) : present(it)
    case 'escalation.talk':
      return showTalk(it, action.page)
  }
}

/** In the ticket's thread, replacing nothing; to who pressed it alone, there. */
async function show({ ctx, stores, say, ticket }: MenuDeed, card: Message): Promise<void> {
  if (ctx.conversation.kind === 'direct') await say.sendToDesk(ctx.conversation, card)
  else await tellDesk({ stores, say, ticket }, card)
}

/** Whoever has it, and the admins. */
const mayHandOver = (it: MenuDeed): boolean =>
  isMine(it) || (isHeld(it.ticket) && it.ctx.member.role === 'admin')

/** Of the provider's people, all who could have it. */
async function others({ ctx, stores, ticket }: MenuDeed) {
  const members = await stores.membership.members(ctx.organisation.id)
  return members.filter(
    ({ id, role }) => (role === 'consultant' || role === 'admin') && id !== ticket.consultant?.id,
  )
}

async function handOver(it: MenuDeed, to: string): Promise<void> {
  const { ctx, stores, say, ticket, readers } = it
  const next = (await others(it)).find(({ id }) => id === to)
  const before = ticket.consultant
  if (!next || !before) return present(it)
  const name = ticketName(ticket.number)
  const after = given(ticket, { providerId: ctx.organisation.id, id: next.id, name: next.name }, ctx.now)
  const { handOver: words } = menu
  await keep(it, after, ticket)
  await tellDesk(it, takenCard(after, words.line(name, next.name, before.name)))
  const tell = async (memberId: string, line: string) => {
    for (const place of readers.get(memberId) ?? []) await say.sendToDesk(place, deskLine(line))
  }
  const { subject, organisation } = ticket.content
  await tell(next.id, words.yours(name, before.name, subject, organisation))
  await tell(
    before.id,
    before.id === ctx.member.id ? words.done(name, next.name) : words.taken(name, next.name),
  )
  const theirs = phrases[await localeOf(stores, ticket)].ticket
  await say.relay(ticket.conversation, newsCard(theirs.tookOver(name, next.name)))
  await record(it, 'ticket.handOver', { before: before.name, after: next.name })
}

/** As long as the customer has meetings left; else the consultant is told. */
async function proposeMeeting(it: MenuDeed): Promise<void> {
  const { ctx, stores, say, ticket, library } = it
  const { organisationId, number } = ticket
  const name = ticketName(number)
  const today = dayOf(ctx.now, ctx.timeZone)
  const contract = entitlementOn(library.products, await stores.contracts.of(organisationId), today)
  const balances = await stores.ledger.balances(organisationId, ctx.now)
  const usable = balances.filter((of) => of.allowance === 'webMeeting' && usableOn(of, today))
  const left = leftOf(totalOf(usable))
  const consultation = await stores.tickets.consultationOf(organisationId, number)
  if (!consultation) return show(it, deskLine(menu.meet.gone(name)))
  if (!contract.opens('webMeeting')) return show(it, deskLine(menu.meet.outside(name)))
  if (left <= 0) return show(it, deskLine(menu.meet.noneLeft(name)))
  const offer = { number, consultant: ctx.member.name, left, consultation }
  await say.relay(ticket.conversation, meetCard(offer, await localeOf(stores, ticket)))
  await show(it, deskLine(menu.meet.done(name, left)))
  await record(it, 'ticket.meet')
}

/** To the presser alone: others read the thread too, and notes are the consultants'. */
async function showTalk(it: MenuDeed, page: number): Promise<void> {
  const { ctx, say, ticket, alone } = it
  const name = ticketName(ticket.number)
  if (!alone) return show(it, deskLine(menu.talk.unreachable(name)))
  const { spoken, shortened } = await readTalk(it)
  const isLong = spoken.length > PAGE || spoken.some(({ words }) => words.length > TURN_EXCERPT)
  const whole = page === 0 && isLong ? await wholeTalk(it, spoken) : undefined
  await say.sendToDesk(
    alone,
    talkCard(ticket, { ...{ spoken, page, whole, shortened }, timeZone: ctx.timeZone }),
  )
  if (conversationKey(alone) !== conversationKey(ctx.conversation) && ctx.conversation.kind === 'shared')
    await show(it, deskLine(menu.talk.sent(name)))
  await record(it, 'ticket.talk')
}

async function readTalk({ ctx, stores, ticket }: MenuDeed) {
  const { organisationId, number, conversation } = ticket
  // What its author took back with all its words is not read again.
  if (ticket.content.question === null) return { spoken: [], shortened: false }
  const of = { conversationKey: conversationKey(conversation), number, before: ctx.now }
  const said = await stores.tickets.said(organisationId, of, TURNS)
  const carried = await stores.relay.of(organisationId, number)
  const notes = await stores.relay.notes(organisationId, number)
  return { spoken: talkOf(said, carried, notes), shortened: said.length === TURNS }
}

async function wholeTalk({ ctx, stores, ticket }: MenuDeed, spoken: ReturnType<typeof talkOf>) {
  const name = ticketName(ticket.number)
  const consultation = await stores.tickets.consultationOf(ticket.organisationId, ticket.number)
  if (!consultation) return undefined
  const content = talkFile(menu.talk.title(name), spoken, ctx.timeZone)
  const description = { name: safeFileName(menu.talk.fileName(name)), mimeType: 'text/plain' }
  return stores.files.addDeskRecord(ctx.member.id, consultation, description, content)
}
