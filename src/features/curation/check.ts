import { z } from 'zod'
import type { FaqEntry, KnowledgeIndex } from '../../ports/knowledge.ts'
import { differencesOf } from './contradiction.ts'
import { askGolden } from './golden.ts'

/** What a colleague must know of a candidate before approving it. */
export const CandidateCheck = z.object({
  /** The knowledge base that it was held against. */
  version: z.number(),
  /** Existing entries that are nearest to it, best first. */
  similar: z.array(
    z.object({ id: z.string(), question: z.string(), chance: z.number(), isDuplicate: z.boolean() }),
  ),
  /** What a near entry says differently: both sentences. */
  differing: z.array(z.object({ id: z.string(), here: z.string(), there: z.string() })),
  /** Golden questions that were asked, and those whose own entry does not come first any more. */
  golden: z.object({
    asked: z.number(),
    lost: z.array(z.object({ question: z.string(), entry: z.string(), now: z.string() })),
  }),
})
export type CandidateCheck = z.infer<typeof CandidateCheck>

/** Where a new entry and existing ones cannot both be right; undefined where nobody but the rules can say. */
type Judge = (
  entry: FaqEntry,
  existing: readonly FaqEntry[],
) => Promise<CandidateCheck['differing'] | undefined>

const SHOWN = 3
/** As sure as the desk is when it answers by itself. */
const DUPLICATE = 0.6
/** Below it an entry is on another matter, and may well say something else. */
const NEAR = 0.15

/**
 * Holds what would be served against what is. `entry`: what is published or changed, under its id; undefined: `retired` goes. Takes
 * seconds, and lets others work meanwhile.
 */
export async function checkOf(
  index: KnowledgeIndex,
  change: { readonly entry: FaqEntry } | { readonly retired: string },
  judge: Judge,
): Promise<CandidateCheck> {
  const { version } = index
  if ('retired' in change) {
    const golden = await askGolden(index, { removed: change.retired })
    return { version, similar: [], differing: [], golden }
  }
  const { entry } = change
  const near = index
    .search(entry.question, { limit: 10, without: [entry.id] })
    .flatMap((hit) => (hit.entry.kind === 'faq' ? [{ entry: hit.entry, chance: hit.chance }] : []))
    .slice(0, SHOWN)
  return {
    version,
    similar: near.map(({ entry: { id, question }, chance }) => ({
      ...{ id, question, chance, isDuplicate: chance >= DUPLICATE },
    })),
    differing: (await differingFrom(entry, near, judge)).slice(0, SHOWN),
    golden: await askGolden(index, {
      added: entry,
      ...(index.entry(entry.id) ? { removed: entry.id } : {}),
    }),
  }
}

/** A model's word where it has one; else what differs by the rules. */
async function differingFrom(
  entry: FaqEntry,
  near: readonly { readonly entry: FaqEntry; readonly chance: number }[],
  judge: Judge,
): Promise<CandidateCheck['differing']> {
  const close = near.flatMap((it) => (it.chance >= NEAR ? [it.entry] : []))
  if (close.length === 0) return []
  return (
    (await judge(entry, close)) ??
    close.flatMap(({ id, answer }) => differencesOf(entry.answer, answer).map((pair) => ({ id, ...pair })))
  )
}

/** Regressions that nobody was shown yet. */
export const newlyLost = (before: CandidateCheck | undefined, after: CandidateCheck): boolean =>
  after.golden.lost.some(({ question }) => !before?.golden.lost.some((it) => it.question === question))
