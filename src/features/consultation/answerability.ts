import { type Hit, sameMatter } from '#src/ports/knowledge.ts'

/** What can be said to one question out of what the search found. */
export type Verdict =
  | { readonly kind: 'answer'; readonly hit: Hit }
  /** Up to three on different matters, best first. */
  | { readonly kind: 'choices'; readonly hits: readonly Hit[] }
  | { readonly kind: 'unknown' }

/**
 * From here on four of five answers are right where a quarter of the questions have no answer here and a fifth are not for the knowledge
 * base at all (`npm run knowledge:calibrate`). A wrong answer costs more than a question back.
 */
export const sureEnough = 0.4

/** Below this most questions have no answer here, and what is found would only lead astray. */
export const likelyEnough = 0.2

const mostChoices = 3

/** Pure: `hits` as the search gave them, best first. */
export function judge(hits: readonly Hit[]): Verdict {
  const [first] = hits
  if (first === undefined) return { kind: 'unknown' }
  if (first.chance >= sureEnough) return { kind: 'answer', hit: first }
  if (first.chance >= likelyEnough) return { kind: 'choices', hits: ofDifferentMatters(hits, mostChoices) }
  return { kind: 'unknown' }
}

/** Nobody can choose between an answer and the section that it rests on: of each matter, the first. */
export function ofDifferentMatters(hits: readonly Hit[], most: number): readonly Hit[] {
  const chosen: Hit[] = []
  for (const hit of hits) {
    if (chosen.length === most) break
    if (!chosen.some(({ entry }) => sameMatter(entry, hit.entry))) chosen.push(hit)
  }
  return chosen
}
