import type { Locale } from '../../../chat/context.ts'
import { buttons, type Element, note, verbatim } from '../../../chat/message.ts'
import type { ReviewAction } from './actions.ts'
import { phrases } from './phrases.ts'
import { reviewName } from './review.ts'
import type { ReturnedNote } from './review-store.ts'

/** So much of a comment stands beside an item. */
const SHORT = 300

/** On the card of an item in the walk: what a consultant said of it last. */
export function commentElements(
  { number, consultant, comment, itemId }: ReturnedNote,
  locale: Locale,
): readonly Element<ReviewAction>[] {
  const words = phrases[locale]
  const short = comment.length > SHORT ? `${comment.slice(0, SHORT)}…` : comment
  const said = short === '' ? words.suggestionOnly : short
  return [
    note(verbatim(words.onItem(consultant, reviewName(number), said))),
    buttons<ReviewAction>({
      label: words.button.see,
      action: { type: 'review.comment', number, item: itemId },
    }),
  ]
}
