import type { Context } from '../../../chat/context.ts'
import { conversationKey } from '../../../chat/event.ts'
import type { Message } from '../../../chat/message.ts'
import type { RankTexts } from '../../../ports/ranking.ts'
import { scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import type { TurnLog } from '../../consultation/index.ts'
import type { PastConsultations } from '../../history/index.ts'
import type { NoticeStore, ToldNotice } from '../notice-store.ts'
import { phrases as noticeWords } from '../phrases.ts'
import { foundCard, historyCard, PAGE, readAgainCard, toldCard } from './history-cards.ts'
import { pastNoticesIn } from './past-notices.ts'
import type { NoticeReadingStore } from './reading-store.ts'

export interface ReadNoticeStores {
  readonly notices: NoticeStore
  readonly noticeReading: NoticeReadingStore
}

export interface NoticeHistoryPorts {
  readonly unitOfWork: UnitOfWork<ReadNoticeStores & { readonly turns: TurnLog }>
  readonly rank: RankTexts
  readonly past: Pick<PastConsultations, 'written'>
}

/** The newest so many are searched by words: some years of them. */
const SEARCHED = 300

/** 「お知らせ一覧」: what the organisation was told, newest first, ten a card. */
export function listNotices(
  ctx: Context,
  { unitOfWork }: Pick<NoticeHistoryPorts, 'unitOfWork'>,
  page: number,
): Promise<void> {
  const { organisation, conversation } = ctx
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const window = { skip: page * PAGE, limit: PAGE + 1 }
    const told = await stores.notices.toldTo(organisation.id, window)
    const read = await readOf(stores, organisation.id, told)
    await say.send(conversation, historyCard(told, read, page, ctx))
  })
}

/** 「お知らせ 多要素認証」. The words are kept, so that a button can go on from them. */
export async function findNotices(
  ctx: Context,
  ports: NoticeHistoryPorts,
  asked: { readonly words: string; readonly text: string; readonly message: string },
): Promise<void> {
  const { id: organisationId } = ctx.organisation
  const found = await find(ctx, ports, asked.words)
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    await stores.turns.open(organisationId, ctx.conversation)
    const turn = await stores.turns.add(organisationId, {
      conversationKey: conversationKey(ctx.conversation),
      at: ctx.now,
      author: 'member',
      memberId: ctx.member.id,
      messageId: asked.message,
      words: asked.text,
    })
    const read = await readOf(stores, organisationId, found)
    const query = { words: asked.words, turn, page: 0 }
    await say.send(ctx.conversation, foundCard(found, read, query, ctx))
  })
}

/** 「続きを見る」 below what a message asked for. */
export async function findMoreNotices(
  ctx: Context,
  ports: NoticeHistoryPorts,
  { turn, page }: { readonly turn: string; readonly page: number },
): Promise<void> {
  const { organisation, member } = ctx
  const owner = { organisationId: organisation.id, memberId: member.id }
  const written = await ports.past.written(owner, turn)
  const words = written && pastNoticesIn(written.words)?.words
  if (words === undefined) return tell(ctx, ports, toldCard('stale', member.locale))
  const found = await find(ctx, ports, words)
  await ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const read = await readOf(stores, organisation.id, found)
    await say.send(ctx.conversation, foundCard(found, read, { words, turn, page }, ctx))
  })
}

/** 「見る」: as it says now, with who has read it. */
export function showNotice(
  ctx: Context,
  { unitOfWork }: Pick<NoticeHistoryPorts, 'unitOfWork'>,
  id: string,
): Promise<void> {
  const { organisation, conversation, member } = ctx
  return unitOfWork.decide(scopeOf(ctx), async ({ notices, noticeReading }, say) => {
    const told = await notices.told(organisation.id, id)
    const card = told
      ? readAgainCard(told, await noticeReading.readings(organisation.id, id), ctx)
      : toldCard('gone', member.locale)
    await say.send(conversation, card)
  })
}

/** Best first. */
async function find(
  { organisation, member }: Context,
  { unitOfWork, rank }: NoticeHistoryPorts,
  words: string,
): Promise<readonly ToldNotice[]> {
  const scope = { kind: 'organisation', organisationId: organisation.id } as const
  const all = await unitOfWork.decide(scope, ({ notices }) =>
    notices.toldTo(organisation.id, { skip: 0, limit: SEARCHED }),
  )
  const { categories } = noticeWords[member.locale]
  const ranking = await rank(
    words,
    all.map(({ content }) => ({
      title: `${categories[content.category]}\n${content.title}`,
      body: content.body,
    })),
  )
  return ranking.kind === 'unread' ? [] : ranking.places.flatMap((place) => all[place] ?? [])
}

const readOf = (
  { noticeReading }: ReadNoticeStores,
  organisationId: string,
  told: readonly ToldNotice[],
): Promise<readonly string[]> =>
  noticeReading.acknowledged(
    organisationId,
    told.map(({ id }) => id),
  )

const tell = (
  ctx: Context,
  { unitOfWork }: Pick<NoticeHistoryPorts, 'unitOfWork'>,
  card: Message,
): Promise<void> =>
  unitOfWork.decide(scopeOf(ctx), async (_, say) => void (await say.send(ctx.conversation, card)))
