/** So many are shown beside a ticket. */
const SHOWN = 3
/** Of the shorter subject's pairs of characters, so many must stand in the other one. */
const ALIKE = 0.5

/** Those whose subject is like this one, the likest first; among equals in the order in which they came. */
export function similarTo<T extends { readonly subject: string }>(
  subject: string,
  solved: readonly T[],
): readonly T[] {
  const own = pairsOf(subject)
  return solved
    .map((ticket) => ({ ticket, likeness: likeness(own, pairsOf(ticket.subject)) }))
    .filter((it) => it.likeness >= ALIKE)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map(({ ticket }) => ticket)
}

/** 0 nothing in common … 1 one is within the other. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  if (small.size === 0) return 0
  const shared = [...small].filter((pair) => large.has(pair)).length
  return shared / small.size
}

/** Kana between the words say little of what something is about. */
function pairsOf(subject: string): ReadonlySet<string> {
  const characters = [
    ...subject
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}\s]/gu, '')
      .replace(/\p{Script=Hiragana}+/gu, ' '),
  ]
  const pairs = characters.flatMap((it, at) => {
    const next = characters[at + 1]
    return next === undefined || it === ' ' || next === ' ' ? [] : [it + next]
  })
  return new Set(pairs)
}
