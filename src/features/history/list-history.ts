import type { Context } from '../../chat/context.ts'
import { addDays, startOfDay } from '../../chat/day.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { RankTexts } from '../../ports/ranking.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import type { TurnLog } from '../consultation/index.ts'
import { pastAccess } from '../plans/index.ts'
import { companyCard, detailCard, foundCard, notOwnerCard, ownCard, PAGE, staleHistoryCard } from './cards.ts'
import { type HistoryQuery, historyQuery } from './history-query.ts'
import type { Owner, PastConsultation, PastConsultations, Period } from './past-consultations.ts'

export interface HistoryStores {
  readonly turns: TurnLog
}

export interface HistoryPorts {
  readonly past: PastConsultations
  readonly rank: RankTexts
  readonly library: () => Library
  readonly unitOfWork: UnitOfWork<HistoryStores>
}

/** So many of one person's are searched by words, the newest; nobody has asked more in the time that is searched. */
const SEARCHED = 300

/** Whether the organisation's subjects and states are this member's to see. */
export const seesCompany = (
  { organisation, member, contract }: Pick<Context, 'organisation' | 'member' | 'contract'>,
  { provider, products }: Pick<Library, 'provider' | 'products'>,
): boolean =>
  organisation.kind === 'customer' &&
  member.role === 'owner' &&
  provider.consultationVisibility === 'ownersSeeSubjects' &&
  pastAccess({ organisation, contract }, products.rules) === 'all'

/** 「相談履歴」: one's own, ten a card. */
export async function listOwn(ctx: Context, ports: HistoryPorts, page = 0): Promise<void> {
  const read = await ports.past.ofMember(ownerOf(ctx), { period: {}, ...windowOf(page) })
  await say(ctx, ports, ownCard(read, page, ctx))
}

/** 「社内の相談」: subjects and states, for an owner. */
export async function listCompany(ctx: Context, ports: HistoryPorts, page = 0): Promise<void> {
  if (!seesCompany(ctx, ports.library())) return say(ctx, ports, notOwnerCard(ctx.member.locale))
  const read = await ports.past.ofOrganisation(ctx.organisation.id, { period: {}, ...windowOf(page) })
  await say(ctx, ports, companyCard(read, page, ctx))
}

/** 「先月の多要素認証の相談」: one's own of a time, about something. The words are kept, so that a button can go on from them. */
export async function listFound(
  ctx: Context,
  ports: HistoryPorts,
  asked: { readonly text: string; readonly message: string },
): Promise<void> {
  const query = historyQuery(asked.text, ctx.now, ctx.timeZone)
  if (!query.from && !query.words) return listOwn(ctx, ports)
  const found = await find(ctx, ports, query)
  await ports.unitOfWork.decide(scopeOf(ctx), async ({ turns }, { send }) => {
    const { id: organisationId } = ctx.organisation
    await turns.open(organisationId, ctx.conversation)
    const turn = await turns.add(organisationId, {
      conversationKey: conversationKey(ctx.conversation),
      at: ctx.now,
      author: 'member',
      memberId: ctx.member.id,
      messageId: asked.message,
      words: asked.text,
    })
    await send(ctx.conversation, foundCard(found, { query, turn, page: 0 }, ctx))
  })
}

/** 「続きを見る」 below what a message asked for; read as on the day it was asked. */
export async function listMore(
  ctx: Context,
  ports: HistoryPorts,
  { turn, page }: { readonly turn: string; readonly page: number },
): Promise<void> {
  const written = await ports.past.written(ownerOf(ctx), turn)
  if (!written) return say(ctx, ports, staleHistoryCard(ctx.member.locale))
  const query = historyQuery(written.words, written.at, ctx.timeZone)
  await say(ctx, ports, foundCard(await find(ctx, ports, query), { query, turn, page }, ctx))
}

/** 「見る」: one's own with its question and its answer as it was said. */
export async function showPast(
  ctx: Context,
  ports: HistoryPorts,
  { id }: { readonly id: string },
): Promise<void> {
  const found = await ports.past.one(ownerOf(ctx), id)
  await say(ctx, ports, found ? detailCard(found, ctx) : staleHistoryCard(ctx.member.locale))
}

/** All that fit, best first; of equal fit, and where no words are given, the newest first. */
async function find(
  ctx: Context,
  { past, rank }: HistoryPorts,
  query: HistoryQuery,
): Promise<readonly PastConsultation[]> {
  const period = periodOf(query, ctx.timeZone)
  const owner = ownerOf(ctx)
  const all = await past.wordsOf(owner, period, SEARCHED)
  if (query.words === '') return all
  const ranking = await rank(
    query.words,
    all.map(({ subject, question, answer }) => ({ title: `${subject}\n${question}`, body: answer })),
  )
  return ranking.kind === 'unread' ? [] : ranking.places.flatMap((place) => all[place] ?? [])
}

function periodOf({ from, to }: HistoryQuery, timeZone: string): Period {
  return {
    ...(from && { from: startOfDay(from, timeZone) }),
    ...(to && { before: startOfDay(addDays(to, 1), timeZone) }),
  }
}

/** One more than is shown tells whether there are more. */
const windowOf = (page: number) => ({ skip: page * PAGE, limit: PAGE + 1 })

const ownerOf = ({ organisation, member }: Context): Owner => ({
  organisationId: organisation.id,
  memberId: member.id,
})

const say = (ctx: Context, { unitOfWork }: HistoryPorts, card: Message): Promise<void> =>
  unitOfWork.decide(scopeOf(ctx), async (_, { send }) => void (await send(ctx.conversation, card)))
