import type { Context, EventClaim } from '../chat/context.ts'
import type { ConversationRef, InboundEvent } from '../chat/event.ts'
import { sharedWelcomeCard } from '../features/consultation/index.ts'
import { carriedFrom, change, ticketHere } from '../features/escalation/index.ts'
import {
  admitFromChannel,
  depart,
  linkByCode,
  redeem,
  register,
  registrationCodeIn,
  type Sender,
  unknownSenderCard,
  type Welcome,
  whomToAskCard,
} from '../features/membership/index.ts'
import { showLatest } from '../features/notices/reading/index.ts'
import type { EventHandler } from '../ports/event-handler.ts'
import type { Status } from '../ports/telemetry.ts'
import type { UnitOfWork } from '../ports/unit-of-work.ts'
import { readAction } from './actions.ts'
import { withAudience } from './audience.ts'
import { asUnknown, contextOf } from './context.ts'
import { carryOver, converse } from './converse.ts'
import { type Code, type Intent, intentOf, REGISTER } from './intent.ts'
import { obey } from './obey.ts'
import type { AppPorts, Stores } from './ports.ts'
import { press } from './press.ts'
import { recover } from './recover.ts'
import { warning, withoutCodes, withoutSecrets } from './secrets.ts'

/** What anybody may command; the rest of what is told from words alone is for the provider's people, else a question. */
function isCommand(intent: Intent): boolean {
  if (intent.kind === 'notices') return intent.past !== undefined
  return !['ask', 'administration', 'hours', 'contact', 'curation'].includes(intent.kind)
}

const DRAFTED_BY_MODEL: readonly string[] = ['escalation.draft', 'review.draft']
const NOT_A_COMMAND: Intent = { kind: 'ask' }
const NO_STATUS: Status = { step: () => undefined, end: () => undefined }

