import type { Checksheet, Item } from '../../ports/checksheets.ts'
import type { Results } from './rating.ts'

/**
 * Items that are not met, in the order in which they are best taken up: stage by stage, what brings most first, of those what takes
 * least, else as they stand in the sheet.
 */
export function prioritiesOf(sheet: Checksheet, { standings }: Pick<Results, 'standings'>): readonly Item[] {
  const stageOf = new Map(sheet.stages.map(({ id }, at) => [id, at]))
  return sheet.items
    .filter(({ id }) => standings.get(id) === 'unmet')
    .toSorted(
      (one, other) =>
        (stageOf.get(one.stage) ?? 0) - (stageOf.get(other.stage) ?? 0) ||
        other.effect - one.effect ||
        one.effort - other.effort ||
        one.number - other.number,
    )
}
