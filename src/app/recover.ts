import { randomInt } from 'node:crypto'
import type { EventClaim } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'
import { message, text } from '../chat/message.ts'
import { giveUp } from '../features/consultation/index.ts'
import type { Fault } from '../ports/event-handler.ts'
import { LeaseLost, type Say, type Scope, scopeOf } from '../ports/unit-of-work.ts'
import { contextOf } from './context.ts'
import { intentOf, isRegistration } from './intent.ts'
import { phrases } from './phrases.ts'
import type { AppPorts } from './ports.ts'
import { warning, withoutSecrets } from './secrets.ts'

/** How long a faulting event waits before each further try; after the last it is given up. */
const RETRY_MS = [5_000, 30_000, 120_000] as const

/**
 * Decides what a fault leads to. The member hears of it at the first failure and at the last, with a short number that the log
 * carries; a question that cannot be handled goes to a person. Later events of the conversation do not wait.
 */
export async function recover(
  ports: AppPorts,
  arrived: InboundEvent,
  claim: EventClaim,
  fault: Fault,
): Promise<void> {
  const { directory, log, telemetry } = ports
  const reference = newReference()
  const afterMs = RETRY_MS[fault.attempt - 1]
  const ending =
    afterMs === undefined
      ? ({ kind: 'failed', reference } as const)
      : ({ kind: 'retry', afterMs, reference } as const)
  log.error(
    { err: fault.error, event: arrived.id, reference, attempt: fault.attempt, ending: ending.kind },
    'event could not be handled',
  )
  telemetry.fault(ending.kind === 'failed')

  const sender = await directory.whois(arrived.from)
  const readable = withoutSecrets(arrived, ports.unitOfWork, sender)
  const { event, secrets } = readable
  const decisions =
    ending.kind === 'retry' && isRegistration(arrived) ? ports.unitOfWork : readable.unitOfWork
  const ctx = sender.kind === 'member' ? contextOf(ports, sender, event, claim) : undefined
  // From now on its stored words tell nothing, so that this is the moment to warn.
  const unitOfWork = ctx ? warning(decisions, ctx, event, secrets) : decisions
  const scope: Scope = ctx
    ? { ...scopeOf(ctx), claim, ending }
    : { kind: 'desk', organisationId: ports.providerId, claim, ending }

  const words = phrases[ctx?.member.locale ?? 'ja'].fault
  const tell = async (say: Say, it: string): Promise<void> => {
    // Whoever has left hears nothing of it.
    if (event.type !== 'left') await say.send(event.conversation, message(words.summary, text(it)))
  }
  const question = questionIn(event)
  if (ending.kind === 'retry')
    return unitOfWork.decide(scope, async (_, say) => {
      if (fault.attempt === 1) await tell(say, question ? words.first(reference) : words.action(reference))
    })
  const admitDefeat = () => unitOfWork.decide(scope, (_, say) => tell(say, words.last(reference)))
  // What the provider's own people write is meant for a customer, or for the desk.
  if (ctx?.organisation.kind !== 'customer' || !question) return admitDefeat()
  try {
    await unitOfWork.decide(scope, async (stores, say) => {
      await tell(say, words.lastQuestion(reference))
      await giveUp(ctx, { stores, say, library: ports.library() }, question)
    })
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    // The member is told at least; the event is kept as failed, for an operator.
    log.error({ err: error, event: event.id, reference }, 'question could not be handed over')
    await admitDefeat()
  }
}

/** Forms that ask something, and the field in which they do. */
const ASKED_IN: Readonly<Record<string, string>> = {
  ...{ 'consultation.write': 'body', 'consultation.reply': 'body' },
  ...{ 'sheet.ask': 'question', 'notices.ask': 'question' },
}

function questionIn(event: InboundEvent) {
  switch (event.type) {
    case 'message':
      // 「ホーム」 or a code is nothing that a person could answer.
      if (intentOf(event.text, event.conversation).kind !== 'ask') return undefined
      return { text: event.text, message: event.message, files: event.files }
    case 'form': {
      const { [ASKED_IN[event.action.type] ?? '']: asked, subject } = event.values
      return asked ? { text: asked, files: [], ...(subject && { subject }) } : undefined
    }
    case 'edit':
    case 'deletion':
    case 'action':
    case 'opened':
    case 'left':
      return undefined
  }
}

/** Four letters that are easily read out, such as 7F3K. */
function newReference(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
}
