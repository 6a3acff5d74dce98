import type { Checksheet, Item } from '../../ports/checksheets.ts'
import { type Answers, answerTo } from './answer.ts'
import { isAnswered } from './rating.ts'

/**
 * Which items are walked through, as it travels in buttons: `all`, `open` (what is not answered yet, or needs another look),
 * `mine` (of the categories that one was asked to do), `one` (nothing follows it), c5 (a category), s1st (a stage).
 */
export type Route = string

export const ROUTE = /^(all|open|mine|one|c\d{1,3}|s[A-Za-z0-9_-]{1,16})$/

/** The items of a route, in the sheet's order. */
export function itemsOn(sheet: Checksheet, route: Route, mine: readonly number[]): readonly Item[] {
  switch (route) {
    case 'all':
    case 'open':
    case 'one':
      return sheet.items
    case 'mine':
      return sheet.items.filter(({ category }) => mine.includes(category))
  }
  return route.startsWith('c')
    ? sheet.items.filter(({ category }) => `c${category}` === route)
    : sheet.items.filter(({ stage }) => `s${stage}` === route)
}

/** The one after it; undefined: it was the last. On an `open` route those that are done are passed by. */
export function nextItem(
  sheet: Checksheet,
  route: Route,
  {
    after,
    answers,
    mine,
  }: { readonly after: number; readonly answers: Answers; readonly mine: readonly number[] },
): Item | undefined {
  if (route === 'one') return undefined
  return itemsOn(sheet, route, mine).find((it) => it.number > after && isOn(sheet, route, it, answers))
}

/** The one before it, whatever has been said of it. */
export const previousItem = (
  sheet: Checksheet,
  route: Route,
  before: number,
  mine: readonly number[],
): Item | undefined => itemsOn(sheet, route, mine).findLast((it) => it.number < before)

/** Where one begins: the first that is not done, else the first. */
export const firstItem = (
  sheet: Checksheet,
  route: Route,
  answers: Answers,
  mine: readonly number[],
): Item | undefined => {
  const items = itemsOn(sheet, route, mine)
  return items.find((it) => isOn(sheet, 'open', it, answers)) ?? (route === 'open' ? undefined : items[0])
}

const isOn = (sheet: Checksheet, route: Route, item: Item, answers: Answers): boolean => {
  if (route !== 'open') return true
  const answer = answerTo(answers, item)
  return answer.needsLook || !isAnswered(sheet, item, answer)
}
