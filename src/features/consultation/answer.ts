import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { conversationKey } from '../../chat/event.ts'
import { type Message, message, plainText, toAsker } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { DeskStores } from '../escalation/index.ts'
import type { MembershipStore } from '../membership/index.ts'
import { contractFacts, inForce } from '../plans/index.ts'
import { consultationCard, unreadableCard } from './cards.ts'
import type { Reader } from './compose.ts'
import { type Consultation, type Reply, stateAfter, subjectOf } from './consultation.ts'
import type { ConsultationStores } from './consultation-store.ts'
import { handOver } from './hand-over.ts'
import type { Advise, Draft } from './reply.ts'

export interface AnswerPorts {
  readonly unitOfWork: UnitOfWork<AnswerStores>
  readonly library: () => Library
  readonly advise: Advise
}

export type AnswerStores = ConsultationStores & DeskStores & { readonly membership: MembershipStore }

/** What a member asked, by message or by form. */
export interface Question {
  readonly text: string
  readonly subject?: string
  /** The platform's id of the message; absent for a form. */
  readonly message?: string
  readonly files: readonly string[]
}

/** How a question ended, for those who count. */
export type AnswerOutcome = 'answered' | 'offered' | 'unanswered' | 'escalated' | 'unreadable'

/** Answers a question from the knowledge base, or says honestly that a person will. */
export async function answer(ctx: Context, ports: AnswerPorts, question: Question): Promise<AnswerOutcome> {
  const library = ports.library()
  const draft: Draft =
    question.text.trim() === '' && question.files.length > 0
      ? { kind: 'unreadable', why: 'empty' }
      : await ports.advise(question.text, library.index)
  const scope = { kind: scopeOf(ctx), organisationId: ctx.organisation.id, claim: ctx.claim } as const

  return ports.unitOfWork.decide(scope, async (stores, say) => {
    await stores.turns.open(ctx.organisation.id, ctx.conversation)
    await logQuestion(ctx, stores, question)
    if (draft.kind === 'unreadable') {
      const why = question.files.length > 0 ? 'onlyFiles' : draft.why
      await sayAndLog(ctx, stores, say, unreadableCard(why))
      return 'unreadable'
    }
    const fresh = begin(ctx, question, draft.reply)
    // The consultation is on record before anything refers to it.
    await stores.consultations.add(fresh)
    const consultation = draft.reply.urgent
      ? await handOver(ctx, stores, say, library, fresh, { files: question.files })
      : fresh
    const firstContact = await greet(ctx, stores, library)
    const card = consultationCard(consultation, library, readerOf(ctx), {
      files: question.files,
      foreign: draft.language === 'en',
      ...(firstContact !== undefined && { firstContact }),
    })
    const answerRow = await sayAndLog(ctx, stores, say, card)
    await stores.consultations.save({ ...consultation, answerRow })
    if (draft.reply.parts.some(({ kind }) => kind === 'account'))
      await say.send(ctx.conversation, accountCard(ctx))
    return consultation.state === 'escalated' ? 'escalated' : stateAfter(draft.reply)
  })
}

function begin(ctx: Context, question: Question, reply: Reply): Consultation {
  return {
    id: randomUUID(),
    organisationId: ctx.organisation.id,
    conversationKey: conversationKey(ctx.conversation),
    memberId: ctx.member.id,
    state: stateAfter(reply),
    subject: question.subject?.trim() || subjectOf(reply.parts[0]?.question ?? question.text),
    question: question.text,
    reply,
    questionMessage: question.message,
    answerRow: undefined,
    ticketNumber: undefined,
    createdAt: ctx.now,
  }
}

/** Private facts go to the asker alone, wherever the question was asked. */
const accountCard = (ctx: Context): Message<never> => {
  const elements = contractFacts(ctx)
  const [first] = elements
  return toAsker(message(first?.type === 'heading' ? first.text : '', ...elements))
}

/** On a member's first answer: the operator's own text on who reads and keeps what is written. */
async function greet(
  ctx: Context,
  { membership }: AnswerStores,
  { index }: Library,
): Promise<string | undefined> {
  if (ctx.member.greetedAt) return undefined
  await membership.greet(ctx.organisation.id, ctx.member.id, ctx.now)
  const fixed = index.entry('FIXED-DATA-HANDLING')
  return fixed?.kind === 'fixed' ? fixed.text : undefined
}

async function logQuestion(ctx: Context, { turns }: ConsultationStores, question: Question): Promise<void> {
  await turns.add(ctx.organisation.id, {
    conversationKey: conversationKey(ctx.conversation),
    at: ctx.now,
    author: 'member',
    memberId: ctx.member.id,
    messageId: question.message ?? ctx.claim.eventId,
    words: question.text,
  })
}

export async function sayAndLog(
  ctx: Context,
  { turns }: ConsultationStores,
  say: Say,
  card: Message,
): Promise<string> {
  const row = await say.send(ctx.conversation, card)
  await turns.add(ctx.organisation.id, {
    conversationKey: conversationKey(ctx.conversation),
    at: ctx.now,
    author: 'bot',
    memberId: undefined,
    messageId: row,
    words: plainText(card),
  })
  return row
}

/** The provider's own people act for the desk; everybody else within their organisation. */
export const scopeOf = ({ organisation }: Context): 'desk' | 'organisation' =>
  organisation.kind === 'provider' ? 'desk' : 'organisation'

/** Consultants and admins read as practice members do: they answer for it. */
export function readerOf({ member, contract, now, timeZone, organisation }: Context): Reader {
  if (organisation.kind === 'provider') return { name: member.name, course: 'practice' }
  return { name: member.name, course: inForce(contract, dayOf(now, timeZone)) ? contract?.course : undefined }
}
