import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Unasked } from '../escalation/index.ts'
import { type Consultation, type Part, stateAfter } from './consultation.ts'
import type { Deciding } from './deciding.ts'
import { handOver } from './hand-over.ts'
import { redraw } from './redraw.ts'
import type { Draft } from './reply.ts'
import { tellHandedOver } from './tell-handed-over.ts'
import { mattersOf } from './topic-signs.ts'

/** So many of a member's tickets may wait for a consultant; the next one opens by the button alone. */
const WAITING = 3
/** So many of the newest are looked at for that. */
const LOOKED_AT = 20

/** Why a draft goes to the consultants without being asked to; undefined: it does not. Pure. */
export function unaskedFor(draft: Draft): Exclude<Unasked, 'unsolved'> | undefined {
  if (draft.kind === 'noQuestion' || draft.reply.urgent) return undefined
  const { parts } = draft.reply
  if (stateAfter(draft.reply) !== 'unanswered') return undefined
  if (parts.some((part) => isAskedAgain(part, draft.searched))) return 'askedAgain'
  if (!parts.every(isUnanswerable)) return undefined
  return parts.every(({ kind }) => kind === 'person') ? 'needsPerson' : 'unanswerable'
}

/** What says nothing by itself is more likely a slip than a question. */
const isUnanswerable = ({ kind, question }: Part): boolean =>
  kind === 'person' || (kind === 'unknown' && mattersOf(question).length > 0)

/** The very question, not another one that the same entry would answer; and no person has it, or had it, already. */
function isAskedAgain(part: Part, searched: Extract<Draft, { kind: 'reply' }>['searched']): boolean {
  if (part.kind !== 'answer' && part.kind !== 'unknown') return false
  if (part.topic?.kind !== 'repeated' || part.topic.ticket !== undefined) return false
  return searched.find(({ text }) => text === part.question)?.topic.kind === 'repeated'
}

/**
 * Whether the desk may open a ticket of its own accord: for a customer with a contract, where none is open in the conversation,
 * and while not too many of the member's wait already. Why so: docs/decisions/2026-11-29-a-ticket-nobody-asked-for.md
 */
export async function mayOpenByItself(ctx: Context, { stores }: Pick<Deciding, 'stores'>): Promise<boolean> {
  const { organisation, member, contract, conversation } = ctx
  if (organisation.kind === 'provider' || !contract.opens('mail')) return false
  const open = await stores.tickets.openIn(organisation.id, conversationKey(conversation))
  if (open.length > 0) return false
  const own = await stores.tickets.of(organisation.id, member.id, { skip: 0, limit: LOOKED_AT })
  return own.filter(({ state }) => state === 'new').length < WAITING
}

/**
 * What an answer left open is handed over with its reason, and its author told how to take it back. Part of a decision.
 */
export async function openByItself(
  ctx: Context,
  deciding: Deciding,
  consultation: Consultation,
  because: Unasked,
): Promise<void> {
  const escalated = await handOver(ctx, deciding, consultation, { because })
  await redraw(ctx, deciding, escalated)
  await tellHandedOver(ctx, deciding, escalated, because)
}
