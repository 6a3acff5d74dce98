import type { Context } from '../../chat/context.ts'
import { type ConversationRef, conversationKey } from '../../chat/event.ts'
import { toAsker } from '../../chat/message.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { type EscalationAction, ticketName } from '../escalation/index.ts'
import { isOfDesk } from '../membership/index.ts'
import type { ConsultationAction } from './actions.ts'
import { staleCard } from './cards.ts'
import type { KeptTrace } from './consultation-store.ts'
import type { AnswerStores } from './deciding.ts'
import { mayAct } from './respond.ts'
import { noTraceCard, traceCard } from './trace-card.ts'

/** On a ticket's card, or on that of an answer to one of the provider's own people. */
export type TraceAction =
  | Extract<EscalationAction, { type: 'escalation.trace' }>
  | Extract<ConsultationAction, { type: 'consultation.trace' }>

/**
 * How an answer came about, for consultants and admins. In Japanese, as their tickets are. Where others than the provider's people
 * may read along, it goes to whoever pressed alone. To anybody else the button is forged, and shows nothing.
 */
export function showTrace(
  ctx: Context,
  unitOfWork: UnitOfWork<AnswerStores>,
  action: TraceAction,
): Promise<void> {
  const { conversation, member } = ctx
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const found = isOfDesk(ctx) ? await find(ctx, stores, action) : 'refused'
    if (found === 'refused') return void (await say.send(conversation, staleCard(member.locale)))
    const { kept, about } = found
    const card = kept ? traceCard({ ...kept, about, timeZone: ctx.timeZone }, 'ja') : noTraceCard()
    const channels = await stores.desk.consultantsChannels()
    const isAmongConsultants = channels.some(({ address }) => isWithin(conversation, address))
    const row = await say.send(conversation, isAmongConsultants ? card : toAsker(card))
    if (kept) await stores.traces.shown(found.organisationId, kept.consultationId, row)
  })
}

interface Found {
  readonly organisationId: string
  readonly kept: KeptTrace | undefined
  readonly about: string
}

async function find(
  ctx: Context,
  { consultations, traces }: Pick<AnswerStores, 'consultations' | 'traces'>,
  action: TraceAction,
): Promise<Found | 'refused'> {
  switch (action.type) {
    case 'escalation.trace':
      return {
        organisationId: action.organisation,
        kept: await traces.ofTicket(action.organisation, action.number),
        about: ticketName(action.number),
      }
    case 'consultation.trace': {
      const consultation = await consultations.find(ctx.organisation.id, action.id)
      if (!consultation || !mayAct(ctx, consultation)) return 'refused'
      return {
        organisationId: ctx.organisation.id,
        kept: await traces.of(ctx.organisation.id, action.id),
        about: consultation.subject,
      }
    }
  }
}

function isWithin(here: ConversationRef, channel: ConversationRef): boolean {
  const { thread: _, ...place } = here
  return conversationKey(place) === conversationKey(channel)
}
