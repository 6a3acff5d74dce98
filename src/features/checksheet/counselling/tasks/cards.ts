import type { Locale } from '../../../../chat/context.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  toAsker,
  verbatim,
} from '../../../../chat/message.ts'
import { type Checksheet, categoryOf } from '../../../../ports/checksheets.ts'
import { MOST_CHOICES } from '../../cards.ts'
import type { CounsellingAction } from '../actions.ts'
import { numbersOf } from '../program.ts'
import type { TaskAction } from './actions.ts'
import { phrases } from './phrases.ts'
import { inOrder, isMet, type metOf, type Task, type TaskReminder, taskReminders } from './tasks.ts'

/** A task as somebody of its organisation is shown it. */
export interface TaskView {
  readonly task: Task
  /** The one that it was made from. */
  readonly sheet: Checksheet
  /** As their checksheet says today. */
  readonly sheetSays: ReturnType<typeof metOf>
  /** Who looks after it; undefined: nobody who is still there. */
  readonly who: string | undefined
}

export const taskName = ({ task, sheet }: Pick<TaskView, 'task' | 'sheet'>, locale: Locale): string =>
  phrases[locale].name(categoryOf(sheet, task.row.category)?.name ?? '', numbersOf(sheet, task.row))

const A_PAGE = 5

/** What there is to do, five a page: open ones first. */
export function listCard(
  views: readonly TaskView[],
  {
    of,
    page,
    today,
    locale,
  }: {
    readonly of: 'all' | 'mine'
    readonly page: number
    readonly today: string
    readonly locale: Locale
  },
): Message<TaskAction | CounsellingAction> {
  const words = phrases[locale]
  const title = of === 'mine' ? words.mine : words.title
  if (views.length === 0) return of === 'mine' ? noneOfMine(locale) : noneCard(locale)
  const ordered = inOrder(views.map(({ task }) => task)).flatMap(
    (task) => views.find((it) => it.task === task) ?? [],
  )
  const shown = ordered.slice(page * A_PAGE, (page + 1) * A_PAGE)
  const open = shown.filter(({ task }) => task.state === 'open')
  const done = views.filter(({ task }) => task.state === 'done').length
  return toAsker(
    message<TaskAction | CounsellingAction>(
      title,
      heading(title),
      facts([words.label.progress, words.bar(done, views.length)]),
      ...shown.map((it) => text(lineOf(it, today, locale))),
      ...(open.length > 0
        ? [
            choices<TaskAction>(
              words.choose.done,
              ...open.map((it) => ({
                label: taskName(it, locale),
                button: words.button.done,
                action: { type: 'task.done', number: it.task.number, row: it.task.row.row } as const,
              })),
            ),
          ]
        : []),
      choices<TaskAction>(
        words.choose.change,
        ...shown.map((it) => ({
          label: taskName(it, locale),
          button: words.button.show,
          action: { type: 'task.show', number: it.task.number, row: it.task.row.row } as const,
        })),
      ),
      buttons<TaskAction | CounsellingAction>(
        ...((page + 1) * A_PAGE < views.length
          ? [{ label: words.button.more, action: { type: 'task.list', of, page: page + 1 } } as const]
          : []),
        of === 'all'
          ? { label: words.button.mine, action: { type: 'task.list', of: 'mine', page: 0 } }
          : allButton(locale),
        ...programButton(shown[0], locale),
      ),
    ),
  )
}

const programButton = (first: TaskView | undefined, locale: Locale): readonly Button<CounsellingAction>[] =>
  first
    ? [
        {
          label: phrases[locale].button.program,
          action: { type: 'counselling.show', number: first.task.number },
        },
      ]
    : []

const allButton = (locale: Locale): Button<TaskAction> => ({
  label: phrases[locale].button.all,
  action: { type: 'task.list', of: 'all', page: 0 },
})

const noneOfMine = (locale: Locale): Message<TaskAction> => {
  const { noneMine } = phrases[locale]
  return toAsker(message<TaskAction>(noneMine, text(noneMine), buttons<TaskAction>(allButton(locale))))
}

const noneCard = (locale: Locale): Message<CounsellingAction> => {
  const { none, button } = phrases[locale]
  return toAsker(
    message<CounsellingAction>(
      none,
      text(none),
      buttons<CounsellingAction>({ label: button.ask, action: { type: 'counselling.ask', run: 0 } }),
    ),
  )
}

function lineOf(view: TaskView, today: string, locale: Locale): string {
  const { task, who } = view
  const words = phrases[locale]
  const state = task.state === 'done' ? `✅ ${words.state.done}` : words.due(task.dueOn)
  return [
    `**${verbatim(taskName(view, locale))}**（${words.means[task.row.means]}）`,
    verbatim([state, words.who(who)].join('　')),
    ...newsOf(view, today, locale),
  ].join('\n')
}

/** What wants to be seen of an open one. */
const newsOf = ({ task, sheetSays }: TaskView, today: string, locale: Locale): readonly string[] => {
  const words = phrases[locale]
  if (task.state === 'done') return []
  return [
    ...(task.dueOn !== undefined && task.dueOn < today ? [words.overdue] : []),
    ...(isMet(sheetSays) ? [words.allMet] : []),
  ]
}

