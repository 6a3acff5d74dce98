import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { type AttachedFile, conversationKey } from '../../chat/event.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { AdviceStep } from '../../ports/telemetry.ts'
import { type Say, scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { refusalOf } from '../attachments/index.ts'
import { type AccountView, ownAccountCard, viewOf } from '../plans/index.ts'
import { askedCard, consultationCard, noQuestionCard, secretsCard } from './cards.ts'
import {
  type AskedNotice,
  type Consultation,
  type Part,
  type Reply,
  stateAfter,
  subjectIn,
} from './consultation.ts'
import type { ConsultationStores } from './consultation-store.ts'
import { type AnswerStores, type Deciding, sayAndLog } from './deciding.ts'
import type { Earlier, EarlierConsultations } from './earlier.ts'
import { withFollowUps } from './follow-ups.ts'
import { handOver } from './hand-over.ts'
import { keepTrace } from './keep-trace.ts'
import { mayOpenByItself, unaskedFor } from './open-by-itself.ts'
import { courseOf, readerOf } from './reader.ts'
import { reopenCorrected } from './reopen.ts'
import type { Advise, Draft } from './reply.ts'
import type { SecretKind } from './secrets.ts'
import { tellHandedOver } from './tell-handed-over.ts'
import { withinContract } from './within-contract.ts'

export interface AnswerPorts {
  readonly unitOfWork: UnitOfWork<AnswerStores>
  readonly library: () => Library
  readonly advise: Advise
  /** The names of an organisation and of everybody who is or was its member. */
  readonly knownNames: (organisationId: string) => Promise<readonly string[]>
  readonly earlier: EarlierConsultations
  /** The work on the event at hand has come so far. */
  readonly onStep: (step: AdviceStep) => void
}

/** What a member asked, by message or by form. */
export interface Question {
  readonly text: string
  readonly subject?: string
  /** The platform's id of the message; absent for a form. */
  readonly message?: string
  readonly files: readonly AttachedFile[]
  /** What was taken out of the text. */
  readonly secrets?: readonly SecretKind[]
  /** It was written in a form: whoever else reads the conversation has not seen it. */
  readonly unseen?: boolean
  /** It is the desk's to answer only as long as no consultant has the conversation. */
  readonly unlessHeld?: true
  /** What it is asked about, where it does not say so itself. */
  readonly about?: About | undefined
}

/** What a question is about that came up beside it: 「これは」 means it. */
export interface About {
  readonly words: string
  /** Entries of the knowledge base that belong to it. */
  readonly entries: readonly string[]
  /** `now`: it is what is at hand. `untilAnswered`: once one of the member's questions here was answered, they go on from that. */
  readonly holds: 'now' | 'untilAnswered'
  /** Where it is a notice: consultants who are asked are told which. */
  readonly notice?: AskedNotice
}

/** How a question ended, for those who count. */
export type AnswerOutcome = 'answered' | 'offered' | 'unanswered' | 'escalated' | 'noQuestion'

/** A consultant has taken the conversation while the desk was at the answer: nothing was said. */
export class HeldMeanwhile extends Error {
  override readonly name = 'HeldMeanwhile'
}

/** Answers a question from the knowledge base, or says honestly that a person will. @throws HeldMeanwhile */
export async function answer<S extends AnswerStores>(
  ctx: Context,
  ports: Omit<AnswerPorts, 'unitOfWork'> & { readonly unitOfWork: UnitOfWork<S> },
  question: Question,
  {
    afterwards,
    instead,
  }: {
    /** Said after the answer, in the same decision. */
    readonly afterwards?: ((stores: S, say: Say) => Promise<void>) | undefined
    /** Where nothing curated settles any of it, whether it belongs to a question that waits for a consultant. */
    readonly instead?: (stores: S, say: Say) => Promise<boolean>
  } = {},
): Promise<AnswerOutcome> {
  const library = ports.library()
  const draft = await draftOf(ctx, ports, library, question)
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    await stores.turns.open(ctx.organisation.id, ctx.conversation)
    const here = conversationKey(ctx.conversation)
    if (question.unlessHeld && (await stores.desk.heldIn(ctx.organisation.id, here)).length > 0)
      throw new HeldMeanwhile(here)
    if (isUnsettled(draft) && (await instead?.(stores, say))) {
      await warn(ctx, { stores, say }, question)
      return 'escalated'
    }
    await logQuestion(ctx, stores, question)
    if (question.unseen) await say.send(ctx.conversation, askedCard(ctx.member, question.text))
    const outcome = await sayReply(ctx, { stores, say, library }, question, draft)
    await afterwards?.(stores, say)
    return outcome
  })
}

