import type { Locale, Member } from '../../../chat/context.ts'
import {
  buttons,
  choices,
  heading,
  type Message,
  message,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import { type Category, itemOf } from '../../../ports/checksheets.ts'
import type { ChecksheetAction } from '../actions.ts'
import { answerTo } from '../answer.ts'
import { chunks, MOST_CHOICES, type Reading, type SheetView, shownTime } from '../cards.ts'
import type { Place } from '../checksheet-store.ts'
import { isAnswered } from '../rating.ts'
import { phrases } from './phrases.ts'

/** Who answers what, and where they are. */
export interface Team {
  readonly members: readonly Pick<Member, 'id' | 'name'>[]
  /** Members' ids by category. */
  readonly assignments: ReadonlyMap<number, string>
  readonly places: readonly (Place & { readonly memberId: string })[]
}

/** Pure. For owners alone. */
export function teamCard(view: SheetView, team: Team, reading: Reading): Message<ChecksheetAction> {
  const { sheet, answers } = view
  const words = phrases[reading.locale]
  const nameOf = (id: string | undefined) => team.members.find((it) => it.id === id)?.name
  const options = sheet.categories.map(({ number, name }) => {
    const items = sheet.items.filter((it) => it.category === number)
    const done = items.filter((it) => isAnswered(sheet, it, answerTo(answers, it))).length
    const assignee = nameOf(team.assignments.get(number)) ?? words.nobody
    return {
      label: words.category(number, name, done, items.length, assignee),
      button: words.button.assign,
      action: { type: 'sheet.assign', category: number } as const,
    }
  })
  const places = team.places.flatMap((place) => {
    const [item, name] = [itemOf(sheet, place.itemId), nameOf(place.memberId)]
    return item && name
      ? [`- ${verbatim(words.place(name, item.number, shownTime(place.touchedAt, reading)))}`]
      : []
  })
  return toAsker(
    message<ChecksheetAction>(
      words.title,
      heading(words.title),
      text(words.text),
      ...chunks(options, MOST_CHOICES).map((it) => choices<ChecksheetAction>('', ...it)),
      ...(places.length > 0 ? [text([`**${words.where}**`, ...places.slice(0, 20)].join('\n'))] : []),
      buttons<ChecksheetAction>({ label: words.button.remind, action: { type: 'sheet.remind' } }),
    ),
  )
}

/** Whom a category is given to: ten a card. */
export function assigneesCard(
  { number, name }: Category,
  members: Team['members'],
  locale: Locale,
): Message<ChecksheetAction> {
  const words = phrases[locale]
  const title = words.choose(number, name)
  const options = members.slice(0, 49).map((it) => ({
    label: it.name,
    button: words.button.choose,
    action: { type: 'sheet.assignTo', category: number, member: it.id } as const,
  }))
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      ...chunks(options, MOST_CHOICES).map((it) => choices<ChecksheetAction>('', ...it)),
      buttons<ChecksheetAction>({
        label: words.button.nobody,
        action: { type: 'sheet.assignTo', category: number, member: '' },
      }),
    ),
  )
}

/** To whom categories were given that are not answered yet. */
export function reminderCard(
  {
    from,
    categories,
    open,
  }: { readonly from: string; readonly categories: readonly number[]; readonly open: number },
  locale: Locale,
): Message<ChecksheetAction> {
  const { reminder, button } = phrases[locale]
  return toAsker(
    message<ChecksheetAction>(
      reminder.title,
      heading(reminder.title),
      text(verbatim(reminder.text(from, categories.join('・'), open))),
      buttons<ChecksheetAction>({
        label: button.mine,
        action: { type: 'sheet.walk', route: 'mine' },
        tone: 'primary',
      }),
    ),
  )
}
