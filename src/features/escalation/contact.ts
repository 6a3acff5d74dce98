import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { firstReached, isOfDesk, type MembershipStore, type RegisteredMember } from '../membership/index.ts'
import type { EscalationAction } from './actions.ts'
import { consultantOf, openingOf, record, type TicketPorts, type TicketStores } from './at-hand.ts'
import { addresseesCard, carriedCard, deskLine, ticketCard } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Carried } from './relay-store.ts'
import { answered, type Ticket, ticketName } from './ticket.ts'
import { nextLookAt, startedClocks, targetOf } from './ticket-clocks.ts'

/** How many a card offers. */
const OFFERED = 10

const CONTACT =
  /^(?<code>[A-Z0-9][A-Z0-9-]{1,31})(?:の(?<name>[^\s、。]{1,30}?)(?:様|さん)?)?(?:に|へ)連絡(?:を?(?:する|したい|します|とりたい|取りたい))?(?:です)?$/iu

/** 「MINATOの田中さんに連絡したい」: of the provider's people; from anybody else it is a question. */
export function contactIn(text: string): Addressee | undefined {
  const { code, name } = CONTACT.exec(text.normalize('NFKC').replace(/[\s「」。]/g, ''))?.groups ?? {}
  return code === undefined ? undefined : { code: code.toUpperCase(), name }
}

export interface Addressee {
  /** The organisation's. */
  readonly code: string
  readonly name: string | undefined
}

type Stores = TicketStores & {
  readonly membership: Pick<MembershipStore, 'organisation' | 'organisationByCode' | 'members' | 'registered'>
  readonly turns: { open(organisationId: string, conversation: Context['conversation']): Promise<void> }
}

export interface ContactPorts extends Pick<TicketPorts, 'library' | 'directTo'> {
  readonly unitOfWork: UnitOfWork<Stores>
}

/** Whom the consultant can write to, by the organisation's code and, if said, a name. */
export function chooseAddressee(
  ctx: Context,
  { unitOfWork }: Pick<ContactPorts, 'unitOfWork'>,
  { code, name }: Addressee,
): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), async ({ membership }, say) => {
    const organisation = await membership.organisationByCode(code)
    const members = organisation?.kind === 'customer' ? await membership.members(organisation.id) : []
    const meant = members.filter((it) => name === undefined || it.name.includes(name)).slice(0, OFFERED)
    await say.sendToDesk(
      ctx.conversation,
      organisation ? addresseesCard(organisation, meant) : deskLine(desk.begin.nobody),
    )
  })
}

/** A consultant writes to a member first: a ticket that is theirs from the beginning. `onStale` answers whoever may not. */
export async function beginTicket(
  ctx: Context,
  ports: ContactPorts,
  action: Extract<EscalationAction, { type: 'escalation.begin' }>,
  { subject = '', body = '' }: Readonly<Record<string, string>>,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isOfDesk(ctx) || subject.trim() === '' || body.trim() === '') return onStale()
  const { organisation: organisationId } = action
  const member = await memberOf(ports, action)
  if (!member) return onStale()
  const conversation = await firstReached(ports, member.identities)
  const library = ports.library()
  return ports.unitOfWork.decide({ ...scopeOf(ctx), organisationId }, async (stores, say) => {
    const organisation = await stores.membership.organisation(organisationId)
    if (!organisation || !conversation)
      return void (await say.sendToDesk(ctx.conversation, deskLine(desk.begin.unreachable(member.name))))
    const channel = await stores.desk.consultantsChannel({ organisationId, course: undefined })
    await stores.turns.open(organisationId, conversation)
    const opening = openingOf(ctx, library)
    const fresh: Ticket = {
      ...{
        organisationId,
        number: await stores.desk.nextNumber(),
        openedAt: ctx.now,
        withdrawnAt: undefined,
      },
      content: {
        ...{ subject: subject.trim(), question: body, answered: '', sources: [], files: [] },
        ...{ organisation: organisation.name, contract: '', asker: member.name, urgent: false },
        ...{ platform: conversation.platform, begun: 'byConsultant' },
      },
      ...{ attachments: [], deskRow: undefined, state: 'taken', memberId: member.id, conversation },
      ...{ consultant: consultantOf(ctx), thread: undefined, cardRow: undefined, takenAt: ctx.now },
      ...{ heldSince: ctx.now, dueAt: undefined, before: [], similar: [], elsewhere: [] },
      ...{ summary: [], summarisedAt: undefined },
      ...{ answeredAt: undefined, solvedAt: undefined, closedAt: undefined, activeAt: ctx.now },
      clocks: startedClocks(targetOf(ctx, library, false), ctx.now),
    }
    const ticket = answered(fresh, opening, ctx.now)
    const deskRow = channel && (await say.sendToDesk(channel, ticketCard(ticket)))
    await stores.desk.add({ ...ticket, deskRow })
    const name = ticketName(ticket.number)
    const author = phrases[member.locale].ticket.author(ctx.member.name)
    const carried: Omit<Carried, 'row'> = {
      ...{ organisationId, id: randomUUID(), number: ticket.number, to: 'customer', author, at: ctx.now },
      ...{ sourceKey: conversationKey(ctx.conversation), source: ctx.claim.eventId, editedAt: undefined },
      filesRow: undefined,
      words: `${name}　${subject.trim()}\n${body}`,
    }
    const row = await say.relay(conversation, carriedCard(carried, [], member.locale))
    await stores.relay.carry({ ...carried, row })
    await stores.turns.add(organisationId, {
      ...{ conversationKey: conversationKey(conversation), at: ctx.now, author: 'consultant' },
      ...{ memberId: undefined, messageId: carried.id, words: body },
    })
    if (ticket.clocks)
      await stores.desk.lookAt(organisationId, ticket.number, nextLookAt(opening, ticket.clocks, ctx.now))
    await say.sendToDesk(ctx.conversation, deskLine(desk.begin.sent(name, member.name)))
    await record({ ctx, stores, ticket }, 'ticket.begin')
  })
}

/** Of a customer. */
async function memberOf(
  { unitOfWork }: Pick<ContactPorts, 'unitOfWork'>,
  { organisation: organisationId, member: id }: { readonly organisation: string; readonly member: string },
): Promise<RegisteredMember | undefined> {
  return unitOfWork.decide({ kind: 'desk', organisationId }, async ({ membership }) => {
    const organisation = await membership.organisation(organisationId)
    if (organisation?.kind !== 'customer') return undefined
    return membership.registered(organisationId, id)
  })
}
