import type { Checksheet, Item } from '../../ports/checksheets.ts'
import type { Answers, Entry } from './answer.ts'

/** What of an answer holds on another version of its sheet. */
export interface Carried extends Entry {
  readonly itemId: string
  /** Something was added, or is asked in other words. */
  readonly needsLook: boolean
}

/**
 * Answers as they stand on another version: a mark holds where its criterion has the same id and words and its level is still there.
 * Items that are gone are left out. Pure.
 */
export function carryOver(from: Checksheet, to: Checksheet, answers: Answers): readonly Carried[] {
  const former = new Map(from.items.map((it): [string, Item] => [it.id, it]))
  const levels = new Set(to.levels.map(({ id }) => id))
  return to.items.flatMap((item): readonly Carried[] => {
    const answer = answers.get(item.id)
    if (!answer) return []
    const words = new Map(former.get(item.id)?.criteria.map(({ id, text }) => [id, text]))
    const marks = Object.fromEntries(
      item.criteria.flatMap(({ id, text }) => {
        const mark = answer.marks[id]
        return mark && words.get(id) === text && levels.has(mark.level) ? [[id, mark]] : []
      }),
    )
    return [
      {
        ...{ itemId: item.id, marks, evidence: answer.evidence },
        needsLook: answer.needsLook || !isSame(former.get(item.id), item),
      },
    ]
  })
}

const isSame = (former: Item | undefined, item: Item): boolean =>
  former !== undefined &&
  former.question === item.question &&
  former.criteria.length === item.criteria.length &&
  former.criteria.every(
    ({ id, text }, at) => id === item.criteria[at]?.id && text === item.criteria[at]?.text,
  )
