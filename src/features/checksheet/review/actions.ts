import { z } from 'zod'
import { shownItems } from './review.ts'

/** As people cite it. */
const number = z.number().int().positive()
const item = z.string().min(1).max(16)
const show = z.enum(shownItems)
/** A run's number; 0: the open one. */
const run = z.number().int().nonnegative()

/** What the buttons and forms around a review mean. */
export const ReviewAction = z.discriminatedUnion('type', [
  /** Of the customer. Asks once more. */
  z.object({ type: z.literal('review.ask'), run }),
  /** A form: what else is to be said. */
  z.object({ type: z.literal('review.submit'), run }),
  z.object({ type: z.literal('review.show'), number }),
  z.object({ type: z.literal('review.withdraw'), number }),
  /** A form: the answer to what was asked back. */
  z.object({ type: z.literal('review.answer'), number }),
  /** The comments, by pages. */
  z.object({ type: z.literal('review.results'), number, page: z.number().int().nonnegative() }),
  z.object({ type: z.literal('review.comment'), number, item }),
  /** What is suggested for an item is taken over. */
  z.object({ type: z.literal('review.apply'), number, item }),
  z.object({ type: z.literal('review.excel'), number }),
  /** Of the consultants' side. */
  z.object({ type: z.literal('review.take'), number }),
  z.object({ type: z.literal('review.takeOver'), number }),
  z.object({ type: z.literal('review.open'), number }),
  /** The first of those items. */
  z.object({ type: z.literal('review.walk'), number, show }),
  z.object({ type: z.literal('review.item'), number, item, show }),
  /** A form: a comment on an item, and what is suggested. */
  z.object({ type: z.literal('review.note'), number, item, show }),
  /** A model's words for a comment on an item, as a draft. */
  z.object({ type: z.literal('review.draft'), number, item, show }),
  /** Items of which something was said or that have changed, by pages. */
  z.object({ type: z.literal('review.list'), number, page: z.number().int().nonnegative() }),
  /** A form: the number of the item that is shown. */
  z.object({ type: z.literal('review.jump'), number }),
  /** A form: something is asked back. `item` empty: of the whole sheet. */
  z.object({ type: z.literal('review.question'), number, item: z.string().max(16) }),
  /** A form: a remark on the whole; it is returned. */
  z.object({ type: z.literal('review.return'), number }),
])
export type ReviewAction = z.infer<typeof ReviewAction>

export type ReviewForm = Extract<
  ReviewAction,
  {
    type:
      | 'review.submit'
      | 'review.answer'
      | 'review.note'
      | 'review.jump'
      | 'review.question'
      | 'review.return'
  }
>
export type ReviewDeskAction = Extract<
  ReviewAction,
  {
    type:
      | 'review.take'
      | 'review.takeOver'
      | 'review.open'
      | 'review.walk'
      | 'review.item'
      | 'review.note'
      | 'review.draft'
      | 'review.list'
      | 'review.jump'
      | 'review.question'
      | 'review.return'
  }
>
export type ReviewCustomerAction = Exclude<ReviewAction, ReviewDeskAction | { type: 'review.excel' }>

const FORMS: readonly string[] = [
  ...['review.submit', 'review.answer', 'review.note', 'review.jump', 'review.question', 'review.return'],
]

export const isReviewForm = (action: { readonly type: string }): action is ReviewForm =>
  FORMS.includes(action.type)
