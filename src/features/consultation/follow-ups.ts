import type { Course } from '../../chat/context.ts'
import { type KnowledgeEntry, type KnowledgeIndex, type Library, sameMatter } from '../../ports/knowledge.ts'
import { closedLectures } from './compose.ts'
import { answeredWith, citedIn, type FollowUp, type Reply } from './consultation.ts'
import { nextStepsOf } from './next-steps.ts'
import type { Draft } from './reply.ts'
import type { SearchedQuestion } from './separate.ts'

const most = 3

/** Adds to a drafted reply what its reader may want to know besides. Pure. */
export function withFollowUps(draft: Draft, library: Library, course: Course | undefined): Draft {
  if (draft.kind === 'noQuestion') return draft
  const followUps = followUpsOf(draft.reply, draft.searched, library, course)
  return followUps.length > 0 ? { ...draft, reply: { ...draft.reply, followUps } } : draft
}

/**
 * Up to three questions of the FAQ: what tells the courses apart, where the answer names what a higher one opens; then those that
 * were found and are near to what is answered, the first of each question, then the seconds. None that says what is answered or
 * offered already.
 */
function followUpsOf(
  reply: Reply,
  searched: readonly SearchedQuestion[],
  { index, materials }: Library,
  course: Course | undefined,
): FollowUp[] {
  if (reply.urgent) return []
  const said = new Set([...answeredWith(reply), ...citedIn(reply)])
  const answered = [...said].flatMap((id) => index.entry(id) ?? [])
  if (answered.length === 0) return []
  const isGated =
    course === 'learning' &&
    (nextStepsOf(answered, materials, course).closed.length > 0 ||
      closedLectures(answered, index, course).length > 0)
  const courses = isGated ? index.entry(materials.courses) : undefined
  const near = searched.map(({ hits }) =>
    hits.flatMap(({ entry }) => (answered.some((it) => isNear(it, entry)) ? [entry] : [])),
  )
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

/** Of the same category, or resting on the same lecture or guide: a score alone also finds what merely shares a word. */
function isNear(one: KnowledgeEntry, other: KnowledgeEntry): boolean {
  if (one.kind === 'faq' && other.kind === 'faq' && one.category === other.category) return true
  const documents = new Set(documentsOf(other))
  return documentsOf(one).some((it) => documents.has(it))
}

function documentsOf(entry: KnowledgeEntry): readonly string[] {
  switch (entry.kind) {
    case 'faq':
      return entry.citations.map((it) => it.split('#')[0] ?? it)
    case 'section':
      return [entry.document]
    case 'fixed':
      return []
  }
}

/** What a card still offers of them: nothing that it says by now, and nothing that is not served any more. */
export function offeredIn(reply: Reply, index: KnowledgeIndex): readonly KnowledgeEntry[] {
  const said = answeredWith(reply).flatMap((id) => index.entry(id) ?? [])
  return (reply.followUps ?? []).flatMap(({ entry: id, state }) => {
    const entry = state === 'offered' ? index.entry(id) : undefined
    return entry && !said.some((it) => sameMatter(it, entry)) ? [entry] : []
  })
}

/** @returns undefined when the card is stale: that was not on offer */
export function show(reply: Reply, entry: string, index: KnowledgeIndex): Reply | undefined {
  if (!offeredIn(reply, index).some(({ id }) => id === entry)) return undefined
  const followUps = reply.followUps?.map((it) =>
    it.entry === entry ? { ...it, state: 'shown' as const } : it,
  )
  return { ...reply, followUps }
}
