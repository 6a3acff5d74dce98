import type { Locale } from '../../../chat/context.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  buttons,
  choices,
  file,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { Checksheet } from '../../../ports/checksheets.ts'
import type { ChecksheetAction } from '../actions.ts'
import { type Answers, answerTo } from '../answer.ts'
import { MOST_CHOICES } from '../cards.ts'
import { metIn } from '../forms.ts'
import { phrases } from './phrases.ts'
import type { ImportPlan } from './plan-import.ts'

const MOST_LINES = 15

export function handedOutCard(workbook: FileRef, locale: Locale): Message<ChecksheetAction> {
  const { title, text: words } = phrases[locale].handedOut
  return toAsker(message<ChecksheetAction>(title, text(`**${title}**\n${words}`), file(workbook)))
}

/** What taking over would change, before anything does. */
export function previewCard(
  {
    sheet,
    id,
    plan,
    present,
    isOtherRun,
  }: {
    readonly sheet: Checksheet
    readonly id: string
    readonly plan: ImportPlan
    readonly present: Answers
    readonly isOtherRun: boolean
  },
  locale: Locale,
): Message<ChecksheetAction> {
  const { preview: words, button } = phrases[locale]
  const { changes, conflicts } = plan
  const lines = changes.slice(0, MOST_LINES).map(({ item, entry }) => {
    const before = metIn(sheet, item, answerTo(present, item))
    const after = metIn(sheet, item, entry)
    return `- ${verbatim(words.change(item.number, item.question, before, after, item.criteria.length))}`
  })
  const isNothing = changes.length + conflicts.length === 0
  return toAsker(
    message<ChecksheetAction>(
      words.title,
      heading(words.title),
      ...(isOtherRun ? [note(words.otherRun)] : []),
      ...(isNothing ? [text(words.nothing)] : []),
      ...(changes.length > 0
        ? [
            text(
              [
                `**${words.changes(changes.length)}**`,
                ...lines,
                ...(changes.length > MOST_LINES ? [words.more(changes.length - MOST_LINES)] : []),
              ].join('\n'),
            ),
          ]
        : []),
      ...(conflicts.length > 0
        ? [
            text(
              [
                `**${words.conflicts(conflicts.length)}**`,
                ...conflicts
                  .slice(0, MOST_LINES)
                  .map(({ item }) => `- ${verbatim(words.conflict(item.number, item.question))}`),
              ].join('\n'),
            ),
          ]
        : []),
      ...(isNothing
        ? []
        : [
            buttons<ChecksheetAction>(
              { label: button.take, action: { type: 'sheet.take', id }, tone: 'primary' },
              { label: button.drop, action: { type: 'sheet.refuse', id } },
            ),
          ]),
    ),
  )
}

/** What became of it. */
export function takenCard(
  taken: number,
  conflicts: ImportPlan['conflicts'],
  locale: Locale,
): Message<ChecksheetAction> {
  const words = phrases[locale]
  const title = words.taken(taken)
  return toAsker(
    message<ChecksheetAction>(
      title,
      text(`**${title}**`),
      ...(conflicts.length > 0
        ? [
            choices<ChecksheetAction>(
              words.drafts(conflicts.length),
              ...conflicts.slice(0, MOST_CHOICES).map(({ item }) => ({
                label: words.preview.conflict(item.number, item.question),
                button: words.button.open,
                action: { type: 'sheet.item', item: item.id, route: 'one' } as const,
              })),
            ),
          ]
        : []),
    ),
  )
}

/** Why a file was not taken over: everything that is wrong with it, as far as a card holds it. */
export function refusedCard(
  lines: readonly string[],
  total: number,
  locale: Locale,
): Message<ChecksheetAction> {
  const { refused: words } = phrases[locale]
  const shown = lines.slice(0, MOST_LINES)
  return toAsker(
    message<ChecksheetAction>(
      words.title,
      heading(words.title),
      text(words.unchanged),
      text(shown.map((it) => `- ${verbatim(it)}`).join('\n')),
      ...(total > shown.length ? [note(words.more(total - shown.length))] : []),
    ),
  )
}