/** One of them, and all that can be done with it. */
export function taskCard(
  view: TaskView,
  {
    today,
    locale,
    line,
  }: { readonly today: string; readonly locale: Locale; readonly line?: string | undefined },
): Message<TaskAction> {
  const { task, who, sheetSays } = view
  const words = phrases[locale]
  const { label, button } = words
  const name = taskName(view, locale)
  const named = { number: task.number, row: task.row.row }
  const news = newsOf(view, today, locale)
  return toAsker(
    message<TaskAction>(
      line ?? name,
      ...(line === undefined ? [] : [text(verbatim(line))]),
      heading(name),
      facts(
        [label.state, words.state[task.state]],
        [label.due, task.dueOn === undefined ? words.noDue : words.day(task.dueOn)],
        [label.who, who ?? words.nobody],
        [label.sheet, words.met(sheetSays.met, sheetSays.items)],
        ...(task.row.tools === '' ? [] : [[label.tools, task.row.tools] as const]),
      ),
      ...(news.length > 0 ? [text(news.join('\n'))] : []),
      note(words.means[task.row.means]),
      text(`**${label.reason}**`),
      quote(task.row.reason),
      ...(task.row.note === '' ? [] : [text(`**${label.note}**`), quote(task.row.note)]),
      buttons<TaskAction>(
        task.state === 'open'
          ? { label: button.done, action: { type: 'task.done', ...named }, tone: 'primary' }
          : { label: button.reopen, action: { type: 'task.reopen', ...named } },
        { label: button.due, action: { type: 'task.due', ...named } },
        { label: button.who, action: { type: 'task.who', ...named } },
        { label: button.list, action: { type: 'task.list', of: 'all', page: 0 } },
      ),
    ),
  )
}

/** Who of the organisation is to look after it: as many as a list holds. */
export function whoCard(
  view: TaskView,
  members: readonly { readonly id: string; readonly name: string }[],
  locale: Locale,
): Message<TaskAction> {
  const words = phrases[locale]
  const named = { number: view.task.number, row: view.task.row.row }
  const title = words.whom(taskName(view, locale))
  const option = (label: string, member: string) => ({
    ...{ label, button: words.button.choose },
    action: { type: 'task.assign', ...named, member } as const,
  })
  const [first = [], ...rest] = pagesOf([
    ...members.map(({ id, name }) => option(name, id)),
    option(words.noOne, ''),
  ])
  return toAsker(
    message<TaskAction>(
      title,
      choices<TaskAction>(title, ...first),
      ...rest.map((it) => choices<TaskAction>('', ...it)),
    ),
  )
}

const pagesOf = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / MOST_CHOICES) }, (_, at) =>
    items.slice(at * MOST_CHOICES, (at + 1) * MOST_CHOICES),
  )

/** What one person is reminded of, by what has come of it. */
export type Due = Readonly<Record<TaskReminder, readonly Pick<TaskView, 'task' | 'sheet'>[]>>

/** Without their having asked; the weightiest is the title. */
export function remindCard(due: Due, locale: Locale): Message<TaskAction> {
  const words = phrases[locale]
  const kinds = taskReminders.filter((kind) => due[kind].length > 0).toReversed()
  const title = words.remind.title[kinds[0] ?? 'soon']
  const all = kinds.flatMap((kind) => due[kind])
  const part = (kind: TaskReminder): Element<never> =>
    text(
      [
        `**${words.remind.kind[kind]}**`,
        ...due[kind]
          .slice(0, MOST_CHOICES)
          .map((it) => `- ${verbatim(words.remind.line(taskName(it, locale), it.task.dueOn ?? ''))}`),
        ...(due[kind].length > MOST_CHOICES ? [words.remind.more(due[kind].length - MOST_CHOICES)] : []),
      ].join('\n'),
    )
  return toAsker(
    message<TaskAction>(
      title,
      heading(title),
      ...kinds.map(part),
      note(words.remind.how),
      choices<TaskAction>(
        '',
        ...all.slice(0, MOST_CHOICES).map((it) => ({
          label: taskName(it, locale),
          button: words.button.done,
          action: { type: 'task.done', number: it.task.number, row: it.task.row.row } as const,
        })),
      ),
      ...dueButtons(all, locale),
    ),
  )
}

/** The day of the only one can be set at once; of several, from the list. */
function dueButtons(all: readonly Pick<TaskView, 'task'>[], locale: Locale): readonly Element<TaskAction>[] {
  const { button } = phrases[locale]
  const [only, another] = all
  return [
    buttons<TaskAction>(
      ...(only && !another
        ? [
            {
              label: button.due,
              action: { type: 'task.due', number: only.task.number, row: only.task.row.row },
            } as const,
          ]
        : []),
      { label: button.list, action: { type: 'task.list', of: 'all', page: 0 } },
    ),
  ]
}
