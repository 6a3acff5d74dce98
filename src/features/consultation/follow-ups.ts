import type { Course } from '../../chat/context.ts'
import { type Hit, type KnowledgeEntry, type Library, sameMatter } from '../../ports/knowledge.ts'
import { answeredWith, type FollowUp, type Reply } from './consultation.ts'
import { nextStepsOf } from './next-steps.ts'
import type { Draft } from './reply.ts'
import type { SearchedQuestion } from './separate.ts'

const most = 3

/** A score below this share of the best one's belongs to what merely shares a word. */
const nearEnough = 0.5

/** Adds to a drafted reply what its reader may want to know besides. Pure. */
export function withFollowUps(draft: Draft, library: Library, course: Course | undefined): Draft {
  if (draft.kind === 'noQuestion') return draft
  const followUps = followUpsOf(draft.reply, draft.searched, library, course)
  return followUps.length > 0 ? { ...draft, reply: { ...draft.reply, followUps } } : draft
}

/**
 * Up to three questions of the FAQ: what tells the courses apart, where the answer names what a higher one opens; then those that lay
 * nearest to what was asked, the first of each question, then the seconds. None that says what is answered or offered already.
 */
function followUpsOf(
  reply: Reply,
  searched: readonly SearchedQuestion[],
  { index, materials }: Library,
  course: Course | undefined,
): FollowUp[] {
  if (reply.urgent) return []
  const answered = answeredWith(reply).flatMap((id) => index.entry(id) ?? [])
  if (answered.length === 0) return []
  const isGated = course === 'learning' && nextStepsOf(answered, materials, course).closed.length > 0
  const courses = isGated ? index.entry(materials.courses) : undefined
  const near = searched.map(({ hits }) => nearest(hits))
  const rounds = Array.from({ length: Math.max(0, ...near.map(({ length }) => length)) }, (_, place) =>
    near.flatMap((entries) => entries[place] ?? []),
  )
  const known = [...answered]
  const chosen: string[] = []
  for (const entry of [...(courses ? [courses] : []), ...rounds.flat()]) {
    if (chosen.length === most) break
    if (entry.kind !== 'faq' || known.some((it) => sameMatter(it, entry))) continue
    if (entry.audience !== 'any' && entry.audience !== course) continue
    known.push(entry)
    chosen.push(entry.id)
  }
  return chosen.map((entry) => ({ entry, state: 'offered' }))
}

const nearest = (hits: readonly Hit[]): readonly KnowledgeEntry[] =>
  hits.filter(({ score }) => score >= nearEnough * (hits[0]?.score ?? 0)).map(({ entry }) => entry)

/** What a card still offers of them: nothing that it says by now. */
export const offeredIn = ({ followUps = [], parts }: Reply): readonly string[] => {
  const said = new Set(answeredWith({ parts, followUps }))
  return followUps.flatMap(({ entry, state }) => (state === 'offered' && !said.has(entry) ? [entry] : []))
}

/** @returns undefined when the card is stale: that was not on offer */
export function show(reply: Reply, entry: string): Reply | undefined {
  if (!offeredIn(reply).includes(entry)) return undefined
  const followUps = reply.followUps?.map((it) =>
    it.entry === entry ? { ...it, state: 'shown' as const } : it,
  )
  return { ...reply, followUps }
}
