import { type KnowledgeEntry, type KnowledgeIndex, sameMatter } from '../../ports/knowledge.ts'
import type { Register } from '../../services/knowledge/read-phrasings.ts'

/** How an index finds entries by phrasings that it has not seen. Shares from 0 to 1. */
export interface HeldOut {
  readonly asked: number
  /** The entry itself. */
  readonly first: number
  readonly inThree: number
  /** The entry, a section that it cites, or an FAQ entry that cites it. */
  readonly matterFirst: number
  readonly matterInThree: number
}

/** Asks each phrasing of these registers, of an index that was built without them. */
export function askHeldOut(
  registers: readonly Register[],
  entries: ReadonlyMap<string, KnowledgeEntry>,
  index: KnowledgeIndex,
  isAsked: (place: number) => boolean = () => true,
): HeldOut {
  const asked = registers
    .flatMap(({ phrasings }) => Object.entries(phrasings))
    .flatMap(([id, phrasings]) => phrasings.map((phrasing) => ({ entry: entries.get(id), phrasing })))
    .filter((_, place) => isAsked(place))
  const counts = { first: 0, inThree: 0, matterFirst: 0, matterInThree: 0 }
  for (const { entry, phrasing } of asked) {
    if (entry === undefined) continue
    const found = index.search(phrasing, { limit: 3 }).map((hit) => hit.entry)
    const isSame = found.map(({ id }) => id === entry.id)
    const isMatter = found.map((it) => sameMatter(entry, it))
    if (isSame[0]) counts.first++
    if (isSame.includes(true)) counts.inThree++
    if (isMatter[0]) counts.matterFirst++
    if (isMatter.includes(true)) counts.matterInThree++
  }
  const share = (count: number) => count / asked.length
  return {
    asked: asked.length,
    first: share(counts.first),
    inThree: share(counts.inThree),
    matterFirst: share(counts.matterFirst),
    matterInThree: share(counts.matterInThree),
  }
}

export const writersOf = (registers: readonly Register[]): readonly string[] =>
  [...new Set(registers.map(({ writer }) => writer))].toSorted()
