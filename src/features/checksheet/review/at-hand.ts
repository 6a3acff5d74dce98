import { type Balance, leftOf, totalOf, usableOn } from '../../plans/index.ts'
import { type Deed, type Places, type SubmissionStores, showBoth, submitterOf } from '../submission.ts'
import { newsCard, newsLine, type ReviewView, reviewCard } from './cards.ts'
import { deskCard } from './desk-cards.ts'
import type { phrases } from './phrases.ts'
import type { Review } from './review.ts'

/** What is left of reviews on a day. */
export const leftOn = (balances: readonly Balance[], day: string): number =>
  leftOf(totalOf(balances.filter((it) => it.allowance === 'review' && usableOn(it, day))))

/** @throws for a sheet that is not kept: it is never deleted */
export async function viewOf(
  { reviews, checksheets }: Pick<SubmissionStores, 'reviews' | 'checksheets'>,
  review: Review,
): Promise<ReviewView> {
  const { organisationId, id, sheetId, version } = review
  const sheet = await checksheets.sheet(sheetId, version)
  if (!sheet) throw new Error(`version ${version} of ${sheetId} is not kept`)
  return {
    ...{ review, sheet },
    copy: await reviews.copy(organisationId, id),
    notes: await reviews.notes(organisationId, id),
    questions: await reviews.questions(organisationId, id),
  }
}

/** Writes what a review has become, and shows it on both cards; those that are not there yet are sent. */
export async function keep(it: Deed, review: Review, line?: Line): Promise<ReviewView> {
  const { stores, timeZone, organisation } = it
  const member = await stores.membership.member(organisation.id, review.memberId)
  const locale = member?.locale ?? 'ja'
  const view = await viewOf(stores, review)
  const card = reviewCard(view, member?.name ?? '', { locale, timeZone }, line?.(locale))
  const forDesk = deskCard(view, await submitterOf(it, review))
  const kept = { ...review, ...(await showBoth(it, review, { forCustomer: card, forDesk })) }
  await stores.reviews.save(kept)
  return { ...view, review: kept }
}

/** In the language of whoever reads it. */
export type Line = (locale: keyof typeof phrases) => string

/** Without their having asked. Who has left is told nothing. */
export async function tellCustomer(
  { stores, say, timeZone }: Deed,
  view: ReviewView,
  { customer }: Places,
  line: Line,
): Promise<void> {
  const { organisationId, memberId } = view.review
  const member = await stores.membership.member(organisationId, memberId)
  if (!member) return
  const { locale } = member
  await say.notify(
    customer,
    customer.kind === 'direct' ? newsCard(view, line(locale), { locale, timeZone }) : newsLine(locale),
  )
}
