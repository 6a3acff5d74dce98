import type { Locale } from '../../chat/context.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import { type Checksheet, categoryOf, type Item, itemOf, levelOf } from '../../ports/checksheets.ts'
import type { ChecksheetAction } from './actions.ts'
import type { Aids } from './aids.ts'
import { type Answers, answerTo, type Entry, type ItemAnswer, markOf } from './answer.ts'
import type { Change, Run } from './checksheet-store.ts'
import { metIn } from './forms.ts'
import { phrases } from './phrases.ts'
import { isAnswered, type Results, resultsOf } from './rating.ts'
import type { ReviewAction } from './review/actions.ts'
import { commentElements } from './review/on-item.ts'
import type { ReturnedNote } from './review/review-store.ts'
import { phrases as teamWords } from './team/phrases.ts'
import type { Route } from './walk.ts'

/** Who reads a card, and how times are shown. */
export interface Reading {
  readonly locale: Locale
  readonly timeZone: string
}

/** A run as it stands. */
export interface SheetView {
  readonly sheet: Checksheet
  readonly run: Run
  readonly answers: Answers
}

/** A list of choices holds no more. */
export const MOST_CHOICES = 10

const answered = ({ sheet, answers }: SheetView, items: readonly Item[] = sheet.items): number =>
  items.filter((it) => isAnswered(sheet, it, answerTo(answers, it))).length

/** Who looks at a run. */
export interface Standpoint {
  /** Where they were in it. */
  readonly place: Item | undefined
  readonly isOwner: boolean
  /** Categories that they were asked to answer. */
  readonly mine: readonly number[]
}

/** How far a run has come, and how to go on. */
export function overviewCard(
  view: SheetView,
  { place, isOwner, mine }: Standpoint,
  { locale }: Reading,
): Message<ChecksheetAction> {
  const { sheet, run, answers } = view
  const words = phrases[locale]
  const results = resultsOf(sheet, answers)
  const title = words.run(sheet.title, run.number)
  const begun = answers.size > 0
  const look = [...answers.values()].filter((it) => it.needsLook).length
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      facts(
        [words.label.progress, words.bar(answered(view), sheet.items.length)],
        ...sheet.stages.map(({ id, label }): Fact => {
          const items = sheet.items.filter((it) => it.stage === id)
          return [label, words.bar(answered(view, items), items.length)]
        }),
        ...(place ? [[words.label.place, words.place(place.number, place.question)] as const] : []),
        ...(results.awaiting.length > 0
          ? [[words.label.awaiting, words.items(results.awaiting.length)] as const]
          : []),
        ...(look > 0 ? [[words.label.look, words.items(look)] as const] : []),
      ),
      text(words.begin),
      buttons<ChecksheetAction>(
        begun
          ? { label: words.button.resume, action: { type: 'sheet.resume' }, tone: 'primary' }
          : { label: words.button.start, action: { type: 'sheet.walk', route: 'all' }, tone: 'primary' },
        ...(begun
          ? [{ label: words.button.open, action: { type: 'sheet.walk', route: 'open' } } as const]
          : []),
        mine.length > 0
          ? { label: teamWords[locale].button.mine, action: { type: 'sheet.walk', route: 'mine' } }
          : { label: words.button.routes, action: { type: 'sheet.routes' } },
        ...(begun
          ? [{ label: words.button.results, action: { type: 'sheet.results', run: 0 } } as const]
          : []),
        ...(isOwner
          ? [{ label: teamWords[locale].button.team, action: { type: 'sheet.team' } } as const]
          : []),
      ),
      note(words.shared),
    ),
  )
}

/** Stages and categories to begin with. A list holds ten: the categories follow in as many as are needed. */
export function routesCard(view: SheetView, { locale }: Reading): Message<ChecksheetAction> {
  const { sheet } = view
  const words = phrases[locale].routes
  const stages = sheet.stages.map(({ id, label }) => {
    const items = sheet.items.filter((it) => it.stage === id)
    return {
      label: words.stage(label, answered(view, items), items.length),
      button: words.button,
      action: { type: 'sheet.walk', route: `s${id}` } as const,
    }
  })
  const categories = sheet.categories.map(({ number, name }) => {
    const items = sheet.items.filter((it) => it.category === number)
    return {
      label: words.category(number, name, answered(view, items), items.length),
      button: words.button,
      action: { type: 'sheet.walk', route: `c${number}` } as const,
    }
  })
  const [first, ...rest] = chunks([...stages, ...categories], MOST_CHOICES)
  return toAsker(
    message<ChecksheetAction>(
      words.title,
      choices<ChecksheetAction>(words.title, ...(first ?? [])),
      ...rest.map((it) => choices<ChecksheetAction>('', ...it)),
    ),
  )
}