/** What each event leads to. */
export function createApp(ports: AppPorts): EventHandler {
  async function handle(event: InboundEvent, claim: EventClaim): Promise<void> {
    const began = performance.now()
    await decide(event, claim)
    ports.telemetry.handled(event.from.platform, event.type, performance.now() - began)
  }

  async function decide(arrived: InboundEvent, claim: EventClaim): Promise<void> {
    const intent = arrived.type === 'message' ? intentOf(arrived.text, arrived.conversation) : NOT_A_COMMAND
    if (arrived.type === 'left')
      return depart(ports, { event: arrived, claim, now: ports.clock(), providerId: ports.providerId })
    if (intent.kind === 'redeem' || intent.kind === 'joinByCode' || intent.kind === 'register')
      return take(intent, arrived, claim)
    if (arrived.type === 'form' && arrived.action.type === REGISTER) {
      const { code = '', name } = arrived.values
      return enroll(arrived, claim, { code: registrationCodeIn(code), name })
    }
    const sender = await senderOf(arrived)
    const { event, secrets, unitOfWork } = withoutSecrets(arrived, ports.unitOfWork, sender)
    if (event.type === 'opened' && event.conversation.kind === 'shared')
      return introduce(event, claim, sender)
    if (sender.kind !== 'member') return turnAway(unitOfWork, event, claim, asUnknown(sender.kind))
    const ctx = contextOf(ports, sender, event, claim)
    const desk = { ...ports, unitOfWork: withAudience(unitOfWork, ctx, await directOf(event)) }
    const obeying = { ...desk, unitOfWork: warning(desk.unitOfWork, ctx, event, secrets) }
    if (await carryOn(event, ctx, { desk, obeying }, intent)) return
    if (await obey(ctx, obeying, intent, event)) return
    const status = beginStatus(event, ctx)
    const atWork = { ...desk, onStep: status.step }
    try {
      await (event.type === 'action' || event.type === 'form'
        ? press(ctx, atWork, event, secrets)
        : converse(ctx, atWork, event, secrets))
    } finally {
      status.end()
    }
  }

  /**
   * Somebody unknown from another company, who addresses the desk in a channel that is a customer's, is of that customer from this
   * moment on. The provider's own people, registered or not, are not: the platform must tell that the writer is none of them.
   */
  async function senderOf(event: InboundEvent): Promise<Sender> {
    const { from, conversation } = event
    const sender = await ports.directory.whois(from, conversation)
    const outside = event.type === 'message' && event.home !== undefined
    if (sender.kind !== 'inMappedChannel' || !outside || conversation.kind !== 'shared') return sender
    const { providerId } = ports
    const admission = { from, channel: conversation, providerId }
    await admitFromChannel(ports.unitOfWork, admission, await welcomeOf(event))
    return ports.directory.whois(from)
  }

  /** Who has just come reads what their organisation was told last, where they read alone. */
  async function welcomeOf({ from, conversation }: InboundEvent): Promise<Welcome<Stores>> {
    const to = conversation.kind === 'direct' ? conversation : await ports.directTo(from)
    const library = ports.library()
    const now = ports.clock()
    return async (stores, say, organisationId) => {
      if (!to) return
      const newcomer = { organisationId, to, now, timeZone: ports.timeZone, locale: 'ja' } as const
      await showLatest({ stores, say, library }, newcomer)
    }
  }

  async function enroll(
    event: InboundEvent,
    claim: EventClaim,
    written: { readonly code: string | undefined; readonly name: string | undefined },
  ): Promise<void> {
    const { from, conversation } = event
    const { clock, providerId } = ports
    const attempt = { ...written, from, conversation, claim, now: clock(), providerId }
    const desk = { ...ports, unitOfWork: withoutCodes(ports.unitOfWork) }
    return register(desk, attempt, await welcomeOf(event))
  }

  /** A code is for who the desk does not know yet, or knows elsewhere. */
  async function take({ kind, code }: Code, event: InboundEvent, claim: EventClaim): Promise<void> {
    if (kind === 'register') return enroll(event, claim, { code, name: undefined })
    const { from, conversation } = event
    const { providerId } = ports
    const written = { code, from, conversation, claim, now: ports.clock(), providerId }
    if (kind === 'redeem') return redeem(ports.unitOfWork, written)
    return linkByCode(ports, written, await welcomeOf(event))
  }

  /** Looked up before the decision, in which nothing may be waited for but the database's own transaction. */
  async function directOf({ conversation, from }: InboundEvent): Promise<ConversationRef | undefined> {
    return conversation.kind === 'direct' ? conversation : ports.directTo(from)
  }

  /**
   * What belongs to a person's conversation with a customer is theirs: in a ticket's thread everything that is written, on the
   * customer's side what is no command. @returns false where it is the desk's own to answer
   */
  async function carryOn(
    event: InboundEvent,
    ctx: Context,
    { desk, obeying }: { readonly desk: AppPorts; readonly obeying: AppPorts },
    intent: Intent,
  ): Promise<boolean> {
    switch (event.type) {
      case 'message': {
        if (ctx.organisation.kind === 'customer' && isCommand(intent)) return false
        const here = await ticketHere(ctx, desk, event.text)
        if (here) await carryOver(ctx, obeying, here, event)
        return here !== undefined
      }
      case 'edit':
      case 'deletion': {
        const here = ctx.organisation.kind === 'provider' ? await ticketHere(ctx, desk, '') : undefined
        const of = here?.organisationId ?? ctx.organisation.id
        const carried = await carriedFrom(ctx, desk, of, event.message)
        if (carried) await change(ctx, obeying, carried, event.type === 'edit' ? event : null)
        return carried !== undefined
      }
      case 'action':
      case 'form':
      case 'opened':
      case 'left':
        return false
    }
  }

  /** A press is decided in a moment and shows its own sign, unless a model is asked; who has just opened the desk waits for nothing. */
  function beginStatus(event: InboundEvent, { member }: Context): Status {
    if (event.type === 'opened') return NO_STATUS
    if (event.type === 'action' && !DRAFTED_BY_MODEL.includes(event.action.type)) return NO_STATUS
    return ports.status.begin(
      event.conversation,
      member.locale,
      'message' in event ? event.message : undefined,
    )
  }

  /** Whoever brought the desk into a shared conversation: everybody there is told what it is for. */
  function introduce(event: InboundEvent, claim: EventClaim, sender: Sender): Promise<void> {
    const { id, locale } =
      sender.kind === 'member'
        ? { id: sender.organisation.id, locale: sender.member.locale }
        : { id: ports.providerId, locale: 'ja' as const }
    const { deskName } = ports.library().provider
    return ports.unitOfWork.decide({ kind: 'desk', organisationId: id, claim }, async (_: Stores, say) => {
      await say.send(event.conversation, sharedWelcomeCard(locale, deskName))
    })
  }

  /** People whom the desk does not know are asked for their contract code; what they edit or delete leads to nothing. */
  function turnAway(
    unitOfWork: UnitOfWork<Stores>,
    event: InboundEvent,
    claim: EventClaim,
    kind: 'unknownUser' | 'unknownWorkspace',
  ): Promise<void> {
    const scope = { kind: 'desk', organisationId: ports.providerId, claim } as const
    return unitOfWork.decide(scope, async (_: Stores, say) => {
      if (event.type === 'edit' || event.type === 'deletion') return
      const asksWhom = event.type === 'action' && readAction(event.action)?.type === 'membership.noCode'
      const card = asksWhom ? whomToAskCard(ports.library().provider.supportContact) : unknownSenderCard(kind)
      await say.send(event.conversation, card)
    })
  }

  return { handle, recover: (event, claim, fault) => recover(ports, event, claim, fault) }
}
