import type { Course } from '../../chat/context.ts'
import type { Hit, KnowledgeEntry, KnowledgeIndex } from '../../ports/knowledge.ts'
import { questionOf } from './compose.ts'
import { isOpenTo } from './source-label.ts'

/** A curated entry that a model may read; the operator's own texts stand as they are and are no material. */
export type Passage = Exclude<KnowledgeEntry, { kind: 'fixed' }>

const mostPassages = 6

/** What may be read for one question, best first: what two searches found, by turns. */
export function passagesFrom(
  found: readonly (readonly Hit[])[],
  course: Course | undefined,
): readonly Passage[] {
  const longest = Math.max(0, ...found.map(({ length }) => length))
  const byTurns = Array.from({ length: longest }, (_, place) => found.flatMap((hits) => hits[place] ?? []))
  const entries = byTurns
    .flat()
    .map(({ entry }) => entry)
    .filter((entry) => isPassage(entry, course))
  return uniquePassages(entries).slice(0, mostPassages)
}

/** What an answer may be written from: the passages that answer, and the sections that they rest on. */
export function materialOf(
  ids: readonly string[],
  index: KnowledgeIndex,
  course: Course | undefined,
): readonly Passage[] {
  const entries = ids.flatMap((id) => index.entry(id) ?? [])
  const cited = entries.flatMap((it) => (it.kind === 'faq' ? it.citations : []))
  const all = [...entries, ...cited.flatMap((id) => index.entry(id) ?? [])].filter((it) =>
    isPassage(it, course),
  )
  return uniquePassages(all).slice(0, mostPassages)
}

export const uniquePassages = (passages: readonly Passage[]): readonly Passage[] => [
  ...new Map(passages.map((it) => [it.id, it])).values(),
]

export const isPassage = (entry: KnowledgeEntry, course: Course | undefined): entry is Passage =>
  entry.kind !== 'fixed' && isOpenTo(entry, course)

/** What a passage states, without the question or heading that it stands under. */
export const statementOf = (passage: Passage): string =>
  passage.kind === 'faq' ? passage.answer : `${passage.summary}\n${passage.body}`

/** All of a passage's own words. */
export const textOf = (passage: Passage): string =>
  passage.kind === 'faq'
    ? `${passage.question}\n${passage.answer}`
    : `${passage.documentTitle}\n${passage.heading}\n${statementOf(passage)}`

/** As a model reads them: a line of JSON each, which no text in it can end. */
export const passageLines = (passages: readonly Passage[]): string =>
  passages.map((it) => JSON.stringify({ id: it.id, title: questionOf(it), text: statementOf(it) })).join('\n')

/** Whether these very words stand in the text, line ends and widths aside. Too few words prove nothing. */
export function standsIn(words: string, text: string): boolean {
  const sought = bare(words)
  return sought.length >= 8 && bare(text).includes(sought)
}

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