/** One item as it is walked through. */
export interface ItemView {
  readonly sheet: Checksheet
  readonly item: Item
  readonly answer: ItemAnswer
  /** Who changed it last. */
  readonly by: string | undefined
  readonly hasDraft: boolean
  readonly aids: Aids
  readonly route: Route
  readonly hasBefore: Item | undefined
  readonly done: number
  /** What a consultant said of it last. */
  readonly comment: ReturnedNote | undefined
}

export function itemCard(view: ItemView, reading: Reading): Message<ChecksheetAction | ReviewAction> {
  const { sheet, item, answer, aids, route, hasBefore } = view
  const { locale } = reading
  const words = phrases[locale]
  const stage = sheet.stages.find(({ id }) => id === item.stage)?.label ?? item.stage
  const category = categoryOf(sheet, item.category)
  const named = { item: item.id, route }
  return toAsker(
    message<ChecksheetAction | ReviewAction>(
      words.place(item.number, item.question),
      note(words.where(item.category, category?.name ?? '', item.number, stage)),
      heading(item.question),
      ...(answer.needsLook ? [text(`**${words.needsLook}**`)] : []),
      text(criteriaLines(sheet, item, answer, locale)),
      ...(answer.evidence ? [text(`**${words.label.evidence}**\n${verbatim(answer.evidence)}`)] : []),
      ...(view.comment ? commentElements(view.comment, locale) : []),
      ...(view.hasDraft ? [text(words.drafted)] : []),
      note(words.why(item.why)),
      facts(
        [words.label.progress, words.bar(view.done, sheet.items.length)],
        ...(aids.lectures.length > 0 ? [[words.label.lecture, aids.lectures.join('／')] as const] : []),
        ...(aids.materials.length > 0 ? [[words.label.material, aids.materials.join('／')] as const] : []),
        ...(answer.at && view.by
          ? [[words.label.changed, words.changed(view.by, shownTime(answer.at, reading))] as const]
          : []),
      ),
      buttons<ChecksheetAction>(
        {
          label: words.button.fill,
          action: { type: 'sheet.fill', rev: answer.revision, ...named },
          tone: 'primary',
        },
        ...(hasBefore
          ? [{ label: words.button.back, action: { type: 'sheet.item', item: hasBefore.id, route } } as const]
          : []),
        { label: words.button.skip, action: { type: 'sheet.skip', ...named } },
        { label: words.button.ask, action: { type: 'sheet.ask', item: item.id } },
        answer.revision > 0
          ? { label: words.button.history, action: { type: 'sheet.history', item: item.id } }
          : { label: words.button.pause, action: { type: 'sheet.pause' } },
      ),
      note(words.asksHint),
    ),
  )
}

export function criteriaLines(sheet: Checksheet, item: Item, entry: Entry, locale: Locale): string {
  const words = phrases[locale]
  return item.criteria
    .map(({ id, text: criterion }) => {
      const { level, reason } = markOf(sheet, entry, id)
      const line = words.criterion(verbatim(criterion), verbatim(levelOf(sheet, level).label))
      return reason ? line + words.reason(verbatim(reason)) : line
    })
    .join('\n')
}

export type SavedHow = 'saved' | 'merged' | 'unchanged'

/** What has become of an item's card once it was filled in. */
export function savedCard(
  { sheet, item, answer, by }: Pick<ItemView, 'sheet' | 'item' | 'answer' | 'by'>,
  how: SavedHow,
  reading: Reading,
): Message<ChecksheetAction> {
  const words = phrases[reading.locale]
  const title =
    how === 'unchanged'
      ? words.unchanged(item.number)
      : words.saved(item.number, metIn(sheet, item, answer), item.criteria.length)
  return toAsker(
    message<ChecksheetAction>(
      title,
      text(`**${title}**\n${verbatim(item.question)}`),
      ...(how === 'merged' ? [text(words.savedMerged)] : []),
      ...(answer.at && by ? [note(words.changed(by, shownTime(answer.at, reading)))] : []),
      buttons<ChecksheetAction>(
        { label: words.button.edit, action: { type: 'sheet.item', item: item.id, route: 'one' } },
        { label: words.button.history, action: { type: 'sheet.history', item: item.id } },
      ),
    ),
  )
}

/** It was passed by; it can be come back to. */
export function skippedCard(item: Item, locale: Locale): Message<ChecksheetAction> {
  const words = phrases[locale]
  const title = words.skipped(item.number)
  return toAsker(
    message<ChecksheetAction>(
      title,
      text(`**${title}**\n${verbatim(item.question)}`),
      buttons<ChecksheetAction>({
        label: words.button.to,
        action: { type: 'sheet.item', item: item.id, route: 'one' },
      }),
    ),
  )
}

