import { toAsker } from '../../chat/message.ts'
import { type Deed, readsIt, tellDesk } from './at-hand.ts'
import { newsCard, ratedCard, ratingNewsCard, solvedCard, standingCard } from './cards.ts'
import { phrases } from './phrases.ts'
import type { Rating } from './rating-store.ts'
import { type Score, scoreOf, ticketName } from './ticket.ts'

/** A member says how they found what became of their ticket; the consultants read it. Part of a decision. */
export async function rate(it: Deed, score: number): Promise<void> {
  const { ctx, stores, ticket } = it
  const { organisationId, number } = ticket
  const memberId = ctx.member.id
  if (!mayRate(it)) return showStanding(it)
  const { locale } = ctx.member
  const chosen = scoreOf(score)
  if (!chosen) return show(it, solvedCard(ticket, phrases[locale].ticket.rating.again, locale))
  const before = await stores.ratings.of(organisationId, number, memberId)
  const rating = { memberId, score: chosen, comment: before?.comment ?? '', at: ctx.now }
  await stores.ratings.save(organisationId, number, rating)
  await show(it, ratedCard(ticket, chosen, locale))
  if (before?.score !== chosen) await tell(it, { ...rating, comment: '' }, before?.score)
}

/** What a member adds to their rating. Part of a decision. */
export async function commentOnRating(it: Deed, words: string): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisationId, number } = ticket
  const before = await stores.ratings.of(organisationId, number, ctx.member.id)
  if (!mayRate(it) || !before || words === '') return showStanding(it)
  const rating = { ...before, comment: words, at: ctx.now }
  await stores.ratings.save(organisationId, number, rating)
  const { rating: said } = phrases[ctx.member.locale].ticket
  await say.send(ctx.conversation, toAsker(newsCard(said.commented(ticketName(number)))))
  await tell(it, rating, undefined)
}

/** Whoever may read the conversation, once a consultant has said that it is solved. */
function mayRate(it: Pick<Deed, 'ctx' | 'ticket'>): boolean {
  const { state, withdrawnAt } = it.ticket
  return (state === 'solved' || state === 'closed') && !withdrawnAt && readsIt(it)
}

/** In the place of the card that was pressed, where nobody else reads it. */
async function show({ ctx, say }: Deed, card: ReturnType<typeof ratedCard>): Promise<void> {
  const { conversation, pressed } = ctx
  if (
    conversation.kind === 'direct' &&
    pressed &&
    (await say.replace({ conversation, message: pressed }, card))
  )
    return
  await say.send(conversation, toAsker(card))
}

/** Others of the organisation are told nothing of it. */
export async function showStanding(it: Deed): Promise<void> {
  const { ctx, say, ticket } = it
  const { locale } = ctx.member
  await say.send(
    ctx.conversation,
    readsIt(it) ? standingCard(ticket, locale) : newsCard(phrases[locale].ticket.none),
  )
}

const tell = async (it: Deed, rating: Rating, before: Score | undefined): Promise<void> =>
  void (await tellDesk(it, ratingNewsCard(it.ticket, { ...rating, before, by: it.ctx.member.name })))
