import type { Course, Locale } from '../../chat/context.ts'
import type { KnowledgeEntry, KnowledgeIndex, SectionEntry } from '../../ports/knowledge.ts'
import { phrases } from './phrases.ts'

/** How an entry is named where an answer says what it rests on. */
export function sourceLabel(entry: KnowledgeEntry, locale: Locale): string {
  switch (entry.kind) {
    case 'faq':
    case 'fixed':
      return entry.id
    case 'section':
      return sectionLabel(entry, phrases[locale].source)
  }
}

function sectionLabel(
  { document, documentTitle, number }: SectionEntry,
  words: (typeof phrases)[Locale]['source'],
): string {
  const [prefix, first = '', second = ''] = document.split('-')
  const section = String(number)
  if (prefix === 'EX') return words.explanatory(first, second, section)
  if (prefix === 'PR') return words.practice(String(Number(first)), section)
  return words.guide(documentTitle, section)
}

/** The same with its title, where sources are listed. */
export function sourceTitle(entry: KnowledgeEntry, locale: Locale): string {
  const words = phrases[locale].source
  switch (entry.kind) {
    case 'faq':
      return words.faq(entry.id, entry.question)
    case 'fixed':
      return words.fixed(entry.title)
    case 'section':
      if (entry.source === 'guide')
        return words.guideTitle(entry.documentTitle, String(entry.number), entry.heading)
      return words.lectureTitle(sectionLabel(entry, words), entry.documentTitle, entry.heading)
  }
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
  return [entry, ...cited].filter((it) => isOpenTo(it, course))
}

export const isOpenTo = (entry: KnowledgeEntry, course: Course | undefined): boolean =>
  course === 'practice' || entry.kind !== 'section' || entry.audience !== 'practice'
