import type { Locale } from '../../../chat/context.ts'
import {
  choices,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { ChecksheetAction, OpenItem } from '../../checksheet/index.ts'
import type { NoticeContent } from '../notice.ts'
import { phrases } from './phrases.ts'

/** To an owner alone: which of the items that a notice names their company has not achieved, and the way to each. */
export function openItemsCard(
  { title }: Pick<NoticeContent, 'title'>,
  items: readonly OpenItem[],
  locale: Locale,
): Message<ChecksheetAction> {
  const words = phrases[locale].items
  const summary = words.title(items.length)
  return toAsker(
    message<ChecksheetAction>(
      summary,
      heading(summary),
      text(verbatim(words.about(title))),
      choices(
        words.label,
        ...items.map(({ id, number, question }) => ({
          label: words.line(number, shortened(question)),
          button: words.open,
          action: { type: 'sheet.item', item: id, route: 'one' } as const,
        })),
      ),
      note(words.only),
    ),
  )
}

const MOST_CHARACTERS = 80

const shortened = (words: string): string => {
  const characters = [...words.replace(/\s+/g, ' ')]
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`
    : characters.join('')
}
