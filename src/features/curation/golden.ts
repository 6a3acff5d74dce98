import { setImmediate } from 'node:timers/promises'
import { type FaqEntry, type KnowledgeEntry, type KnowledgeIndex, sameMatter } from '../../ports/knowledge.ts'
import { CANDIDATE_ID } from './candidate.ts'
import type { CandidateCheck } from './check.ts'

/** Of each entry so many ways to ask are kept aside. */
const OF_EACH = 2
/** An entry that is known by fewer is not asked for: it needs them itself. */
const FEWEST_LEFT = 6
/** However large the knowledge base grows, no more are asked. */
const MOST = 600
/** Others are let work after so long (ms). */
const SLICE_MS = 15

interface Golden {
  readonly question: string
  readonly entry: KnowledgeEntry
}

/** What would be served besides, and what not any more; both: an entry that is changed. */
export interface Change {
  readonly added?: FaqEntry
  readonly removed?: string
}

/**
 * Golden questions are ways to ask that are kept aside: an index that has not read them is asked them, once as if nothing had changed and
 * once as if all had. @returns those that were answered by their own matter first, and would not be any more
 */
export async function askGolden(
  served: KnowledgeIndex,
  { added, removed }: Change,
): Promise<CandidateCheck['golden']> {
  const kept = goldenOf(served.entries)
  const asked = sample(kept.questions, MOST).filter(
    ({ entry }) => added !== undefined || entry.id !== removed,
  )
  const candidate = added && { ...added, id: CANDIDATE_ID }
  // Building it takes as long as serving a new version does; two would take twice that.
  const index = served.over([...served.entries, ...(candidate ? [candidate] : [])].map(kept.without))
  const answers = (question: string, entry: KnowledgeEntry, without: readonly string[]) => {
    const [hit] = index.search(question, { limit: 1, without })
    const isChanged = hit?.entry.id === CANDIDATE_ID && entry.id === removed
    return {
      id: hit?.entry.id ?? '',
      isRight: hit !== undefined && (isChanged || sameMatter(hit.entry, entry)),
    }
  }
  const lost: CandidateCheck['golden']['lost'] = []
  let since = performance.now()
  for (const { question, entry } of asked) {
    if (performance.now() - since > SLICE_MS) {
      await setImmediate()
      since = performance.now()
    }
    const now = answers(question, entry, removed === undefined ? [] : [removed])
    if (!now.isRight && answers(question, entry, [CANDIDATE_ID]).isRight)
      lost.push({ question, entry: entry.id, now: now.id === CANDIDATE_ID ? (added?.id ?? '') : now.id })
  }
  return { asked: asked.length, lost: lost.slice(0, MOST_LOST) }
}

/** Nobody reads more of them; so many say that it must not be published. */
const MOST_LOST = 20

/** The same ones each time, from all over the list, since it is in the order of those who ask. */
function goldenOf(entries: readonly KnowledgeEntry[]): {
  readonly questions: readonly Golden[]
  readonly without: <E extends KnowledgeEntry>(entry: E) => E
} {
  const aside = new Set<string>()
  const questions = entries.flatMap((entry) => {
    if (entry.phrasings.length < FEWEST_LEFT + OF_EACH) return []
    const step = entry.phrasings.length / (OF_EACH + 1)
    return Array.from({ length: OF_EACH }, (_, at) => {
      const question = entry.phrasings[Math.floor(step * (at + 1))] ?? ''
      aside.add(`${entry.id} ${question}`)
      return { question, entry }
    })
  })
  const without = <E extends KnowledgeEntry>(entry: E): E => ({
    ...entry,
    phrasings: entry.phrasings.filter((it) => !aside.has(`${entry.id} ${it}`)),
  })
  return { questions, without }
}

function sample<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}
