import { type Checksheet, type Item, levelOf } from '../../ports/checksheets.ts'
import { type Answers, answerTo, type Entry, markOf } from './answer.ts'

/** `met`: each criterion that counts is met. `excluded`: none counts. */
export type Standing = 'met' | 'unmet' | 'excluded'

/** A share of items. `rate`: whole per cent; undefined where no item counts, which is no 0. */
export interface Rate {
  readonly items: number
  readonly excluded: number
  readonly met: number
  readonly rate: number | undefined
  /** Undefined where there is no rate. */
  readonly symbol: string | undefined
}

export interface Results {
  readonly total: Rate
  /** In the sheet's order. */
  readonly categories: readonly (Rate & { readonly number: number })[]
  readonly stages: readonly (Rate & { readonly stage: string })[]
  /** By the lecture that explains the item. */
  readonly lectures: readonly (Rate & { readonly lecture: string; readonly stage: string })[]
  readonly standings: ReadonlyMap<string, Standing>
  /** Items of which nobody knows something yet. */
  readonly awaiting: readonly string[]
  /** Items with a criterion that nobody has answered. */
  readonly unanswered: readonly string[]
}

export function standingOf(sheet: Checksheet, item: Item, entry: Entry): Standing {
  const counting = item.criteria
    .map(({ id }) => levelOf(sheet, markOf(sheet, entry, id).level).counts)
    .filter((it) => it !== 'excluded')
  if (counting.length === 0) return 'excluded'
  return counting.every((it) => it === 'met') ? 'met' : 'unmet'
}

export const isAnswered = (sheet: Checksheet, item: Item, entry: Entry): boolean =>
  item.criteria.every(({ id }) => markOf(sheet, entry, id).level !== sheet.blank)

export const awaits = (sheet: Checksheet, item: Item, entry: Entry): boolean =>
  item.criteria.some(({ id }) => levelOf(sheet, markOf(sheet, entry, id).level).awaits)

/** All rates of a sheet as it is answered. Pure. */
export function resultsOf(sheet: Checksheet, answers: Answers): Results {
  const standings = new Map(
    sheet.items.map((item): [string, Standing] => [
      item.id,
      standingOf(sheet, item, answerTo(answers, item)),
    ]),
  )
  const rate = (items: readonly Item[]): Rate => rateOf(sheet, items, standings)
  const lectures = new Map<string, Item[]>()
  for (const item of sheet.items) {
    const [lecture = ''] = item.lectures
    lectures.set(lecture, [...(lectures.get(lecture) ?? []), item])
  }
  return {
    total: rate(sheet.items),
    categories: sheet.categories.map(({ number }) => ({
      number,
      ...rate(sheet.items.filter((it) => it.category === number)),
    })),
    stages: sheet.stages.map(({ id }) => ({
      stage: id,
      ...rate(sheet.items.filter((it) => it.stage === id)),
    })),
    lectures: [...lectures].map(([lecture, items]) => ({
      lecture,
      stage: items[0]?.stage ?? '',
      ...rate(items),
    })),
    standings,
    awaiting: idsOf(sheet.items.filter((it) => awaits(sheet, it, answerTo(answers, it)))),
    unanswered: idsOf(sheet.items.filter((it) => !isAnswered(sheet, it, answerTo(answers, it)))),
  }
}

function rateOf(
  { ratings }: Checksheet,
  items: readonly Item[],
  standings: ReadonlyMap<string, Standing>,
): Rate {
  const met = items.filter(({ id }) => standings.get(id) === 'met').length
  const excluded = items.filter(({ id }) => standings.get(id) === 'excluded').length
  const counting = items.length - excluded
  const share = counting === 0 ? undefined : (100 * met) / counting
  return {
    items: items.length,
    excluded,
    met,
    rate: share === undefined ? undefined : Math.round(share),
    symbol: share === undefined ? undefined : ratings.find(({ from }) => share >= from)?.symbol,
  }
}

const idsOf = (items: readonly Item[]): readonly string[] => items.map(({ id }) => id)