/** Two people said different things of one item: both are shown, nothing is saved. */
export function conflictCard(
  {
    sheet,
    item,
    theirs,
    mine,
    by,
    route,
  }: {
    readonly sheet: Checksheet
    readonly item: Item
    readonly theirs: ItemAnswer
    readonly mine: Entry
    readonly by: string
    readonly route: Route
  },
  reading: Reading,
): Message<ChecksheetAction> {
  const { locale } = reading
  const { conflict, label, button } = phrases[locale]
  const said = (entry: Entry) =>
    criteriaLines(sheet, item, entry, locale) +
    (entry.evidence ? `\n**${label.evidence}**\n${verbatim(entry.evidence)}` : '')
  const title = conflict.title(item.number)
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      text(verbatim(conflict.text(by, theirs.at ? shownTime(theirs.at, reading) : ''))),
      text(`**${verbatim(conflict.theirs(by))}**\n${said(theirs)}`),
      text(`**${conflict.mine}**\n${said(mine)}`),
      buttons<ChecksheetAction>(
        {
          label: button.mine,
          action: { type: 'sheet.fill', item: item.id, rev: theirs.revision, route },
          tone: 'primary',
        },
        { label: button.theirs, action: { type: 'sheet.drop', item: item.id, route } },
      ),
    ),
  )
}

/** What was written in the walk was taken down for the item at hand, and is not saved yet. */
export function tookCard(
  {
    sheet,
    item,
    draft,
    revision,
    route,
    isRead,
  }: {
    readonly sheet: Checksheet
    readonly item: Item
    readonly draft: Entry
    readonly revision: number
    readonly route: Route
    /** Levels were read from the words. */
    readonly isRead: boolean
  },
  locale: Locale,
): Message<ChecksheetAction> {
  const { took, label, button } = phrases[locale]
  const title = took.title(item.number)
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      text(isRead ? took.read : took.plain),
      text(criteriaLines(sheet, item, draft, locale)),
      text(`**${label.evidence}**\n${verbatim(draft.evidence)}`),
      buttons<ChecksheetAction>(
        {
          label: button.check,
          action: { type: 'sheet.fill', item: item.id, rev: revision, route },
          tone: 'primary',
        },
        { label: button.drop, action: { type: 'sheet.drop', item: item.id, route } },
      ),
    ),
  )
}

/** A route has come to its end. */
export function routeDoneCard(view: SheetView, { locale }: Reading): Message<ChecksheetAction> {
  const { sheet, answers } = view
  const words = phrases[locale]
  const { awaiting, unanswered } = resultsOf(sheet, answers)
  const title = unanswered.length === 0 ? words.done.all : words.done.title
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      text(words.bar(answered(view), sheet.items.length)),
      ...(unanswered.length > 0 ? [text(words.done.left(unanswered.length))] : []),
      ...awaitingElements(view, awaiting, locale),
      buttons<ChecksheetAction>(
        { label: words.button.results, action: { type: 'sheet.results', run: 0 }, tone: 'primary' },
        ...(unanswered.length > 0
          ? [{ label: words.button.open, action: { type: 'sheet.walk', route: 'open' } } as const]
          : []),
        { label: words.button.routes, action: { type: 'sheet.routes' } },
      ),
    ),
  )
}

export function awaitingElements(
  { sheet }: Pick<SheetView, 'sheet'>,
  awaiting: Results['awaiting'],
  locale: Locale,
): readonly Element<ChecksheetAction>[] {
  const words = phrases[locale]
  const items = awaiting.flatMap((id) => itemOf(sheet, id) ?? [])
  if (items.length === 0) return []
  const shown = items.slice(0, MOST_CHOICES)
  return [
    choices<ChecksheetAction>(
      words.done.awaiting,
      ...shown.map(({ id, number, question }) => ({
        label: words.place(number, question),
        button: words.button.to,
        action: { type: 'sheet.item', item: id, route: 'one' } as const,
      })),
    ),
    ...(items.length > shown.length ? [note(words.results.compare.more(items.length - shown.length))] : []),
  ]
}

/** Every change of an item. */
export function historyCard(
  {
    sheet,
    item,
    changes,
    nameOf,
  }: {
    readonly sheet: Checksheet
    readonly item: Item
    readonly changes: readonly Change[]
    readonly nameOf: (memberId: string) => string
  },
  reading: Reading,
): Message<ChecksheetAction> {
  const words = phrases[reading.locale]
  const title = words.history.title(item.number)
  const lines = changes
    .toReversed()
    .slice(0, 20)
    .map((it) =>
      words.history.line(
        shownTime(it.at, reading),
        verbatim(nameOf(it.memberId)),
        metIn(sheet, item, it),
        item.criteria.length,
        words.history.source[it.source],
      ),
    )
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      text(verbatim(item.question)),
      text(lines.length > 0 ? lines.map((it) => `- ${it}`).join('\n') : words.history.none),
    ),
  )
}

/** One line, and a way on. */
export function lineCard(
  line: string,
  ...row: readonly Button<ChecksheetAction>[]
): Message<ChecksheetAction> {
  return toAsker(message<ChecksheetAction>(line, text(line), ...(row.length > 0 ? [buttons(...row)] : [])))
}

/** 11月24日 9:30 */
export function shownTime(at: Date, { locale, timeZone }: Reading): string {
  return new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at)
}

export const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)]