/** Courtesy is answered in kind. */
function isUnsettled(draft: Draft): boolean {
  if (draft.kind === 'noQuestion') return draft.why === 'empty'
  return !draft.reply.urgent && draft.reply.parts.every(({ kind }) => kind === 'unknown' || kind === 'person')
}

/** @throws when it cannot now */
export async function draftOf(
  ctx: Context,
  { advise, knownNames, earlier, onStep }: Pick<AnswerPorts, 'advise' | 'knownNames' | 'earlier' | 'onStep'>,
  library: Library,
  { text: mail, message, about }: Question,
): Promise<Draft> {
  if (mail.trim() === '') return { kind: 'noQuestion', why: 'empty' }
  const { conversation, now } = ctx
  const { id: organisationId } = ctx.organisation
  const course = courseOf(ctx)
  const { index, classes } = library
  const draft = await advise({
    ...{ mail, index, classes, organisationId, onStep, course, locale: ctx.member.locale },
    knownNames: await knownNames(organisationId),
    earlier: withAbout(
      await earlier({ organisationId, memberId: ctx.member.id, conversation, message, now }),
      about,
    ),
  })
  return withFollowUps(withinContract(draft, ctx, library), library, course)
}

/** What is asked about, as if it had been asked before. Its entries were offered, not shown: they may still answer. */
function withAbout(earlier: readonly Earlier[], about: About | undefined): readonly Earlier[] {
  if (!about) return earlier
  const { words: question, entries, holds } = about
  const asked: Earlier = {
    id: '00000000-0000-0000-0000-000000000000',
    state: 'answered',
    reply: {
      parts: [
        entries.length > 0
          ? { kind: 'choices', question, entries: [...entries] }
          : { kind: 'unknown', question },
      ],
      urgent: false,
      language: 'ja',
    },
    ticketNumber: undefined,
  }
  const isAnswered = earlier[0]?.reply.parts.some(({ kind }) => kind === 'answer') === true
  return holds === 'untilAnswered' && isAnswered ? [...earlier, asked] : [asked, ...earlier]
}

/** Opens a consultation and says what the desk makes of it; or, where nothing is asked, says so. Part of a decision. */
export async function sayReply(
  ctx: Context,
  deciding: Deciding,
  question: Question,
  draft: Draft,
): Promise<AnswerOutcome> {
  const { stores, library } = deciding
  const firstContact = await greet(ctx, stores, library)
  if (draft.kind === 'noQuestion') {
    const why = question.files.length > 0 ? 'onlyFiles' : draft.why
    const { deskName } = library.provider
    await sayAndLog(ctx, deciding, noQuestionCard(why, deskName, ctx.member.locale, firstContact))
    await warn(ctx, deciding, question)
    return 'noQuestion'
  }
  const fresh = begin(ctx, question, draft.reply)
  // The consultation is on record before anything refers to it.
  await stores.consultations.add(fresh)
  await stores.attachments.add(
    ctx.organisation.id,
    { kind: 'consultation', id: fresh.id },
    ctx.from,
    question.files,
  )
  await keepTrace(ctx, deciding, fresh.id, question.text, draft)
  const because = unaskedFor(draft)
  const unasked = because !== undefined && (await mayOpenByItself(ctx, deciding)) ? because : undefined
  const escalated =
    draft.reply.urgent || unasked ? await handOver(ctx, deciding, fresh, { because: unasked }) : undefined
  const consultation = escalated ?? fresh
  const card = consultationCard(consultation, library, readerOf(ctx), firstContact)
  const answerRow = await sayAndLog(ctx, deciding, card)
  await stores.consultations.save({ ...consultation, answerRow })
  if (escalated && unasked) await tellHandedOver(ctx, deciding, escalated, unasked)
  await sayAccount(ctx, deciding, draft.reply)
  await reopenCorrected(ctx, deciding, draft)
  return escalated ? 'escalated' : stateAfter(draft.reply)
}

