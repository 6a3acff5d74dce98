import type { Context, EventClaim } from '../chat/context.ts'
import type { ConversationRef, InboundEvent } from '../chat/event.ts'
import {
  type AnswerPorts,
  answer,
  comment,
  correct,
  offerUpload,
  record,
  respond,
  staleCard,
  withdraw,
} from '../features/consultation/index.ts'
import { renewLinks, setConsultantsChannel } from '../features/escalation/index.ts'
import { sayHome } from '../features/home/index.ts'
import { changeLanguage, redeem, type Sender, unknownSenderCard } from '../features/membership/index.ts'
import type { EventHandler } from '../ports/event-handler.ts'
import { scopeOf } from '../ports/unit-of-work.ts'
import { readAction } from './actions.ts'
import { withAudience } from './audience.ts'
import { contextOf } from './context.ts'
import { intentOf } from './intent.ts'
import type { AppPorts, Stores } from './ports.ts'
import { recover } from './recover.ts'

/** What each event leads to. */
export function createApp(ports: AppPorts): EventHandler {
  async function handle(event: InboundEvent, claim: EventClaim): Promise<void> {
    const began = performance.now()
    await decide(event, claim)
    ports.telemetry.handled(event.from.platform, event.type, performance.now() - began)
  }

  async function decide(event: InboundEvent, claim: EventClaim): Promise<void> {
    const intent = event.type === 'message' ? intentOf(event.text, event.conversation) : undefined
    if (intent?.kind === 'redeem') {
      const { from, conversation } = event
      return redeem(ports.unitOfWork, {
        code: intent.code,
        from,
        conversation,
        claim,
        now: ports.clock(),
        providerId: ports.providerId,
      })
    }
    const sender = await ports.directory.whois(event.from)
    if (sender.kind !== 'member') return turnAway(event, claim, sender.kind)
    const ctx = contextOf(ports, sender, event, claim)
    const unitOfWork = withAudience(ports.unitOfWork, ctx, await directOf(event))
    if (intent?.kind === 'setConsultantsChannel') return setConsultantsChannel(ctx, unitOfWork)
    if (intent?.kind === 'home') return sayHome(ctx, { ...ports, unitOfWork })
    if (intent?.kind === 'changeLanguage') return changeLanguage(ctx, unitOfWork, intent.locale)
    const endStatus = beginStatus(event, ctx)
    try {
      await decideKnown(event, ctx, { unitOfWork, library: ports.library, advise: ports.advise })
    } finally {
      endStatus()
    }
  }

  /** Looked up before the decision, in which nothing may be waited for but the database's own transaction. */
  async function directOf({ conversation, from }: InboundEvent): Promise<ConversationRef | undefined> {
    return conversation.kind === 'direct' ? conversation : ports.directTo(from)
  }

  /** A press is decided in a moment and shows its own sign; who has just opened the desk waits for nothing. */
  function beginStatus(event: InboundEvent, { member }: Context): () => void {
    if (event.type === 'action' || event.type === 'opened') return () => undefined
    return ports.status.begin(
      event.conversation,
      member.locale,
      'message' in event ? event.message : undefined,
    )
  }

  async function decideKnown(
    event: InboundEvent,
    ctx: Context,
    desk: AnswerPorts & Pick<AppPorts, 'unitOfWork'>,
  ) {
    switch (event.type) {
      case 'message': {
        const { text, message, files } = event
        ports.telemetry.answered(await answer(ctx, desk, { text, message, files }))
        return
      }
      case 'edit':
        return correct(ctx, desk, event)
      case 'deletion':
        return withdraw(ctx, desk, event)
      case 'opened':
        return sayHome(ctx, { ...ports, ...desk }, desk.library().provider.deskName)
      case 'action':
      case 'form':
        return act(event, ctx, desk)
    }
  }

  async function act(
    event: Extract<InboundEvent, { type: 'action' | 'form' }>,
    ctx: Context,
    desk: AnswerPorts & Pick<AppPorts, 'unitOfWork'>,
  ): Promise<void> {
    const action = readAction(event.action)
    const values = event.type === 'form' ? event.values : {}
    switch (action?.type) {
      case 'consultation.write': {
        const { body = '', subject = '' } = values
        if (event.type === 'action' || body.trim() === '') return stale(ctx)
        ports.telemetry.answered(await answer(ctx, desk, { text: body, subject, files: [] }))
        return
      }
      case 'consultation.reply': {
        const { body = '' } = values
        if (body.trim() === '') return stale(ctx)
        ports.telemetry.answered(await answer(ctx, desk, { text: body, files: [], unseen: true }))
        return
      }
      case 'consultation.comment': {
        const { comment: words = '' } = values
        if (words.trim() === '') return stale(ctx)
        return comment(ctx, desk, { id: action.id, words })
      }
      case 'consultation.choose':
      case 'consultation.sources':
      case 'consultation.solved':
      case 'consultation.unsolved':
      case 'consultation.escalate':
        return respond(ctx, desk, action)
      case 'consultation.record':
        return record(ctx, desk, action)
      case 'consultation.attach':
        return offerUpload(ctx, desk, action)
      case 'escalation.links':
        return ctx.organisation.kind === 'provider' ? renewLinks(ctx, desk.unitOfWork, action) : stale(ctx)
      case undefined:
        return stale(ctx)
    }
  }

  function stale(ctx: Context): Promise<void> {
    return ports.unitOfWork.decide(scopeOf(ctx), async (_: Stores, say) => {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
    })
  }

  /** People whom the desk does not know get one message; what they edit, delete or press leads to nothing. */
  function turnAway(
    event: InboundEvent,
    claim: EventClaim,
    kind: Exclude<Sender['kind'], 'member'>,
  ): Promise<void> {
    const scope = { kind: 'desk', organisationId: ports.providerId, claim } as const
    return ports.unitOfWork.decide(scope, async (_: Stores, say) => {
      if (event.type === 'edit' || event.type === 'deletion') return
      await say.send(event.conversation, unknownSenderCard(kind))
    })
  }

  return { handle, recover: (event, claim, fault) => recover(ports, event, claim, fault) }
}
