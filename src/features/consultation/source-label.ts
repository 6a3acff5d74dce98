import type { Course } from '../../chat/context.ts'
import type { KnowledgeEntry, KnowledgeIndex } from '../../ports/knowledge.ts'
import { ja } from './phrases.ja.ts'

/** How an entry is named where an answer says what it rests on. */
export function sourceLabel(entry: KnowledgeEntry): string {
  switch (entry.kind) {
    case 'faq':
    case 'fixed':
      return entry.id
    case 'section':
      return sectionLabel(entry.document, entry.documentTitle, String(entry.number))
  }
}

function sectionLabel(document: string, title: string, section: string): string {
  const [prefix, first = '', second = ''] = document.split('-')
  if (prefix === 'EX') return ja.source.explanatory(first, second, section)
  if (prefix === 'PR') return ja.source.practice(String(Number(first)), section)
  return ja.source.guide(title, section)
}

/**
 * An entry and what it cites, in that order, without what this course must not open: links to practice lectures go to
 * practice contracts only.
 */
export function sourcesOf(
  entry: KnowledgeEntry,
  index: KnowledgeIndex,
  course: Course | undefined,
): readonly KnowledgeEntry[] {
  const cited = entry.kind === 'faq' ? entry.citations.flatMap((id) => index.entry(id) ?? []) : []
  return [entry, ...cited].filter(
    (it) => course === 'practice' || it.kind !== 'section' || it.audience !== 'practice',
  )
}