/** A consultation as it begins. */
export function begin(ctx: Context, question: Question, reply: Reply): Consultation {
  return {
    id: randomUUID(),
    organisationId: ctx.organisation.id,
    conversationKey: conversationKey(ctx.conversation),
    memberId: ctx.member.id,
    addressee: reply.salutation ?? ctx.member.name,
    locale: ctx.member.locale,
    state: stateAfter(reply),
    subject: question.subject?.trim() || subjectIn(question.text, reply),
    question: question.text,
    files: question.files.map(({ name }) => name),
    missingFiles: question.files.flatMap((it, place) => (refusalOf(it, place) ? [it.name] : [])),
    reply: {
      ...withSecrets(reply, question),
      ...(question.about?.notice && { notice: question.about.notice }),
    },
    questionMessage: question.message,
    answerRow: undefined,
    ticketNumber: undefined,
    createdAt: ctx.now,
  }
}

/** The answer's card warns of what its question held, also of what an earlier wording did. */
export function withSecrets(
  reply: Reply,
  question: Pick<Question, 'secrets'>,
  before: Pick<Reply, 'secrets'> = {},
): Reply {
  const secrets = [...new Set([...(before.secrets ?? []), ...(question.secrets ?? [])])]
  return secrets.length > 0 ? { ...reply, secrets } : reply
}

/** Where no answer's card can: a member who gave something away is told so, and what to do. */
export async function warn(
  ctx: Context,
  deciding: Pick<Deciding, 'stores' | 'say'>,
  { secrets = [], message }: Pick<Question, 'secrets' | 'message'>,
): Promise<void> {
  if (secrets.length === 0) return
  const where = message === undefined ? 'form' : 'post'
  await sayAndLog(ctx, deciding, secretsCard(secrets, where, ctx.member.locale))
}

/** Private facts go to the asker alone, wherever the question was asked; a shared conversation's log does not keep them either. */
export async function sayAccount(ctx: Context, deciding: Deciding, { parts }: Reply): Promise<void> {
  const { stores, library, say } = deciding
  for (const view of viewsFor(parts)) {
    const card = await ownAccountCard(view, ctx, stores.ledger, library)
    if (ctx.conversation.kind === 'direct') await sayAndLog(ctx, deciding, card)
    else await say.send(ctx.conversation, card)
  }
}

/** What is closed shows why, and what opens it. */
function viewsFor(parts: readonly Part[]): readonly AccountView[] {
  const views = parts.flatMap(({ kind, question }): readonly AccountView[] => {
    if (kind === 'account') return [viewOf(question)]
    return kind === 'closed' ? ['status'] : []
  })
  return [...new Set(views)]
}

/** On a member's first contact: the operator's own text on who reads and keeps what is written. */
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

export async function logQuestion(
  ctx: Context,
  { turns }: ConsultationStores,
  question: Question,
): Promise<void> {
  await turns.add(ctx.organisation.id, {
    conversationKey: conversationKey(ctx.conversation),
    at: ctx.now,
    author: 'member',
    memberId: ctx.member.id,
    messageId: question.message ?? ctx.claim.eventId,
    words: question.text,
  })
}
