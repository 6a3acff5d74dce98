import type { FaqEntry, KnowledgeEntry } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { Problem } from './problem.ts'

/** So many next steps may an entry have. */
const most = 4

/** Every next step exists; a material is one of an item that is named with it, so that it helps with that very item. */
export function problemsOfNext(
  faq: readonly { readonly file: string; readonly value: FaqEntry }[],
  { items, materials, courses }: Materials,
): readonly Problem[] {
  const named = new Set(items.map(({ id }) => id))
  const known = new Map(materials.map((it) => [it.id, it]))
  const problems = faq.flatMap(({ file, value: { next = [] } }) =>
    next.flatMap((id): Problem[] => {
      if (named.has(id)) return []
      const material = known.get(id)
      if (!material)
        return [{ file, line: 1, reason: `next: found ${id}; there is no such item or material` }]
      if (material.items.some((item) => next.includes(item))) return []
      return [{ file, line: 1, reason: `next: found ${id}; it belongs to none of the items that are named` }]
    }),
  )
  if (faq.some(({ value }) => value.id === courses)) return problems
  return [
    ...problems,
    { file: 'materials.yaml', line: 1, reason: `courses: found ${courses}; there is no such entry` },
  ]
}

/** A section leads on to where the FAQ entries lead that rest on it first. */
export function withNext(entries: readonly KnowledgeEntry[]): readonly KnowledgeEntry[] {
  const steps = new Map<string, Set<string>>()
  for (const entry of entries) {
    const [section] = entry.kind === 'faq' ? entry.citations : []
    if (section === undefined || entry.kind !== 'faq') continue
    steps.set(section, new Set([...(steps.get(section) ?? []), ...(entry.next ?? [])]))
  }
  return entries.map((entry) => {
    const next = [...(steps.get(entry.id) ?? [])].slice(0, most)
    return entry.kind === 'section' && next.length > 0 ? { ...entry, next } : entry
  })
}
